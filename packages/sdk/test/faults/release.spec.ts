/**
 * The release as it lies in dist: every file that a page may be served is vouched for by one before it, from the two lines of
 * the head to the last shard; and nobody else's code is in it but what is named here.
 */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const SDK = fileURLToPath(new URL('../../', import.meta.url))
const DIST = join(SDK, 'dist')

const hashOf = (algorithm: 'sha256' | 'sha384', bytes: Uint8Array, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(bytes).digest(encoding)
const digest = (algorithm: 'sha256' | 'sha384', file: string, encoding: 'hex' | 'base64') =>
  hashOf(algorithm, readFileSync(file), encoding)

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()

/** What nothing loads, or what the site itself names: no page gets it by our hand. */
const NOT_LOADED = /(^|\/)(README\.md|THIRD-PARTY\.txt|sbom\.cdx\.json|release\.json)$|^ranker-ranklens\//

test('Each file of a release is vouched for, from the lines of the head on.', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-release-'))
  try {
    const copy = spawnSync(process.execPath, [join(SDK, 'bin/inkling.js'), 'copy', folder, '--base', '/inkling'], {
      encoding: 'utf8',
    })
    expect(copy.status, copy.stderr).toBe(0)
    const [version = ''] = readdirSync(folder)
    const release = join(folder, version)
    const files = filesIn(release)
    // What the copy is to hold is told by the build, by hashes: each bundle whose hash stands in one that a page may have. All
    // begins with the four that a page's own markup names.
    const bundles = filesIn(DIST).filter((name) => /^(engine\/)?[\w-]+\.(js|wasm)$/.test(name))
    const reached = new Set(['snippet.js', 'inkling.js', 'consent-banner.js', 'sentences.js'])
    for (const name of reached) {
      const text = readFileSync(join(DIST, name), 'latin1')
      for (const other of bundles) if (text.includes(digest('sha256', join(DIST, other), 'base64'))) reached.add(other)
    }
    expect(reached.size).toBeGreaterThan(35)
    for (const name of ['site-files.js', 'words-zh.js', 'engine/image-encoder-webgpu.js'])
      expect([...reached]).toContain(name)
    expect([...reached].filter((name) => !files.includes(name))).toEqual([])
    // And nothing else of the bundles: what npm alone has is no use to a page.
    expect(files.filter((name) => bundles.includes(name)).sort()).toEqual([...reached].sort())

    // The page's own lines: the snippet in them, or by its hash, and the tag by its hash.
    const said = copy.stdout + copy.stderr
    const vouched = new Set<string>()
    for (const [, name = '', hash] of said.matchAll(/(?:src|href)="[^"]*?([\w-]+\.js)" integrity="sha384-([^"]+)"/g)) {
      expect(hash, name).toBe(digest('sha384', join(release, name), 'base64'))
      vouched.add(name)
    }
    expect([...vouched].sort()).toEqual(['consent-banner.js', 'inkling.js', 'sentences.js', 'snippet.js'])

    // From there on: whose SHA-256 stands in a file that is vouched for, or that of what is packed in it.
    const sums = new Map(
      files.map((name) => {
        const bytes = readFileSync(join(release, name))
        const content = name.endsWith('.bin') ? gunzipSync(bytes) : bytes
        return [name, [hashOf('sha256', content, 'base64'), hashOf('sha256', content, 'hex')]] as const
      }),
    )
    for (const name of vouched) {
      const text = readFileSync(join(release, name), 'latin1')
      for (const [other, hashes] of sums) if (hashes.some((hash) => text.includes(hash))) vouched.add(other)
    }
    const loaded = files.filter((name) => !NOT_LOADED.test(name))
    expect(loaded.filter((name) => !vouched.has(name))).toEqual([])
    // What must be among them, lest the list was empty.
    for (const name of ['core.js', 'engine/wasm.js', 'engine/tfjs-backend-wasm-simd.wasm', 'encoder-en/manifest.json'])
      expect(loaded).toContain(name)
    const manifest = JSON.parse(readFileSync(join(release, 'encoder-en/manifest.json'), 'utf8'))
    expect(Object.keys(manifest.files).length).toBeGreaterThanOrEqual(4)
    for (const name of Object.keys(manifest.files)) expect(loaded).toContain(`encoder-en/${name}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('Under each name stand length and hash of the file of that name; and each manifest’s hash.', () => {
  // From npm the very same file comes, beside the entry.
  expect(readFileSync(join(DIST, 'index.js'), 'utf8')).toContain("import('./engine.js')")
  const text = readFileSync(join(DIST, 'engine.js'), 'utf8')
  const table = [
    ...text.matchAll(/["']([\w-]+\.(?:js|wasm))["']:\s*\[\s*([\de]+),\s*["']([A-Za-z0-9+/]{43}=)["']\s*\]/g),
  ]
  expect(table.map(([, name = '']) => name).sort()).toEqual(
    filesIn(join(DIST, 'engine')).filter((name) => !name.endsWith('.map')),
  )
  for (const [, name = '', bytes, hash] of table) {
    const file = join(DIST, 'engine', name)
    expect([Number(bytes), hash], name).toEqual([statSync(file).size, digest('sha256', file, 'base64')])
  }
  expect(text).toContain(digest('sha256', join(DIST, 'models/encoder-en/manifest.json'), 'base64'))
})

test('The list of the release is that of its files.', () => {
  const { files } = JSON.parse(readFileSync(join(DIST, 'release.json'), 'utf8')) as {
    files: Record<string, { bytes: number; sha256: string; integrity: string }>
  }
  const there = filesIn(DIST).filter((name) => !/\.(map|d\.ts)$/.test(name) && name !== 'release.json')
  expect(Object.keys(files).sort()).toEqual(there)
  for (const [name, { bytes, sha256, integrity }] of Object.entries(files)) {
    const file = join(DIST, name)
    expect([bytes, sha256, integrity], name).toEqual([
      statSync(file).size,
      digest('sha256', file, 'hex'),
      `sha256-${digest('sha256', file, 'base64')}`,
    ])
  }
})

/** Packages whose code a bundle may have. Adding one is a decision: CONTRIBUTING.md says how it is recorded. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'inkling.js': [],
  'snippet.js': [],
  'core.js': ['idb'],
  'consent-platforms.js': [],
  'engine.js': [],
  'table.js': [],
  'pictures.js': [],
  'page-vectors.js': [],
  'site-files.js': [],
  'creatives.js': [],
  'tone.js': [],
  'measurement.js': [],
  'explain.js': [],
  'audiences.js': [],
  'transfer.js': [],
  'words.js': [],
  ...Object.fromEntries(['en', 'ja', 'ko', 'pl', 'zh'].map((language) => [`words-${language}.js`, []])),
  ...Object.fromEntries(
    ['de', 'es', 'fr', 'it', 'pt', 'ru'].map((language) => [`words-${language}.js`, ['@orama/stemmers']]),
  ),
  'check.js': [],
  'inspect.js': [],
  'preview.js': [],
  'consent-banner.js': [],
  'sentences.js': [],
  'why.js': [],
  'profile.js': [],
  'index.js': ['idb'],
  'react.js': [],
  'measure.js': [],
  'elements.js': [],
  // Of texts, and of pictures.
  ...Object.fromEntries(
    ['', 'image-encoder-'].flatMap((kind) => [
      [`engine/${kind}cpu.js`, ['@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-core']],
      ...['wasm', 'webgl', 'webgpu'].map((name) => [
        `engine/${kind}${name}.js`,
        ['@tensorflow/tfjs-backend-cpu', `@tensorflow/tfjs-backend-${name}`, '@tensorflow/tfjs-core'],
      ]),
    ]),
  ),
  // Its kernels need nothing of plain script.
  'engine/image-encoder-wasm.js': ['@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-core'],
}

test('Nobody else’s code reaches readers but idb, tfjs and stemmers.', () => {
  const bundles = filesIn(DIST).filter((name) => name.endsWith('.js') && name !== 'cli.js')
  expect(bundles).toEqual(Object.keys(ALLOWED).sort())
  for (const name of bundles) {
    // Rollup's map lists the modules of which something was kept.
    const { sources } = JSON.parse(readFileSync(join(DIST, `${name}.map`), 'utf8')) as { sources: string[] }
    expect(sources.length, name).toBeGreaterThan(0)
    const packages = sources.flatMap(
      (source) => source.match(/node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/)?.[1] ?? [],
    )
    expect([...new Set(packages)].sort(), name).toEqual(ALLOWED[name])
  }
  // What has a licence to be passed on is what is there: the command line has two more, which read pages.
  const text = readFileSync(join(DIST, 'THIRD-PARTY.txt'), 'utf8')
  const named = [...text.matchAll(/^(\S+) \S+, licence /gm)].map(([, name = '']) => name)
  const reaching = new Set(Object.values(ALLOWED).flat())
  expect(named.filter((name) => /^(idb$|@tensorflow\/|@orama\/)/.test(name)).sort()).toEqual([...reaching].sort())
  for (const name of reaching)
    expect(existsSync(join(SDK, '../../node_modules', name, 'package.json')), basename(name)).toBe(true)
})

test('A preview has no word for what keeps something, or tells other tabs: it runs in memory.', () => {
  const kept = /localStorage|sessionStorage|indexedDB|BroadcastChannel|\bcaches\b|document\.cookie/
  expect(readFileSync(join(DIST, 'preview.js'), 'utf8')).not.toMatch(kept)
  // The same code, as readers have it, has them.
  expect(readFileSync(join(DIST, 'core.js'), 'utf8')).toMatch(kept)
})
