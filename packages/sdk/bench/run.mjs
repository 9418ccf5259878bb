/**
 * What Inkling costs, in a real browser, beside what people would use instead, in the same run.
 *
 *   npm run bench              writes packages/sdk/bench/results.json and results.md
 *   npm run bench -- --quick   a few runs, to see that it works; written to test-results/
 *   npm run bench -- --only first-paint   some of rank, embed, snippet, first-paint; the others' figures stay as they are
 *
 * Exits with 1 when a target isn't met. Whatever it starts ends with it, after twenty minutes at the latest.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, release, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { BROWSER_ARGS, ensureBrowser } from '../../../scripts/browser.mjs'
import { benchFirstPaint, firstPaintPages } from './first-paint.mjs'
import { readItems, readTitles } from './items.mjs'
import { markdown, measured, quantile, rounded, screen } from './report.mjs'
import { serve } from './server.mjs'
import { copyRelease, snippetPages, visit, warmUp } from './snippet.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')
const dist = join(here, '../dist')

const CANDIDATES = 200
const EVENTS = 50
const TITLES = 48
/** Median milliseconds for ranking CANDIDATES against EVENTS. */
const MOST_FOR_RANK = 3
const MOST_MINUTES = 20

const BENCHES = { rank: benchRank, embed: benchEmbed, snippet: benchSnippet, 'first-paint': benchPaint }
const { quick, only } = readArguments(process.argv.slice(2))
const RUNS = quick
  ? { rank: 20, warm: { wasm: 3, cpu: 1, webgl: 1 }, cold: { wasm: 1, cpu: 1, webgl: 1 }, visits: 3, busy: 1 }
  : { rank: 200, warm: { wasm: 20, cpu: 5, webgl: 5 }, cold: { wasm: 5, cpu: 3, webgl: 2 }, visits: 30, busy: 5 }

if (!existsSync(join(dist, 'index.js')) || !existsSync(join(dist, 'cli.js'))) {
  console.error('packages/sdk/dist is missing: building it first.')
  const { npm_execpath: npm } = process.env
  const [file, ...args] = npm ? [process.execPath, npm] : ['npm']
  execFileSync(file, [...args, 'run', 'build', '--workspace', 'inkling'], { cwd: root, stdio: ['ignore', 2, 2] })
}

const scratch = mkdtempSync(join(tmpdir(), 'inkling-bench-'))
const items = readItems(root, CANDIDATES + EVENTS)
const titles = readTitles(root, TITLES)
const lines = copyRelease({ dist, into: join(scratch, 'inkling') })
/** Addresses asked for that are not this server's: there are to be none. */
const strangers = []
let order = []
const server = await serve({
  folders: { '/inkling/': join(scratch, 'inkling'), '/page/': join(here, 'page'), '/': dist },
  pages: {
    '/blank.html': () => '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title></html>',
    ...snippetPages({ lines, items, here, wanted: () => order }),
    ...firstPaintPages({ lines, items, here }),
  },
})
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGS })
const watchdog = setTimeout(async () => {
  console.error(`Ended after ${MOST_MINUTES} minutes: the machine is too busy, or something hangs.`)
  await end()
  process.exit(1)
}, MOST_MINUTES * 60_000)

try {
  const cases = {}
  let words
  for (const name of only) {
    const before = loadavg()[0]
    cases[name] = await BENCHES[name]()
    words = describeMachine(before, loadavg()[0])
    Object.assign(cases[name], { written: new Date().toISOString(), load: words.load })
  }
  insist(strangers.length === 0, `pages asked for ${strangers.join(', ')}`)
  const results = { written: new Date().toISOString(), quick, machine: words, cases: { ...kept(), ...cases } }
  results.targets = Object.values(results.cases).flatMap(({ targets = [] }) => targets)
  write(results)
  console.log(screen(results))
  process.exitCode = results.targets.every(({ met }) => met) ? 0 : 1
} finally {
  await end()
}

async function end() {
  clearTimeout(watchdog)
  await browser.close()
  await server.close()
  rmSync(scratch, { recursive: true, force: true })
}

/** A profile of its own, as of a reader who comes for the first time. */
async function asNewReader(work) {
  const context = await browser.newContext()
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(server.origin)) strangers.push(request.url())
  })
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Calls a function of a module in page/, in the page. */
async function callInPage(tab, module, name, argument) {
  await tab.goto(`${server.origin}/blank.html`)
  return tab.evaluate(
    async ([module, name, argument]) => (await import(`/page/${module}`))[name](argument),
    [module, name, argument],
  )
}

async function benchRank() {
  say(`rank: ${EVENTS} reads, ${CANDIDATES} candidates`)
  // Every fifth was read: the history has all topics, as the list does.
  const history = items.filter((_, i) => i % 5 === 0)
  const candidates = items.filter((_, i) => i % 5 !== 0)
  const { filled, result, asked, workers } = await asNewReader(async (tab) => {
    const filled = await callInPage(tab, 'rank.js', 'fill', { history, candidates })
    const from = server.requests.length
    const result = await callInPage(tab, 'rank.js', 'measure', { history, candidates, repeats: RUNS.rank })
    return { filled, result, asked: server.requests.slice(from), workers: tab.workers().length }
  })
  const loaded = asked.filter((path) => /^\/(?:engine|models)\//.test(path))
  insist(filled.errors.length === 0, `while vectors were made: ${filled.errors.join('; ')}`)
  insist(result.isolated, 'the page was not isolated: its clock is too coarse')
  insist(result.events === EVENTS, `the history has ${result.events} events, not ${EVENTS}`)
  insist(result.tier === 'vectors' && result.ranked === CANDIDATES, `ranked ${result.ranked} by ${result.tier}`)
  insist(result.status.engine === 'off' && workers === 0, 'an engine was started though every vector was there')
  insist(loaded.length === 0, `files of the engine were loaded: ${loaded.join(', ')}`)

  const { scoring, call, mean, tfidf, tfidfReady } = result.samples
  return {
    title: `rank() of ${CANDIDATES} candidates against ${EVENTS} events, every vector cached`,
    note:
      `A new page view; no worker was started and no byte of engine or model was asked for. ` +
      `Its first call took ${rounded(call[0])} ms (scoring ${rounded(scoring[0])} ms), before anything was compiled.`,
    first: { call: rounded(call[0]), scoring: rounded(scoring[0]) },
    targets: [
      target('rank(), scoring alone, median', quantile(scoring, 0.5)),
      target('rank(), the whole call, median', quantile(call, 0.5)),
    ],
    rows: [
      measured('Inkling, scoring alone (Ranking.milliseconds)', scoring, mean),
      measured('Inkling, the whole call', call, mean),
      measured('cosine to the mean of the history, plain JS', mean),
      measured('tf-idf from the texts, plain JS', tfidf, mean),
      measured('tf-idf, its vectors kept, plain JS', tfidfReady, mean),
    ],
  }
}

async function benchEmbed() {
  const names = { wasm: 'wasm', cpu: 'plain JS (tfjs cpu)', webgl: 'webgl, rendered in software here' }
  const samples = {}
  for (const backend of ['wasm', 'cpu', 'webgl']) {
    say(`embed: ${TITLES} titles on ${backend}`)
    const all = { first: [], restart: [], warm: [], worker: [] }
    for (let run = 0; run < RUNS.cold[backend]; run++) {
      await asNewReader(async (tab) => {
        const embed = (repeats) => callInPage(tab, 'embed.js', 'embed', { backend, texts: titles, repeats })
        // The last of them stays for the warm runs.
        const isLast = run === RUNS.cold[backend] - 1
        all.first.push((await embed(0)).cold)
        const { cold, warm, worker } = await embed(isLast ? RUNS.warm[backend] : 0)
        all.restart.push(cold)
        all.warm.push(...warm)
        all.worker.push(...worker)
      })
    }
    samples[backend] = all
  }
  const kinds = {
    warm: 'warm engine',
    restart: 'new worker, model cached',
    first: 'cold: nothing cached, loopback',
  }
  const rows = Object.entries(kinds).flatMap(([kind, words]) =>
    Object.entries(names).map(([backend, name]) => {
      const baseline = backend === 'cpu' ? undefined : samples.cpu[kind]
      const row = measured(`${words}: ${name}`, samples[backend][kind], baseline)
      return { ...row, perText: rounded(row.median / TITLES) }
    }),
  )
  const perText = rows.slice(0, 3).map(({ way, perText }) => `${way.split(': ')[1]} ${perText} ms`)
  return {
    title: `Vectors for ${TITLES} article titles`,
    note:
      `Milliseconds for all ${TITLES}, seen from the page. A text on a warm engine: ${perText.join(', ')}. ` +
      'WebGL runs on SwiftShader, without a GPU: its times say nothing of real devices.',
    worker: Object.fromEntries(
      Object.entries(samples).map(([backend, { worker }]) => [backend, rounded(quantile(worker, 0.5))]),
    ),
    rows,
  }
}

async function benchPaint() {
  say('first paint: 60 items, a lead card, 50,000 elements')
  return asNewReader(async (tab) => {
    await warmUp(tab, server.origin, items)
    return benchFirstPaint({ tab, origin: server.origin, runs: RUNS })
  })
}

async function benchSnippet() {
  say('snippet: 60 items, warm')
  return asNewReader(async (tab) => {
    order = await warmUp(tab, server.origin, items)
    const ways = { plain: [], server: [], inkling: [] }
    for (const way of Object.keys(ways)) await visit(tab, server.origin, way)
    const names = Object.keys(ways)
    for (let i = 0; i < RUNS.visits; i++) {
      // Each way follows each other: what a page leaves behind meets all alike.
      const turn = [0, 1, 2].map((n) => names[(i % 2 ? i - n + 3 : i + n) % 3])
      for (const way of turn) ways[way].push(await visit(tab, server.origin, way))
    }
    for (const way of ['server', 'inkling'])
      insist(
        ways[way].some(({ applied }) => applied !== undefined),
        `no visit of the ${way} page was put in order`,
      )
    const times = (way, key) => ways[way].map((visit) => visit[key]).filter((value) => value !== undefined)
    const parsed = times('plain', 'parsed')
    const painted = times('plain', 'painted')
    const clean = (way) => ways[way].filter(({ wrongFrames, applied }) => applied !== undefined && wrongFrames === 0)
    const share = (way) => `${clean(way).length} of ${ways[way].length}`
    return {
      title: 'From the start of a navigation to the list of 60 in its order, warm',
      note:
        `Visits without a frame of the list in another order: Inkling ${share('inkling')}, ` +
        `an order fetched from a server that answers at once ${share('server')}.`,
      unseen: { inkling: clean('inkling').length, server: clean('server').length, of: RUNS.visits },
      rows: [
        measured('no script: list parsed', parsed),
        measured('Inkling, snippet and tag: order applied', times('inkling', 'applied'), parsed),
        measured('order fetched from the server: applied', times('server', 'applied'), parsed),
        measured('no script: first contentful paint', painted),
        measured('Inkling, snippet and tag: first contentful paint', times('inkling', 'painted'), painted),
        measured('order fetched from the server: first contentful paint', times('server', 'painted'), painted),
      ],
    }
  })
}

function target(what, value) {
  return { what, value: rounded(value), most: MOST_FOR_RANK, met: value <= MOST_FOR_RANK }
}

function describeMachine(...load) {
  const node = process.version
  const [{ model = 'unknown' } = {}] = cpus()
  const cores = availableParallelism()
  const { version } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8'))
  const loads = load.map((value) => value.toFixed(1))
  const words =
    `Inkling ${version}, Chromium ${browser.version()}, ${model}, ${cores} cores, no GPU used, ` +
    `${platform()} ${release()}, load ${loads.join(' to ')}.`
  return { words, version, browser: browser.version(), model, cores, load: loads.map(Number), node }
}

function write(results) {
  const { folder, name } = place()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, `${name}.md`), markdown(results))
}

function place() {
  return quick ? { folder: join(root, 'test-results'), name: 'bench' } : { folder: here, name: 'results' }
}

/** What an earlier run has measured, and this one isn't to. */
function kept() {
  const { folder, name } = place()
  const file = join(folder, `${name}.json`)
  if (only.length === Object.keys(BENCHES).length || !existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8')).cases
}

function readArguments(args) {
  const names = Object.keys(BENCHES)
  const stop = (sentence) => {
    console.error(sentence)
    process.exit(2)
  }
  let [quick, only] = [false, names]
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--quick') quick = true
    else if (args[i] === '--only') only = (args[++i] ?? '').split(',').filter(Boolean)
    else stop(`There is no option ${args[i]}: write --quick, --only ${names.join(',')}, or nothing.`)
  }
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined || only.length === 0)
    stop(`--only takes ${names.join(', ')}, with commas between them${unknown ? `, not ${unknown}` : ''}.`)
  return { quick, only }
}

function say(what) {
  console.error(`bench: ${what} …`)
}

function insist(condition, otherwise) {
  if (!condition) throw new Error(`This run measures something else: ${otherwise}.`)
}
