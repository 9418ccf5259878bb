/** The built bundles run in the supported browsers: newer features are detected before they are used. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { newerInScript, ownNames, promisedBrowsers } from '../../../../scripts/newer.mjs'

const SDK = new URL('../../', import.meta.url)
const promised = promisedBrowsers(fileURLToPath(new URL('../../README.md', SDK)))

/** For each bundle, the features it may use although a supported browser lacks them, and how it copes. */
const DECLARED: ReadonlyArray<readonly [use: string, in_: RegExp, why: string]> = [
  [
    '.trustedTypes',
    /inkling|core|index|^engine\.js/,
    'lib/load/trusted-types.ts: where there are none, an address is a text',
  ],
  ['trustedTypes', /index/, 'the same'],
  ['.createPolicy', /inkling|core|index|^engine\.js/, 'the same'],
  [
    '.globalPrivacyControl',
    /inkling|snippet|banner|index|inspect\.js/,
    'consent/stored-choice.ts: absent is no signal',
  ],
  [
    '.databases',
    /inkling|inspect\.js|index/,
    'deletion/delete-data.ts, developers/inspector/stored.ts: called if it is there',
  ],
  ['.moveBefore', /snippet|core|index/, 'page/order/arrange.ts: insertBefore'],
  [
    '.checkVisibility',
    /snippet|core|creatives|index|react/,
    'page/guard/viewport.ts, page/guard/interaction.ts: absent counts as visible',
  ],
  ['.ariaActiveDescendantElement', /core|index/, 'page/guard/interaction.ts: the attribute is read, too'],
  ['Intl.Segmenter', /core|index|preview/, 'ranking/features/words.ts: without it runs are cut into twos'],
  ['.deviceMemory', /core|creatives|tone|index/, 'runtime/embedder/may-download.ts: absent is enough'],
  ['.saveData', /core|creatives|tone|index|page-vectors/, 'runtime/embedder/may-download.ts: absent is no wish'],
  [
    '.prerendering',
    /snippet|core|creatives|measurement|index/,
    'page/track/watch-page.ts, entries/snippet.ts: absent is no prerendering',
  ],
  [
    '.requestIdleCallback',
    /core|creatives|inspect\.js|index|pictures|transfer|table|tone|^engine\.js/,
    'lib/scheduling/idle.ts: a timer',
  ],
  ['.showPopover', /why|elements/, 'elements/why/popup.ts: without it the panel lies over the page by its z-index'],
  ['.userActivation', /core|index/, 'page/track/search.ts: absent counts as the reader'],
  ['.isActive', /core|index/, 'the same'],
  [
    '.navigationType',
    /core|index/,
    'page/track/route.ts: of an event that only some browsers have; page/lists/late-address.ts: of an event of Astro’s router',
  ],
  ['.hadRecentInput', /core|index/, 'page/guard/layout-shift.ts: of entries that Chromium alone has'],
  ['.sources', /core|index/, 'the same'],
  ['.node', /core|index|engine/, 'the same; in tfjs a name of its own'],
  ['forced-color-adjust', /banner|elements|inspect|profile|why/, 'under forced colours the system draws it'],
  // Names that are not the platform's.
  ['.identity', /core|index/, 'a name of ours'],
  ['.expand', /image-encoder/, 'a name of ours'],
  ['.path', /index|wasm/, 'a name of ours, and of Emscripten'],
  ['restore', /index/, 'a name of ours'],
  ['.elu', /wasm/, 'names of tfjs'],
  ['.linear', /wasm/, 'names of tfjs'],
  ['.prelu', /wasm/, 'names of tfjs'],
  ['.relu', /wasm/, 'names of tfjs'],
  ['.sigmoid', /wasm/, 'names of tfjs'],
  ['.grow', /wasm|table/, 'of a memory of WebAssembly, which all have'],
  ['.setStatus', /wasm/, 'Emscripten, if a page has such a function'],
  ['GPUBuffer', /engine/, 'tfjs: asked for by `typeof`'],
  ['setImmediate', /webgl/, 'tfjs: asked for by `typeof`'],
  ['.userAgentData', /webgl/, 'tfjs: looked for first'],
  ['.mobile', /webgl/, 'the same'],
  ['.beginQueryEXT', /webgl/, 'tfjs: of an extension, if there is one'],
  ['.createQueryEXT', /webgl/, 'the same'],
  ['.endQueryEXT', /webgl/, 'the same'],
  ['.getQueryObjectEXT', /webgl/, 'the same'],
  ['mod()', /webgl/, 'of a shader, not of a style sheet'],
]

/**
 * Only started if `navigator.gpu` exists (engine/client/engine-client.ts); every such browser has the newer features.
 */
const FOR_YOUNGER = ['engine/webgpu.js', 'engine/image-encoder-webgpu.js']

const { files } = JSON.parse(readFileSync(new URL('dist/release.json', SDK), 'utf8')) as {
  files: Record<string, unknown>
}
const bundles = new Map(
  Object.keys(files)
    .filter((name) => name.endsWith('.js') && name !== 'cli.js' && !FOR_YOUNGER.includes(name))
    .map((name) => [name, readFileSync(new URL(`dist/${name}`, SDK), 'utf8')] as const),
)

/** The preview's bundle contains tag and core. */
const places = (name: string) => (name === 'preview.js' ? ['inkling.js', 'core.js'] : [name])

test('No bundle uses what a promised browser lacks, unless it looks for it first.', () => {
  const own = ownNames([...bundles.values()])
  const met = new Set<string>()
  for (const [name, code] of bundles) {
    const undeclared = newerInScript(code, promised, own).filter((use) => {
      const declared = DECLARED.find(
        ([known, where]) => use.startsWith(`${known}: `) && places(name).some((place) => where.test(place)),
      )
      if (declared) met.add(declared[0])
      return !declared
    })
    expect(undeclared, name).toEqual([])
  }
  // What nobody uses any more need not be allowed.
  expect(DECLARED.map(([use]) => use).filter((use) => !met.has(use))).toEqual([])
})

test('The check detects newer members, functions, objects, syntax and styles.', () => {
  const uses = (code: string) => newerInScript(code, promised).map((use) => use.split(':')[0])
  expect(uses('AbortSignal.any([a, b])')).toEqual(['AbortSignal.any'])
  expect(uses('const { promise } = Promise.withResolvers()')).toEqual(['Promise.withResolvers'])
  expect(uses('list.toSorted()')).toEqual(['.toSorted'])
  expect(uses('read("moveBefore")')).toEqual(['.moveBefore'])
  expect(uses('new CloseWatcher()')).toEqual(['CloseWatcher'])
  expect(uses('style.replaceSync("a{field-sizing:content;}")')).toEqual(['field-sizing'])
  expect(uses('AbortSignal.timeout(9); [].at(-1); structuredClone({}); new BroadcastChannel("a")')).toEqual([])
  expect(() => uses('const a = /[\\p{L}--[a-z]]/v')).toThrow()
  expect(() => uses('using a = b')).toThrow()
})
