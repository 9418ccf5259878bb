/**
 * Measures Inkling beside what people would use instead.
 *
 *   npm run bench -- --rivals                  20 rounds; writes docs/proof/rivals.md and rivals.json
 *   npm run bench -- --rivals --repeats 4      fewer rounds
 *   npm run bench -- --rivals --quick          3 rounds, for a preview; writes to test-results/
 *
 * Rivals are installed on demand (install.mjs). Figures for docs/proof/ are only taken on a quiet machine.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { ensureBrowser, TEST_ARGS } from '../../../../scripts/browser.mjs'
import { readItems } from '../items.mjs'
import { BASE, copyRelease } from '../release.mjs'
import { serve } from '../server.mjs'
import { beforeConsent, consentPages } from './before-consent.mjs'
import { exportOurs, install, isPacked, lacking, OURS, SITE, versions } from './install.mjs'
import { opened, round } from './measure.mjs'
import { lowestCosine, qualityOf, readPairs } from './quality.mjs'
import { compare, report } from './report.mjs'
import { pagesOf, WAYS } from './ways.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../../..')
const dist = join(here, '../../dist')

/** Load per core above which other work would be measured too. */
const QUIET = 0.4

/** Items that the demo's stories give. */
const ITEMS = 380
/** The list's titles, and items read. */
const [TITLES, READ] = [30, 3]
/** Limits: of everything but the rounds, and of a round. */
const [FIXED_MINUTES, MINUTES] = [20, 5]
/** Lowest cosine at which two engines count as running the same model. */
const SAME = 0.9995

/**
 * - `repeats`: rounds
 * - `line`: whether to visit at 9 Mbit/s, too
 * - `some`, `many`: numbers of texts
 * - `pairs`: of the STS benchmark
 */
const SIZES = {
  whole: { repeats: 20, line: true, some: 48, many: 500, pairs: Number.POSITIVE_INFINITY },
  quick: { repeats: 3, line: true, some: 48, many: 500, pairs: 300 },
  smoke: { repeats: 1, line: false, some: 4, many: 8, pairs: 8 },
}

/**
 * @param {readonly string[]} args `--quick`, `--smoke` or `--repeats N`
 * @returns {Promise<number>} an exit code
 */
export async function benchRivals(args) {
  const { run, size, mistake } = readArguments(args)
  if (mistake) return say(2, mistake)
  const load = loadavg()[0]
  if (run === 'whole' && load > QUIET * availableParallelism())
    return say(2, `Other programs are running here (load ${load.toFixed(1)}). Wait until they end, or write --quick.`)
  // `npm test` has no time for an installation.
  if (run !== 'smoke') install()
  const why = lacking()
  if (why) return say(0, `rivals: skipped, because ${why}`)
  const most = FIXED_MINUTES + size.repeats * MINUTES
  const watchdog = setTimeout(() => {
    console.error(`Ended after ${most} minutes: the machine is too busy, or something hangs.`)
    process.exit(1)
  }, most * 60_000)
  const found = await measureAll(run, size)
  clearTimeout(watchdog)
  if (run === 'smoke') return say(0, `rivals: ${Object.keys(found.measures).length} measures, each with its figures`)
  const folder = join(root, run === 'whole' ? 'docs/proof' : 'test-results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'rivals.json'), `${JSON.stringify(found, null, 1)}\n`)
  writeFileSync(join(folder, 'rivals.md'), report(found))
  return say(0, report(found))
}

async function measureAll(run, size) {
  const skipped = []
  const noExport = run === 'smoke' || exportOurs(join(dist, 'models/encoder-en'))
  const ways = WAYS.filter(({ name }) => name !== 'ort' || existsSync(OURS))
  if (!existsSync(OURS)) skipped.push(`onnxruntime-web with Inkling's weights: ${noExport}.`)
  const scratch = mkdtempSync(join(tmpdir(), 'inkling-rivals-'))
  let server
  try {
    const lines = copyRelease({ dist, into: join(scratch, 'inkling') })
    await bundle(join(scratch, 'built'))
    const items = readItems(root, TITLES + READ)
    const list = { items: items.slice(0, TITLES), read: items.slice(TITLES), lines }
    const notes = readFileSync(join(here, 'pages/notes.js'), 'utf8')
    server = await serve({
      folders: {
        [`${BASE}/`]: join(scratch, 'inkling'),
        '/rivals/built/': join(scratch, 'built'),
        '/rivals/pages/': join(here, 'pages'),
        '/rivals/': SITE,
        '/dist/': dist,
      },
      pages: { ...pagesOf({ ...list, notes }), ...consentPages(lines, () => server.origin) },
      isPacked: (_, file) => isPacked(file),
      // As most sites are: without SharedArrayBuffer, so everything runs on one thread.
      isIsolated: false,
    })
    // Without the processes of pop-ups, whose memory would be taken for the page's.
    const launch = () => chromium.launch({ executablePath: ensureBrowser(), args: [...TEST_ARGS] })
    const context = { launch, server, size, texts: textsOf(items, size) }
    const measures = compare(await rounds(ways, context))
    const [{ model = 'unknown' } = {}] = cpus()
    return {
      written: new Date().toISOString(),
      run,
      rounds: size.repeats,
      machine: `${await versionOf(launch)}, ${model}, ${availableParallelism()} cores, no GPU used, load ${loadavg()[0].toFixed(1)} at the end.`,
      versions: { Inkling: versionOfInkling(), ...versions() },
      measures,
      quality: await judge(ways, context),
      same: await compareVectors(ways, context),
      consent: await beforeConsent(context),
      skipped,
    }
  } finally {
    await server?.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Modules of pages/ that import the SDK's sources. */
async function bundle(outdir) {
  const entryPoints = ['table.ts', 'tokenizer.ts'].map((name) => join(here, 'pages', name))
  await build({ entryPoints, outdir, bundle: true, minify: true, format: 'esm', target: 'es2022' })
}

/** Titles, and for `many` also summaries, since there aren't enough titles. */
function textsOf(items, { some, many }) {
  const all = readItems(root, ITEMS).slice(items.length)
  const texts = [...new Set([...all.map(({ title }) => title), ...all.map(({ summary }) => summary)])]
  return { one: texts.slice(0, 10), some: texts.slice(10, 10 + some), many: texts.slice(10 + some, 10 + some + many) }
}

async function rounds(ways, context) {
  const found = []
  // In the first visit of each kind, the server compresses its files: it doesn't count.
  if (context.size.line)
    for (const way of ways) await round(way, { ...context, texts: undefined, size: { line: false } })
  for (let n = 0; n < context.size.repeats; n++) {
    const results = {}
    for (let i = 0; i < ways.length; i++) {
      const way = ways[(i + n) % ways.length]
      const before = performance.now()
      results[way.name] = await round(way, context)
      console.error(`rivals: round ${n + 1}, ${way.name}, ${((performance.now() - before) / 1000).toFixed(0)} s`)
    }
    found.push(results)
  }
  return found
}

async function judge(ways, { launch, server, size }) {
  const read = readPairs(root, size.pairs)
  if (typeof read === 'string') return { figures: {}, why: read }
  const figures = {}
  for (const way of ways.filter(({ texts }) => texts))
    figures[way.name] = await qualityOf(opened(way, { launch, server }), read)
  return { figures, pairs: read.pairs.length }
}

/** Whether onnxruntime-web runs the model that Inkling's engine runs. */
async function compareVectors(ways, context) {
  const [ours, theirs] = ['engine', 'ort'].map((name) => ways.find((way) => way.name === name))
  if (!theirs) return undefined
  const lowest = await lowestCosine(opened(ours, context), opened(theirs, context), context.texts.some)
  if (!(lowest >= SAME)) throw new Error(`onnxruntime-web's vectors differ from Inkling's: cosine ${lowest}`)
  return lowest
}

async function versionOf(launch) {
  const browser = await launch()
  const version = `Chromium ${browser.version()}`
  await browser.close()
  return version
}

const versionOfInkling = () => JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8')).version

function readArguments(args) {
  let run = 'whole'
  let repeats
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--quick' || args[i] === '--smoke') run = args[i].slice(2)
    else if (args[i] === '--repeats' && /^[1-9]\d?$/.test(args[i + 1] ?? '')) repeats = Number(args[++i])
    else
      return {
        mistake: `With --rivals, write --quick, --smoke, --repeats and a number from 1 to 99, or nothing, not ${args[i]}.`,
      }
  }
  return { run, size: { ...SIZES[run], ...(repeats && { repeats }) } }
}

function say(code, words) {
  console[code ? 'error' : 'log'](words)
  return code
}
