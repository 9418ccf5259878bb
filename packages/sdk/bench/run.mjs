/**
 * Measures Inkling's cost in a real browser, compared with common alternatives in the same run.
 *
 *   npm run bench              writes packages/sdk/bench/results.json and results.md
 *   npm run bench -- --quick   few runs, for a preview; writes to test-results/
 *   npm run bench -- --smoke   the minimum that executes every line; checks and writes no figures (part of `npm test`)
 *   npm run bench -- --only first-paint   only these sections, see below; the others keep their figures
 *   npm run bench -- --rivals  Inkling beside other libraries instead, see rivals/run.mjs
 *
 * Exits with 1 if a target is missed. Everything it starts ends with it, after twenty minutes at the latest.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, release, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { BROWSER_ARGS, ensureBrowser, TEST_ARGS } from '../../../scripts/browser.mjs'
import { readItems, readTitles } from './items.mjs'
import { BASE, copyRelease } from './release.mjs'
import { markdown, screen, withoutFigure } from './report.mjs'
import { benchRivals } from './rivals/run.mjs'
import { embed } from './sections/embed.mjs'
import { explain } from './sections/explain.mjs'
import { firstPaint } from './sections/first-paint.mjs'
import { firstVisit } from './sections/first-visit.mjs'
import { manyLists } from './sections/many-lists.mjs'
import { rank } from './sections/rank.mjs'
import { see } from './sections/see.mjs'
import { snippet } from './sections/snippet.mjs'
import { serve } from './server.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')
const dist = join(here, '../dist')

const MOST_MINUTES = 20
const ITEMS = 250
const TITLES = 48

/**
 * The sections, in order of measurement. A section has:
 *
 * - `sizes`: amounts for a whole, a quick and a smoke run
 * - `pages(context)`, optional: responses by address
 * - `measure(context)`: returns `title`, `note`, `rows` (report.mjs: `measured`), and optionally `targets`
 *
 * The context has the run's `size`; `items` and `titles` to show; `lines` for the head and `here`, this folder; and
 * `server`, `asNewReader`, `callInPage` and `assertUsage`.
 */
const SECTIONS = {
  rank,
  explain,
  embed,
  see,
  snippet,
  'first-paint': firstPaint,
  'first-visit': firstVisit,
  'many-lists': manyLists,
}

const isRivals = process.argv.includes('--rivals')
const { run, only } = isRivals ? {} : readArguments(process.argv.slice(2))

if (!existsSync(join(dist, 'index.js')) || !existsSync(join(dist, 'cli.js'))) {
  console.error('packages/sdk/dist is missing: building it first.')
  const { npm_execpath: npm } = process.env
  const [file, ...args] = npm ? [process.execPath, npm] : ['npm']
  execFileSync(file, [...args, 'run', 'build', '--workspace', 'packages/sdk'], { cwd: root, stdio: ['ignore', 2, 2] })
}

if (isRivals) process.exit(await benchRivals(process.argv.slice(2).filter((argument) => argument !== '--rivals')))

const scratch = mkdtempSync(join(tmpdir(), 'inkling-bench-'))
const lines = copyRelease({ dist, into: join(scratch, 'inkling') })
/** Requests to other hosts; there must be none. */
const strangers = []
const shared = { items: readItems(root, ITEMS), titles: readTitles(root, TITLES), lines, here, assertUsage }
const server = await serve({
  folders: { [`${BASE}/`]: join(scratch, 'inkling'), '/page/': join(here, 'page'), '/': dist },
  pages: {
    '/blank.html': () => '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title></html>',
    ...Object.assign(
      {},
      ...Object.values(SECTIONS).map(({ pages, sizes }) => pages?.({ ...shared, size: sizes[run] })),
    ),
  },
})
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: run === 'smoke' ? [...TEST_ARGS] : BROWSER_ARGS,
})
const watchdog = setTimeout(async () => {
  console.error(`Ended after ${MOST_MINUTES} minutes: the machine is too busy, or something hangs.`)
  await end()
  process.exit(1)
}, MOST_MINUTES * 60_000)

try {
  const cases = {}
  for (const name of only) {
    const [before, started] = [loadavg()[0], performance.now()]
    console.error(`bench: ${name} …`)
    const measured = await measure(SECTIONS[name])
    const lacking = withoutFigure(measured.rows)
    assertUsage(!lacking, `${name} has no figure for ${lacking}`)
    const machine = describeMachine(before, loadavg()[0])
    cases[name] = { ...measured, written: new Date().toISOString(), machine }
    console.error(`bench: ${name} took ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  assertUsage(strangers.length === 0, `pages asked for ${strangers.join(', ')}`)
  const all = { ...kept(), ...cases }
  const inOrder = Object.keys(SECTIONS).flatMap((name) => (all[name] ? [[name, all[name]]] : []))
  const results = { written: new Date().toISOString(), run, cases: Object.fromEntries(inOrder) }
  results.targets = Object.values(results.cases).flatMap(({ targets = [] }) => targets)
  if (run === 'smoke') {
    for (const [name, { rows }] of Object.entries(cases))
      console.log(`${name}: ${rows.length} rows, each with its figures`)
  } else {
    write(results)
    console.log(screen(results))
    process.exitCode = results.targets.every(({ met }) => met) ? 0 : 1
  }
} finally {
  await end()
}
if (run === 'smoke' && only.length === Object.keys(SECTIONS).length) process.exitCode ||= await benchRivals(['--smoke'])

/** Smoke runs retry a section once, since a busy machine may prevent a measurement. */
async function measure({ sizes, measure }) {
  const context = { ...shared, size: sizes[run], server, asNewReader, callInPage }
  if (run !== 'smoke') return measure(context)
  return measure(context).catch((error) => {
    console.error(`bench: once more, since: ${error.message}`)
    return measure(context)
  })
}

async function end() {
  clearTimeout(watchdog)
  await browser.close()
  await server.close()
  rmSync(scratch, { recursive: true, force: true })
}

/** Uses a new browser profile, like a first-time reader. */
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

/** Calls a function from a module in page/ inside the page. */
async function callInPage(tab, module, name, argument) {
  await tab.goto(`${server.origin}/blank.html`)
  return tab.evaluate(
    async ([module, name, argument]) => (await import(`/page/${module}`))[name](argument),
    [module, name, argument],
  )
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
  return run === 'whole' ? { folder: here, name: 'results' } : { folder: join(root, 'test-results'), name: 'bench' }
}

/** Earlier results of sections that aren't part of this run. */
function kept() {
  const { folder, name } = place()
  const file = join(folder, `${name}.json`)
  if (run === 'smoke' || only.length === Object.keys(SECTIONS).length || !existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8')).cases
}

function readArguments(args) {
  const names = Object.keys(SECTIONS)
  const stop = (sentence) => {
    console.error(sentence)
    process.exit(2)
  }
  let [run, only] = ['whole', names]
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--quick' || args[i] === '--smoke') run = args[i].slice(2)
    else if (args[i] === '--only') only = (args[++i] ?? '').split(',').filter(Boolean)
    else stop(`There is no option ${args[i]}: write --quick, --smoke, --only ${names.join(',')}, or nothing.`)
  }
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined || only.length === 0)
    stop(`--only takes ${names.join(', ')}, with commas between them${unknown ? `, not ${unknown}` : ''}.`)
  return { run, only }
}

function assertUsage(condition, otherwise) {
  if (!condition) throw new Error(`This run measures something else: ${otherwise}.`)
}
