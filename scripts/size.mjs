/**
 * Prints the size of each bundle and each visit, compared with packages/sdk/bundles.mjs and sizes.json. Exits with 1 if a visit exceeds its budget
 * or a bundle has grown by more than 2 %. `--json` prints JSON instead; `--write` accepts the current sizes.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { BUNDLES, GROWTH, LIMITS, VISITS } from '../packages/sdk/bundles.mjs'

const sdk = join(dirname(fileURLToPath(import.meta.url)), '../packages/sdk')
const dist = join(sdk, 'dist')
const SIZES = join(sdk, 'sizes.json')
/** The pack in the documentation's script tag. */
const MODEL = 'models/encoder-en'
/** Packs of other languages. */
const OTHERS = /^encoder-(?!en$)/
const IMAGE_ENCODER = 'models/image-encoder'
/** Code of a site that uses the npm package, to measure the output of its bundler. */
const ENTRY = "import { createInkling } from 'inkling'"

/** Budgets in bytes as served: the table of a second language, the tone head (loaded for sponsored content), and the image encoder. */
const LANGUAGE_BUDGET = 1_125_000
const TONE_BUDGET = 100_000
const IMAGE_ENCODER_BUDGET = 800_000

if (!existsSync(dist)) {
  console.error('packages/sdk/dist is missing: run `npm run build --workspace packages/sdk` first.')
  process.exit(1)
}

const names = BUNDLES.map(({ file }) => file)
const models = [MODEL, ...languages(), IMAGE_ENCODER].flatMap(filesOf)
const there = [...names, 'engine/tfjs-backend-wasm-simd.wasm', ...models].filter((file) => existsSync(join(dist, file)))
const sizes = new Map(there.map((file) => [file, measure(file)]))
if (sizes.has('index.js')) sizes.set(ENTRY, weigh(await bundled()))
const missing = names.filter((file) => !sizes.has(file))

if (process.argv.includes('--write')) {
  const listed = [...names, ENTRY].sort().map((file) => [file, sizes.get(file)?.brotli])
  writeFileSync(SIZES, `${JSON.stringify(Object.fromEntries(listed), null, 2)}\n`)
  await import('./bundles.mjs')
}

const accepted = JSON.parse(readFileSync(SIZES, 'utf8'))
const rows = [...sizes].map(([file, size]) => {
  if (!(file in accepted)) return { file, ...size, ...(names.includes(file) && { ok: false }) }
  const most = Math.min(LIMITS[file] ?? Number.POSITIVE_INFINITY, Math.floor(accepted[file] * (1 + GROWTH)))
  return { file, ...size, most, ok: size.brotli <= most }
})
const tone = filesOf(MODEL).filter((file) => !isOfVectors(file))
const visits = [
  ...VISITS.map(({ name, scripts, model, budget }) => sum(name, [...scripts, ...partOf(model)], budget)),
  ...languages().map((pack) => sum(pack, filesOf(pack).filter(isOfTable), LANGUAGE_BUDGET)),
  sum(`tone of ${MODEL}`, tone, TONE_BUDGET),
  sum(IMAGE_ENCODER, filesOf(IMAGE_ENCODER), IMAGE_ENCODER_BUDGET),
]
const ok = missing.length === 0 && visits.every((visit) => visit.ok) && rows.every((row) => row.ok !== false)

if (process.argv.includes('--json')) console.log(JSON.stringify({ ok, missing, files: rows, visits }, null, 2))
else printTable()
process.exit(ok ? 0 : 1)

/** Weight files are already gzipped, so a server can't compress them further. */
function measure(file) {
  const bytes = readFileSync(join(dist, file))
  return file.endsWith('.bin') ? { minified: bytes.length } : weigh(bytes)
}

function weigh(bytes) {
  return {
    minified: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
  }
}

/** The code that importing `createInkling` adds to a site's own bundle, without chunks that are loaded on demand. */
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

/** Folders of the packs other than English. */
function languages() {
  const path = join(dist, 'models')
  const packs = existsSync(path) ? readdirSync(path).filter((name) => OTHERS.test(name)) : []
  return packs.sort().map((name) => `models/${name}`)
}

/** Files that a page may load from a model's folder. */
function filesOf(folder) {
  const path = join(dist, folder)
  const files = existsSync(path) ? readdirSync(path).map((name) => `${folder}/${name}`) : []
  return files.filter((file) => /\.(bin|txt|json)$/.test(file))
}

/** Whether a file is needed for vectors. The tone head isn't; it is only loaded for sponsored content. */
function isOfVectors(file) {
  return !/\/tone\.(?:json|bin)$/.test(file)
}

/** Whether a file is needed for vectors of depth 0. */
function isOfTable(file) {
  return isOfVectors(file) && !/\/weights-\d+\.bin$/.test(file)
}

/** @param {'table' | 'vectors' | undefined} model */
function partOf(model) {
  if (!model) return []
  const files = filesOf(MODEL).filter(model === 'table' ? isOfTable : isOfVectors)
  return files.some((file) => file.endsWith('.bin')) ? files : [`${MODEL}/table.bin`]
}

/** Sums the sizes as served. The result is NaN, and over every budget, if a part is missing. */
function sum(name, parts, budget) {
  const bytes = parts.reduce((sum, file) => {
    const { minified, brotli = minified } = sizes.get(file) ?? {}
    return sum + (brotli ?? Number.NaN)
  }, 0)
  return { name, parts, bytes, budget, ok: parts.length > 0 && bytes <= budget }
}

function printTable() {
  const number = (value) => (value?.toLocaleString('en-GB') ?? '–').padStart(10)
  const heads = ['minified', 'gzip', 'brotli', 'at most'].map((head) => head.padStart(10))
  console.log(`${'bytes'.padEnd(50)}${heads.join('')}`)
  for (const { file, minified, gzip, brotli, most, ok: within } of rows)
    console.log(
      `${file.padEnd(50)}${[minified, gzip, brotli, most].map(number).join('')}${within === false ? '  GROWN' : ''}`,
    )
  for (const file of missing) console.log(`${file.padEnd(50)}   missing`)
  for (const { name, bytes, budget, ok: within } of visits) {
    const total = Number.isNaN(bytes) ? 'incomplete'.padStart(10) : number(bytes)
    console.log(`${name.padEnd(80)}${total}${number(budget)}${within ? '' : '  OVER'}`)
  }
}
