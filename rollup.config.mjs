// Builds packages/sdk/dist from the table in packages/sdk/bundles.mjs: the engine first, then the bundles that contain its hashes.

import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'
import { BUNDLES, PAGE_BUNDLES } from './packages/sdk/bundles.mjs'
import { inMemory } from './scripts/build/in-memory.mjs'
import { linkedom } from './scripts/build/linkedom.mjs'
import { collectLicences, release, writeRelease } from './scripts/build/release.mjs'
import { tfjs, withoutTfjs } from './scripts/build/tfjs.mjs'
import { kernels } from './scripts/kernels.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const sdk = join(root, 'packages/sdk')
const source = join(sdk, 'src')
const dist = join(sdk, 'dist')

const WASM_FILE = 'tfjs-backend-wasm-simd.wasm'

// tfjs's WebAssembly glue was written for CommonJS. Rollup doesn't know these names, so no module may use them.
const CLI_BANNER = `#!/usr/bin/env node
import { createRequire as $createRequire } from 'node:module'
import { dirname as $directoryOf } from 'node:path'
import { fileURLToPath as $pathOf } from 'node:url'
const require = $createRequire(import.meta.url)
const __dirname = $directoryOf($pathOf(import.meta.url))
`

/** The npm entry keeps its parts as separate files, from which a site's bundler makes chunks. */
const parts = new Map(
  PAGE_BUNDLES.filter(({ part }) => part).map(({ file, entry }) => [join(source, entry), `./${file}`]),
)

/** Settings that differ from those of the other bundles, by file. */
const OPTIONS = {
  'index.js': {
    external: (id) => parts.has(id),
    output: { paths: (id) => parts.get(id) ?? id },
    minified: false,
  },
  // In frameworks that also run components on servers, the directive marks these as client components.
  'react.js': { external: ['react'], output: { banner: "'use client'" } },
  'preview.js': { plugins: [inMemory()] },
  'cli.js': {
    external: (id) => id.startsWith('node:') || builtinModules.includes(id),
    output: { banner: CLI_BANNER, sourcemap: false },
    plugins: [linkedom()],
    minified: false,
    node: true,
  },
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(join(dist, 'engine'), { recursive: true })
copyFileSync(join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', WASM_FILE), join(dist, 'engine', WASM_FILE))
copyModels()
cpSync(join(sdk, 'personas'), join(dist, 'personas'), { recursive: true })

export default BUNDLES.map(({ file, entry, format, worker }, index) => {
  const { external, output, plugins = [], minified = true, node = false } = OPTIONS[file] ?? {}
  return {
    input: join(source, entry),
    // Source maps are written but not referenced: neither sites nor the npm package include them, so requests would fail.
    output: { file: join(dist, file), format, sourcemap: 'hidden', ...output },
    ...(external && { external }),
    plugins: [
      release(),
      kernels(),
      tfjs(),
      ...plugins,
      nodeResolve({
        browser: !node,
        preferBuiltins: node,
        exportConditions: node ? ['node'] : [],
        extensions: ['.ts', '.js'],
      }),
      esbuild({ target: 'es2022', tsconfig: false, include: /\.ts$/ }),
      !worker && !node && withoutTfjs(),
      minified && minify(),
      collectLicences(),
      index === BUNDLES.length - 1 && writeRelease(),
    ],
    onwarn(warning, warn) {
      // The modules of tfjs and csv-parse import one another in circles, and tfjs's helpers use `this` at the top level.
      const known = warning.code === 'CIRCULAR_DEPENDENCY' || warning.code === 'THIS_IS_UNDEFINED'
      if (!(known && /@tensorflow|csv-parse/.test(warning.ids?.[0] ?? warning.id ?? ''))) warn(warning)
    },
  }
})

/** Comments are moved to THIRD-PARTY.txt. Directives are kept: react.js begins with one. */
function minify() {
  return terser({ ecma: 2022, compress: { passes: 3, directives: false }, format: { comments: false } })
}

function copyModels() {
  const models = join(root, 'models')
  if (!existsSync(models)) return
  for (const entry of readdirSync(models, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'training') continue
    // The package's own metadata isn't part of the release.
    const filter = (file) => !['package.json', 'LICENSE'].includes(basename(file))
    cpSync(join(models, entry.name), join(dist, 'models', entry.name), { recursive: true, filter })
  }
}
