// Prints the size of every bundle against its budget; exits with 1 when one is over. `--json` prints the same as JSON.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../packages/sdk/dist')
/** The pack that the documentation's tag names. */
const MODEL = 'models/encoder-en'
/** What a page in another language loads beside it. */
const OTHERS = /^encoder-(?!en$)/

/** In bytes, as served: what a page pays. */
const BUDGETS = {
  'inkling.js': { measure: 'brotli', most: 5.25 * 1024 },
  'core.js': { measure: 'brotli', most: 35 * 1024 },
  'snippet.js': { measure: 'brotli', most: 6.25 * 1024 },
  'consent-banner.js': { measure: 'brotli', most: 3000 },
  'sentences.js': { measure: 'brotli', most: 3 * 1024 },
  'why.js': { measure: 'brotli', most: 9 * 1024 },
  'profile.js': { measure: 'brotli', most: 16 * 1024 },
  'inspector.js': { measure: 'brotli', most: 15 * 1024 },
  'react.js': { measure: 'brotli', most: 3.5 * 1024 },
  'measure.js': { measure: 'brotli', most: 4.5 * 1024 },
  'check.js': { measure: 'brotli', most: 27 * 1024 },
  'inspect.js': { measure: 'brotli', most: 34 * 1024 },
  'preview.js': { measure: 'brotli', most: 51 * 1024 },
  'site-files.js': { measure: 'brotli', most: 4.25 * 1024 },
  'words.js': { measure: 'brotli', most: 2 * 1024 },
  ...Object.fromEntries(
    ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'zh'].map((language) => [
      `words-${language}.js`,
      { measure: 'brotli', most: 6 * 1024 },
    ]),
  ),
  'watch.js': { measure: 'brotli', most: 5.75 * 1024 },
  'creatives.js': { measure: 'brotli', most: 18 * 1024 },
  'tone.js': { measure: 'brotli', most: 18 * 1024 },
  'audiences.js': { measure: 'brotli', most: 12 * 1024 },
  'telling.js': { measure: 'brotli', most: 2 * 1024 },
  'measurement.js': { measure: 'brotli', most: 7.5 * 1024 },
  'explain.js': { measure: 'brotli', most: 10 * 1024 },
  'transfer.js': { measure: 'brotli', most: 2 * 1024 },
  'table.js': { measure: 'brotli', most: 12 * 1024 },
  'engine.js': { measure: 'brotli', most: 5.25 * 1024 },
  'pictures.js': { measure: 'brotli', most: 3.25 * 1024 },
  'consent-platforms.js': { measure: 'brotli', most: 2 * 1024 },
  'engine/wasm.js': { measure: 'gzip', most: 62 * 1024 },
  'engine/webgl.js': { measure: 'gzip', most: 64.5 * 1024 },
  'engine/webgpu.js': { measure: 'gzip', most: 62 * 1024 },
  'engine/cpu.js': { measure: 'gzip', most: 62 * 1024 },
  'engine/seer-wasm.js': { measure: 'gzip', most: 62 * 1024 },
  'engine/seer-webgl.js': { measure: 'gzip', most: 62 * 1024 },
  'engine/seer-webgpu.js': { measure: 'gzip', most: 62 * 1024 },
  'engine/seer-cpu.js': { measure: 'gzip', most: 62 * 1024 },
}
/** What a site's own bundler makes of the package from npm, minified. */
const ENTRY = "import { createInkling } from 'inkling'"
const ENTRY_BUDGET = { measure: 'brotli', most: 40 * 1024 }
/** A page with all that it loads, by how it is ranked; the parts are summed as they are served. */
const PAGES = {
  'a page ranked by the table': { most: 1_160_000, scripts: ['inkling.js', 'core.js', 'table.js'], isOf: depth0 },
  'a page ranked by the transformer': {
    most: 3_000_000,
    scripts: ['inkling.js', 'core.js', 'table.js', 'engine.js', 'engine/wasm.js', 'engine/tfjs-backend-wasm-simd.wasm'],
    isOf: isOfVectors,
  },
}
/** What comes beside it, in bytes: the table of a second language; how texts sound, where something is sponsored; what sees pictures. */
const LANGUAGE_BUDGET = 1_125_000
const TONE_BUDGET = 100_000
const SEER = 'models/seer'
const SEER_BUDGET = 800_000

if (!existsSync(dist)) {
  console.error('packages/sdk/dist is missing: run `npm run build --workspace inkling` first.')
  process.exit(1)
}

const files = [
  ...Object.keys(BUDGETS),
  'engine/tfjs-backend-wasm-simd.wasm',
  'index.js',
  'cli.js',
  ...list(MODEL),
  ...languages().flatMap(list),
  ...list(SEER),
]
const sizes = new Map(files.filter((file) => existsSync(join(dist, file))).map((file) => [file, measure(file)]))
if (existsSync(join(dist, 'index.js'))) sizes.set(ENTRY, weigh(await bundled()))
const rows = [...sizes].map(([file, size]) => {
  const { measure: measured, most } = (file === ENTRY ? ENTRY_BUDGET : BUDGETS[file]) ?? {}
  return { file, ...size, ...(most && { measured, budget: most, ok: size[measured] <= most }) }
})
const pages = [
  ...Object.entries(PAGES).map(pageRow),
  ...languages().map((pack) => partsRow(pack, filesOf(pack).filter(depth0), LANGUAGE_BUDGET)),
  partsRow(
    `tone of ${MODEL}`,
    filesOf(MODEL).filter((file) => !isOfVectors(file)),
    TONE_BUDGET,
  ),
  partsRow(SEER, filesOf(SEER), SEER_BUDGET),
]
const missing = Object.keys(BUDGETS).filter((file) => !sizes.has(file))
const ok = missing.length === 0 && pages.every((page) => page.ok) && rows.every((row) => row.ok !== false)

if (process.argv.includes('--json')) console.log(JSON.stringify({ ok, missing, files: rows, pages }, null, 2))
else printTable()
process.exit(ok ? 0 : 1)

function list(folder) {
  const path = join(dist, folder)
  return existsSync(path) ? readdirSync(path).map((name) => `${folder}/${name}`) : []
}

/** Weights are packed with gzip as they lie there: no server takes anything off them. */
function measure(file) {
  const bytes = readFileSync(join(dist, file))
  return file.endsWith('.bin') ? { minified: bytes.length } : weigh(bytes)
}

/** The bytes that importing `createInkling` adds to a site's own bundle, without the parts that come when they are asked for. */
async function bundled() {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `${ENTRY}\ncreateInkling()`, resolveDir: dist },
    bundle: true,
    minify: true,
    write: false,
    splitting: true,
    metafile: true,
    outdir: dist,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  })
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, output]) => [resolve(file), output]))
  const first = new Set()
  const add = (file) => {
    if (first.has(file)) return
    first.add(file)
    for (const { path, kind } of outputs.get(file).imports) if (kind === 'import-statement') add(resolve(path))
  }
  add([...outputs].find(([, { entryPoint }]) => entryPoint === '<stdin>')[0])
  return Buffer.concat(outputFiles.filter(({ path }) => first.has(resolve(path))).map(({ contents }) => contents))
}

function weigh(bytes) {
  return {
    minified: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
  }
}

/** The folders of packs beside the first. */
function languages() {
  const path = join(dist, 'models')
  return existsSync(path)
    ? readdirSync(path)
        .filter((name) => OTHERS.test(name))
        .sort()
        .map((name) => `models/${name}`)
    : []
}

/** The files of a pack that make vectors: what tells tone comes only where something is sponsored. */
function isOfVectors(file) {
  return !/\/tone\.(?:json|bin)$/.test(file)
}

/** Those of them that its table needs. */
function depth0(file) {
  return isOfVectors(file) && !/\/weights-\d+\.bin$/.test(file)
}

/** As it is served. */
function cost(file) {
  const { minified, brotli = minified } = sizes.get(file) ?? {}
  return brotli ?? Number.NaN
}

function filesOf(pack) {
  return list(pack).filter((file) => /\.(bin|txt|json)$/.test(file))
}

function pageRow([name, { most, scripts, isOf }]) {
  const model = filesOf(MODEL).filter(isOf)
  const parts = [...scripts, ...model]
  const bytes = parts.reduce((sum, file) => sum + cost(file), 0)
  const isWhole = model.some((file) => file.endsWith('.bin'))
  return { name, parts, bytes, budget: most, ok: isWhole && bytes <= most }
}

function partsRow(name, parts, budget) {
  const bytes = parts.reduce((sum, file) => sum + cost(file), 0)
  return { name, parts, bytes, budget, ok: parts.length > 0 && bytes <= budget }
}

function printTable() {
  const number = (value) => (value?.toLocaleString('en-GB') ?? '–').padStart(10)
  console.log(
    `${'bytes'.padEnd(44)}${['minified', 'gzip', 'brotli'].map((head) => head.padStart(10)).join('')}   budget`,
  )
  for (const { file, minified, gzip, brotli, measured, budget, ok: within } of rows) {
    const verdict = budget ? `${number(budget)} ${measured}${within ? '' : '  OVER'}` : ''
    console.log(`${file.padEnd(44)}${number(minified)}${number(gzip)}${number(brotli)}${verdict}`)
  }
  for (const file of missing) console.log(`${file.padEnd(44)}   missing`)
  for (const { name, bytes, budget, ok: within } of pages) {
    const total = Number.isNaN(bytes) ? 'incomplete'.padStart(10) : number(bytes)
    console.log(`${name.padEnd(44)}${total}${number(budget)}${within ? '' : '  NOT MET'}`)
  }
}
