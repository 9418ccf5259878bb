// Builds packages/sdk/dist: the engine first, then the page's bundles, which carry the engine's hashes.

import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'
import { kernels } from './scripts/kernels.mjs'
import { ThirdParties } from './scripts/third-parties.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const sdk = join(root, 'packages/sdk')
const source = join(sdk, 'src')
const dist = join(sdk, 'dist')
const { version } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'))

const WASM_FILE = 'tfjs-backend-wasm-simd.wasm'
/** Beside the bundle, which doesn't name it: neither sites nor the package from npm have maps, and would be asked for one in vain. */
const SOURCEMAP = 'hidden'

const BACKENDS = ['wasm', 'webgl', 'webgpu', 'cpu']
const ENGINE = [...BACKENDS, ...BACKENDS.map((name) => `seer-${name}`)].map((name) => ({
  input: `engine/backends/${name.replace('seer-', 'seer/')}.ts`,
  output: { file: `engine/${name}.js`, format: 'iife', sourcemap: SOURCEMAP },
  plugins: () => [kernels(), tfjs(), ...typescript(), minify()],
}))
/** Brought in by the tag when a reader takes the history along, or brings it back: `core.js` carries the hash of this. */
const TRANSFER = {
  input: 'entries/transfer.ts',
  output: { file: 'transfer.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), minify()],
}
/** Brought in by the tag where an option names a file of the site's: `core.js` carries the hash of this, too. */
const SITE_FILES = {
  input: 'entries/site-files.ts',
  output: { file: 'site-files.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), minify()],
}
/** Brought in by the tag with consent: `core.js` carries the hash of this, and this those of the languages. */
const WORDS = {
  input: 'entries/words.ts',
  output: { file: 'words.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), minify()],
}
const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'zh'].map((language) => ({
  input: `content/languages/${language}.ts`,
  output: { file: `words-${language}.js`, format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), minify()],
}))
/** Brought in by the tag beside `core.js`, to watch what the reader does: that carries the hash of this, and this those of the elements for readers. */
const WATCH = {
  input: 'entries/watch.ts',
  output: { file: 'watch.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), minify()],
}
/** Brought in by the tag where a slot is sponsored: `creatives.js` carries the hash of this, and this those of the models. */
const TONE = {
  input: 'entries/tone.ts',
  output: { file: 'tone.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag once creatives are agreed to: `core.js` carries the hash of this, and this those of what it asks for. */
const CREATIVES = {
  input: 'entries/creatives.ts',
  output: { file: 'creatives.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), minify()],
}
/** Brought in by the tag where the address names a persona: `core.js` carries the hash of this. */
const PREVIEW = {
  input: 'entries/preview.ts',
  output: { file: 'preview.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), inMemory(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag when audiences or segments are asked for: `explain.js` and `creatives.js` carry the hash of this. */
const AUDIENCES = {
  input: 'entries/audiences.ts',
  output: { file: 'audiences.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), minify()],
}
/** Brought in by the tag when a reader asks why: `core.js` and `creatives.js` carry the hash of this. */
const EXPLAIN = {
  input: 'entries/explain.ts',
  output: { file: 'explain.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), minify()],
}
/** Brought in by the tag where an option names an element for readers, and the page has it: `watch.js` carries the hashes of these. */
const ELEMENTS = ['why', 'profile'].map((name) => ({
  input: `entries/${name}.ts`,
  output: { file: `${name}.js`, format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), minify()],
}))
/** Brought in by the tag where a site compares arms, and the reader agrees: `core.js` carries the hash of this. */
const MEASUREMENT = {
  input: 'entries/measurement.ts',
  output: { file: 'measurement.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag where a site is told of arms: `measurement.js` carries the hash of this. */
const TELLING = {
  input: 'entries/telling.ts',
  output: { file: 'telling.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), withoutTfjs(), minify()],
}
/** For the console, brought in by the tag: `core.js` carries the hash of this, too. It carries that of `inspect.js`. */
const CHECK = {
  input: 'entries/check.ts',
  output: { file: 'check.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** For developers, brought in by the tag where the address asks for it. */
const INSPECT = {
  input: 'entries/inspect.ts',
  output: { file: 'inspect.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag when vectors could be deeper. It carries the hashes of the workers and of the models. */
const ENGINE_CLIENT = {
  input: 'entries/engine.ts',
  output: { file: 'engine.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag when vectors are missing: `core.js` carries the hash of this. It carries those of `engine.js` and the models. */
const TABLE = {
  input: 'entries/table.ts',
  output: { file: 'table.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag where items have pictures that count: `core.js` carries the hash of this, and this that of `engine.js`. */
const PICTURES = {
  input: 'entries/pictures.ts',
  output: { file: 'pictures.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
/** Brought in by the tag where a site names a consent platform. */
const PLATFORMS = {
  input: 'entries/consent-platforms.ts',
  output: { file: 'consent-platforms.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), minify()],
}
/** Brought in by the tag once consent is granted. It carries the engine's hashes, and the tag carries its own. */
const CORE = {
  input: 'entries/core.ts',
  output: { file: 'core.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [release(), ...typescript(), withoutTfjs(), minify()],
}
const PAGE = [
  {
    input: 'entries/tag.ts',
    output: { file: 'inkling.js', format: 'iife', sourcemap: SOURCEMAP },
    minified: true,
  },
  {
    input: 'entries/snippet.ts',
    output: { file: 'snippet.js', format: 'iife', sourcemap: SOURCEMAP },
    minified: true,
  },
  {
    input: 'elements/consent-banner/consent-banner.ts',
    output: { file: 'consent-banner.js', format: 'es', sourcemap: SOURCEMAP },
    minified: true,
  },
  {
    input: 'elements/sentences/sentences.ts',
    output: { file: 'sentences.js', format: 'es', sourcemap: SOURCEMAP },
    minified: true,
  },
  {
    input: 'index.ts',
    // Who bundles gets what comes later as files beside this one, to make parts of.
    output: { file: 'index.js', format: 'es', sourcemap: SOURCEMAP, paths: besideIndex },
    external: (id) =>
      /entries\/(audiences|creatives|tone|explain|measurement|watch|why|profile|site-files|transfer|table|telling|engine|pictures|consent-platforms|words)\.ts$|languages\/[a-z]{2}\.ts$/.test(
        id,
      ),
    minified: false,
  },
].map((bundle) => ({
  ...bundle,
  plugins: () => [release(), ...typescript(), withoutTfjs(), bundle.minified && minify()],
}))
/** For npm alone. Where components run on servers too, the directive says that these are the browser's. */
const REACT = {
  input: 'frameworks/react.ts',
  output: { file: 'react.js', format: 'es', sourcemap: SOURCEMAP, banner: "'use client'" },
  external: ['react'],
  plugins: () => [...typescript(), withoutTfjs(), minify()],
}
/** For npm alone: the estimator needs no page. */
const MEASURE = {
  input: 'entries/measure.ts',
  output: { file: 'measure.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), withoutTfjs(), minify()],
}
/** For npm alone: the elements for readers, together. */
const INSPECTOR = {
  input: 'entries/inspector.ts',
  output: { file: 'inspector.js', format: 'es', sourcemap: SOURCEMAP },
  plugins: () => [...typescript(), withoutTfjs(), minify()],
}
// tfjs's WebAssembly glue was written for CommonJS. Rollup doesn't see these names: no module may have them.
const CLI_BANNER = `#!/usr/bin/env node
import { createRequire as $createRequire } from 'node:module'
import { dirname as $directoryOf } from 'node:path'
import { fileURLToPath as $pathOf } from 'node:url'
const require = $createRequire(import.meta.url)
const __dirname = $directoryOf($pathOf(import.meta.url))
`
const CLI = {
  input: 'cli/main.ts',
  output: { file: 'cli.js', format: 'es', banner: CLI_BANNER },
  external: (id) => id.startsWith('node:') || builtinModules.includes(id),
  plugins: () => [release(), kernels(), tfjs(), linkedom(), ...typescript({ node: true })],
}

/** What no page loads: a bundler or Node does. All other bundles are a page's, and `inkling copy` copies them. */
const NPM_ALONE = ['index.js', ...[REACT, MEASURE, INSPECTOR, CLI].map(({ output }) => output.file)]

const thirdParties = new ThirdParties()

rmSync(dist, { recursive: true, force: true })
mkdirSync(join(dist, 'engine'), { recursive: true })
copyFileSync(join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', WASM_FILE), join(dist, 'engine', WASM_FILE))
copyModels()
cpSync(join(sdk, 'personas'), join(dist, 'personas'), { recursive: true })

const bundles = [
  ...ENGINE,
  TRANSFER,
  ...LANGUAGES,
  WORDS,
  TONE,
  ...ELEMENTS,
  WATCH,
  SITE_FILES,
  AUDIENCES,
  EXPLAIN,
  TELLING,
  MEASUREMENT,
  CREATIVES,
  ENGINE_CLIENT,
  TABLE,
  PICTURES,
  PLATFORMS,
  INSPECT,
  CHECK,
  PREVIEW,
  CORE,
  ...PAGE,
  REACT,
  MEASURE,
  INSPECTOR,
  CLI,
].filter(({ input }) => {
  const found = existsSync(join(source, input))
  if (!found) console.warn(`packages/sdk/src/${input} doesn't exist yet: its bundle is skipped.`)
  return found
})

export default bundles.map(({ input, output, external, plugins }, index) => ({
  input: join(source, input),
  output: { ...output, file: join(dist, output.file) },
  ...(external && { external }),
  plugins: [...plugins(), collectLicences(), index === bundles.length - 1 && writeRelease()],
  onwarn(warning, warn) {
    // tfjs's modules import one another in circles, csv-parse's too, and its helpers were compiled with `this` at the top.
    const known = warning.code === 'CIRCULAR_DEPENDENCY' || warning.code === 'THIS_IS_UNDEFINED'
    if (!(known && /@tensorflow|csv-parse/.test(warning.ids?.[0] ?? warning.id ?? ''))) warn(warning)
  },
}))

/** What bundle a source file is in, from the package's entry. */
function besideIndex(id) {
  return `./${id.includes(`languages${sep}`) ? 'words-' : ''}${basename(id, '.ts')}.js`
}

function typescript({ node = false } = {}) {
  return [
    nodeResolve({
      browser: !node,
      preferBuiltins: node,
      exportConditions: node ? ['node'] : [],
      extensions: ['.ts', '.js'],
    }),
    esbuild({ target: 'es2022', tsconfig: false, include: /\.ts$/ }),
  ]
}

/** Comments go to THIRD-PARTY.txt. Directives stay: `inkling/react` begins with one. */
function minify() {
  return terser({ ecma: 2022, compress: { passes: 3, directives: false }, format: { comments: false } })
}

/** tfjs without what registers itself at import: every kernel's gradient, optimizers, file formats, threads. */
function tfjs() {
  const core = join(root, 'node_modules/@tensorflow/tfjs-core/dist')
  const entry = '\0tfjs-core'
  // CommonJS, for random tensors and hashes of strings: no bundle reaches them.
  const unused = '\0unused'
  return {
    name: 'inkling-tfjs',
    async resolveId(id, importer, options) {
      if (id === '@tensorflow/tfjs-core') return { id: entry, moduleSideEffects: true }
      if (id === 'seedrandom' || id === 'long') return unused
      if (!importer?.includes('@tensorflow') || !id.startsWith('.')) return null
      const resolved = await this.resolve(id, importer, { ...options, skipSelf: true })
      if (!resolved) return null
      const registers = /tfjs-core.dist.(engine|tensor|flags|base_side_effects|platforms.*)\.js$|flags_\w+\.js$/
      return { ...resolved, moduleSideEffects: registers.test(resolved.id) }
    },
    load(id) {
      if (id === entry) {
        const from = (file) => JSON.stringify(join(core, file))
        return {
          code: `import ${from('base_side_effects.js')}\nexport * from ${from('base.js')}`,
          moduleSideEffects: true,
        }
      }
      if (id === unused) return 'export const alea = undefined\nexport default undefined'
      // The glue is UMD. That of the threaded build would bring its worker's source along.
      if (/wasm-out.tfjs-backend-wasm-threaded-simd/.test(id))
        return 'export const wasmWorkerContents = ""\nexport default undefined'
      if (/wasm-out.tfjs-backend-wasm\.js$/.test(id)) {
        const umd = readFileSync(id, 'utf8')
        const end = umd.lastIndexOf("if (typeof exports === 'object' && typeof module")
        if (end < 0) this.error(`${basename(id)} isn't the UMD file that this build knows how to turn into a module.`)
        return `${umd.slice(0, end)}\nexport default WasmBackendModule`
      }
      return null
    },
  }
}

/** linkedom without its canvas, which is CommonJS: nobody draws in a page that is only read. */
function linkedom() {
  const unused = '\0canvas'
  return {
    name: 'inkling-linkedom',
    resolveId: (id) => (id.endsWith('/canvas.cjs') ? unused : null),
    load: (id) => (id === unused ? 'export default {}' : null),
  }
}

/** The page's bundles stay small: the engine is the worker's business. */
function withoutTfjs() {
  return {
    name: 'inkling-without-tfjs',
    generateBundle({ file }) {
      const intruder = [...this.getModuleIds()].find((id) => id.includes('@tensorflow'))
      if (!intruder) return
      const importers = this.getModuleInfo(intruder)
        ?.importers.map((id) => relative(root, id))
        .join(', ')
      this.error(
        `${basename(file)} must not contain tfjs, but ${importers} imports ${relative(root, intruder)}. Only engine/worker/serve.ts may.`,
      )
    },
  }
}

/**
 * The preview is Inkling as readers have it, but for what keeps something, hears other tabs, or minds what a frame has shown:
 * those files give way to the preview's own, and whoever names a storage gets one that lives in memory.
 */
function inMemory() {
  const instead = {
    'client/deletion.ts': 'developers/preview/deletion.ts',
    'consent/traces.ts': 'developers/preview/traces.ts',
    'history/history.ts': 'developers/preview/memory-history.ts',
    'history/reported.ts': 'developers/preview/memory-history.ts',
    'lib/events.ts': 'developers/preview/events.ts',
    'lib/tabs.ts': 'developers/preview/tabs.ts',
    'page/guard/layout-shift.ts': 'developers/preview/unseen.ts',
    'page/guard/viewport.ts': 'developers/preview/unseen.ts',
    'runtime/history/tab-sync.ts': 'developers/preview/tabs.ts',
  }
  const storage = join(source, 'developers/preview/memory-storage.ts')
  // One that has moved would stay the reader's own, and nothing would say so.
  for (const file of Object.entries(instead).flat())
    if (!existsSync(join(source, file))) throw new Error(`${file}, which a preview has another of, isn't there.`)
  return {
    name: 'inkling-in-memory',
    resolveId(id, importer) {
      if (!importer || !id.startsWith('.')) return null
      const file = relative(source, join(dirname(importer), id))
        .split(sep)
        .join('/')
      return Object.hasOwn(instead, file) ? join(source, instead[file]) : null
    },
    transform(code, id) {
      const names = ['localStorage', 'sessionStorage'].filter((name) => new RegExp(`\\b${name}\\b`).test(code))
      if (!names.length || dirname(id) === dirname(storage) || !id.startsWith(source)) return null
      return { code: `import { ${names.join(', ')} } from ${JSON.stringify(storage)}\n${code}`, map: null }
    },
  }
}

/**
 * What stands for each hash while code is minified. Terser chooses names by how often letters occur, those of hashes
 * included: the same code would be a hundred bytes larger or smaller with each change elsewhere.
 */
const standIns = new Map()

/** @returns {string} as long as the hash, so that source maps hold */
function standInFor(hash) {
  const standIn = `#${String(standIns.size).padStart(hash.length - 1, '0')}`
  standIns.set(standIn, hash)
  return standIn
}

/** `virtual:release`: the version, and length and hash of what the page loads later. */
function release() {
  const id = '\0release'
  return {
    name: 'inkling-release',
    resolveId: (name) => (name === 'virtual:release' ? id : null),
    load(name) {
      if (name !== id) return null
      const engine = listFiles(join(dist, 'engine')).filter((file) => /\.(js|wasm)$/.test(file))
      const manifests = listFiles(join(dist, 'models')).filter((file) => basename(file) === 'manifest.json')
      const hashOf = (file) => standInFor(digest(file, 'base64'))
      const listed = (file) => [readFileSync(file).length, hashOf(file)]
      // A bundle that isn't built yet is asked for by none that comes before it: no byte of it would be right.
      const bundle = (name) => {
        const file = join(dist, name)
        return existsSync(file) ? listed(file) : [0, '']
      }
      const values = {
        version,
        engineFiles: Object.fromEntries(engine.map((file) => [basename(file), listed(file)])),
        manifests: manifests.map(hashOf),
        personaFiles: Object.fromEntries(
          listFiles(join(dist, 'personas')).map((file) => [basename(file, '.json'), listed(file)]),
        ),
        coreFile: bundle(CORE.output.file),
        siteFilesFile: bundle(SITE_FILES.output.file),
        transferFile: bundle(TRANSFER.output.file),
        wordsFile: bundle(WORDS.output.file),
        wordFiles: Object.fromEntries(
          LANGUAGES.map(({ input, output }) => [basename(input, '.ts'), bundle(output.file)]),
        ),
        watchFile: bundle(WATCH.output.file),
        toneFile: bundle(TONE.output.file),
        creativesFile: bundle(CREATIVES.output.file),
        audiencesFile: bundle(AUDIENCES.output.file),
        tellingFile: bundle(TELLING.output.file),
        measurementFile: bundle(MEASUREMENT.output.file),
        explainFile: bundle(EXPLAIN.output.file),
        elementFiles: Object.fromEntries(
          ELEMENTS.map(({ output }) => [basename(output.file, '.js'), bundle(output.file)]),
        ),
        tableFile: bundle(TABLE.output.file),
        picturesFile: bundle(PICTURES.output.file),
        engineFile: bundle(ENGINE_CLIENT.output.file),
        platformsFile: bundle(PLATFORMS.output.file),
        checkFile: bundle(CHECK.output.file),
        inspectFile: bundle(INSPECT.output.file),
        previewFile: bundle(PREVIEW.output.file),
      }
      return Object.entries(values)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
        .join('\n')
    },
    renderChunk: {
      order: 'post',
      handler: (code) => ({ code: code.replace(/#0\d{42}/g, (found) => standIns.get(found) ?? found), map: null }),
    },
  }
}

function collectLicences() {
  return {
    name: 'inkling-licences',
    generateBundle({ file }, output) {
      for (const chunk of Object.values(output))
        thirdParties.note(relative(dist, file).split(sep).join('/'), Object.entries(chunk.modules ?? {}))
    },
  }
}

/** The last step: licences, the bill of materials, and the list of all files with their hashes. */
function writeRelease() {
  return {
    name: 'inkling-write-release',
    closeBundle() {
      writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdParties.text)
      const models = listFiles(join(dist, 'models'))
        .filter((file) => ['manifest.json', 'ranker.json'].includes(basename(file)))
        .map((file) => JSON.parse(readFileSync(file, 'utf8')))
      writeFileSync(join(dist, 'sbom.cdx.json'), `${JSON.stringify(thirdParties.sbom({ version, models }), null, 2)}\n`)
      if (existsSync(join(dist, CLI.output.file))) chmodSync(join(dist, CLI.output.file), 0o755)
      const files = listFiles(dist)
        .filter((file) => !/\.(map|d\.ts)$/.test(file) && basename(file) !== 'release.json')
        .map((file) => {
          const path = relative(dist, file).split(sep).join('/')
          const bytes = readFileSync(file).length
          const listed = { bytes, sha256: digest(file, 'hex'), integrity: `sha256-${digest(file, 'base64')}` }
          return [path, NPM_ALONE.includes(path) ? { ...listed, npmOnly: true } : listed]
        })
      writeFileSync(
        join(dist, 'release.json'),
        `${JSON.stringify({ version, files: Object.fromEntries(files) }, null, 2)}\n`,
      )
    },
  }
}

function copyModels() {
  const models = join(root, 'models')
  if (!existsSync(models)) return
  for (const entry of readdirSync(models, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'training') continue
    cpSync(join(models, entry.name), join(dist, 'models', entry.name), { recursive: true })
  }
}

function listFiles(folder) {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function digest(file, encoding) {
  return createHash('sha256').update(readFileSync(file)).digest(encoding)
}
