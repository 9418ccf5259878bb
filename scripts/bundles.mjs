/**
 * Generates the tables in docs/bundles.md and README.md, and the types of `virtual:release`, from packages/sdk/bundles.mjs and sizes.json.
 * `node scripts/bundles.mjs` writes them, and `--check` fails if they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GROWTH, LIMITS, NPM_BUNDLES, PAGE_BUNDLES, VISITS } from '../packages/sdk/bundles.mjs'
import { writtenTable } from './written-table.mjs'

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const sizes = JSON.parse(readFileSync(path('packages/sdk/sizes.json'), 'utf8'))

const kilobytes = (bytes) => (bytes / 1000).toFixed(1)
const weight = (bytes) => (bytes < 1e6 ? `${bytes / 1000} KB` : `${(bytes / 1e6).toFixed(2)} MB`)
const row = ({ file, by, when }) => [
  `\`${file}\``,
  kilobytes(sizes[file]),
  by === 'markup' ? "the page's markup" : by,
  when,
]
const heads = ['file', 'KB', 'loaded by', 'when']
const table = { page: path('docs/bundles.md'), script: 'scripts/bundles.mjs' }

for (const page of [path('README.md'), path('docs/bundles.md')])
  writtenTable({
    ...table,
    page,
    marks: 'visits',
    heads: ['what a visit loads', 'at most'],
    rows: VISITS.map(({ name, budget }) => [name, weight(budget)]),
  })
writtenTable({ ...table, marks: 'page bundles', heads, rows: PAGE_BUNDLES.map(row) })
writtenTable({
  ...table,
  marks: 'npm bundles',
  heads: ['file', 'KB', 'imported as', 'purpose'],
  rows: NPM_BUNDLES.map(row),
})
writtenTable({
  ...table,
  marks: 'limits',
  heads: ['limit', ''],
  rows: [
    ...Object.entries(LIMITS).map(([file, bytes]) => [`\`${file}\`, on every page`, `${bytes / 1024} KiB`]),
    ['growth of a bundle over its size in `packages/sdk/sizes.json`', `${100 * GROWTH} %`],
  ],
})
writeTypes()

function writeTypes() {
  const file = path('packages/sdk/src/entries/virtual-release.d.ts')
  const constants = [
    ...new Map([...PAGE_BUNDLES].reverse().flatMap((each) => (each.constant ? [[each.constant, each]] : []))),
  ].map(([name, { file, key }]) =>
    key
      ? `  /** By key, \`${key}\` for ${file}. */\n  export const ${name}: Readonly<Record<string, ReleaseFile>>`
      : `  /** ${file} */\n  export const ${name}: ReleaseFile`,
  )
  const text = `/** Written by scripts/bundles.mjs from packages/sdk/bundles.mjs: lengths and hashes, which a page checks before it runs a file. */
declare module 'virtual:release' {
  type ReleaseFile = import('../lib/load/release-file.ts').ReleaseFile

  export const version: string
  /** Names of the elements for readers. */
  export const elementNames: readonly string[]
  /** The worker scripts and the WebAssembly file, keyed by name. */
  export const engineFiles: Readonly<Record<string, ReleaseFile>>
  /** Base64 SHA-256 of each model's manifest. A manifest is identified by this hash, not by its folder's name. */
  export const manifests: readonly string[]
  /** The personas that come with the release, keyed by name. */
  export const personaFiles: Readonly<Record<string, ReleaseFile>>
${constants.join('\n')}
}

/** The modules that the npm entry imports dynamically, so that a site's bundler makes chunks of it. */
declare module 'virtual:parts' {
  export const parts: Readonly<Record<string, () => Promise<object | { define(inkling: object): void }>>>
}
`
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(
      'packages/sdk/src/entries/virtual-release.d.ts differs from packages/sdk/bundles.mjs: node scripts/bundles.mjs',
    )
    process.exitCode = 1
  }
}
