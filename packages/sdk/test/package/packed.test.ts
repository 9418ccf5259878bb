// The package in the hands of a stranger: packed, installed from the file into a folder of its own, compiled against and run there.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const sdk = join(root, 'packages/sdk')
const require = createRequire(import.meta.url)
const requireOld = createRequire(join(root, 'packages/guides/package.json'))
/** TypeScript as most sites have it, and the one after it, which knows less of the old ways. */
const TSC = {
  5: join(dirname(requireOld.resolve('typescript/package.json')), 'bin/tsc'),
  7: join(dirname(require.resolve('@typescript/native/package.json')), 'bin/tsc'),
}

/** Bytes of the packed file: the English model and WebAssembly are most of them. */
const MOST_PACKED = 6_000_000

const stranger = mkdtempSync(join(tmpdir(), 'inkling-stranger-'))
afterAll(() => rmSync(stranger, { recursive: true, force: true }))

/** npm as it was called, or as it lies in the path; without the settings that this run was given. */
function npm(words: readonly string[], cwd: string) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  const result = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, {
    cwd,
    encoding: 'utf8',
    env: { ...env, npm_config_offline: 'true', npm_config_update_notifier: 'false' },
    shell: process.platform === 'win32',
  })
  return { ...result, said: result.stdout + result.stderr }
}

const installed = join(stranger, 'node_modules/inkling')

beforeAll(() => {
  expect(existsSync(join(sdk, 'dist/release.json')), 'run `npm run build --workspace packages/sdk` first').toBe(true)
  const packed = npm(['pack', '--ignore-scripts', '--pack-destination', stranger], sdk)
  expect(packed.status, packed.said).toBe(0)
  const [file = ''] = readdirSync(stranger)
  writeFileSync(join(stranger, 'package.json'), '{ "type": "module", "private": true }')
  const got = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', `./${file}`], stranger)
  expect(got.status, got.said).toBe(0)
})

describe('as it is installed', () => {
  test('it has no source maps, no file names one, and it stays below 6 MB packed', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([])
    const scripts = files.filter((name) => /^dist.[^/\\]*\.js$/.test(name))
    expect(scripts.length).toBeGreaterThan(30)
    expect(
      scripts.filter((name) => /^\/\/# sourceMappingURL=\S+\.map$/m.test(readFileSync(join(installed, name), 'utf8'))),
    ).toEqual([])
    const [file = ''] = readdirSync(stranger).filter((name) => name.endsWith('.tgz'))
    expect(statSync(join(stranger, file)).size).toBeLessThan(MOST_PACKED)
  })

  test('nothing else comes along, and every file that package.json names is there', () => {
    const { exports, main, types, typesVersions, bin } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    )
    const named = [
      main,
      types,
      bin.inkling,
      ...Object.values(exports),
      ...Object.values(typesVersions['*']).flat(),
    ].flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each as Record<string, string>)))
    expect(named.length).toBeGreaterThanOrEqual(9)
    for (const file of named) expect(existsSync(join(installed, file)), file).toBe(true)
    expect(readdirSync(join(stranger, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['inkling'])
  })

  test('node imports it, where there is no page', () => {
    const script = "import('inkling').then((all) => console.log(Object.keys(all).sort().join()))"
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: stranger, encoding: 'utf8' })
    expect([stdout, stderr]).toEqual(['InklingMisuse,createInkling,createRankedList,googlePurposes,version\n', ''])
    const own = spawnSync(process.execPath, ['-e', "import('inkling').then(({ version }) => console.log(version))"], {
      cwd: stranger,
      encoding: 'utf8',
    })
    expect(own.stdout).toBe(`${JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).version}\n`)
    for (const entry of ['inkling/consent-banner', 'inkling/sentences'])
      expect(spawnSync(process.execPath, ['-e', `import('${entry}')`], { cwd: stranger }).status, entry).toBe(0)
    const report = "import('inkling/measure').then((all) => console.log(Object.keys(all).sort().join()))"
    const told = spawnSync(process.execPath, ['-e', report], { cwd: stranger, encoding: 'utf8' })
    expect([told.stdout, told.stderr]).toEqual(['exposedRatio,holm,measure,power,sampleRatio,unbiased\n', ''])
  })

  test('npx --no inkling runs what is installed: the two lines, and files whose hashes are theirs', () => {
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    const run = (...words: string[]) => npm(['exec', '--no', '--', 'inkling', ...words], stranger)
    expect(run('--version').stdout).toBe(`${version}\n`)
    const { status, stdout, said } = run('copy', 'public/inkling', '--base', '/inkling')
    expect(status, said).toBe(0)
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^<script>.*<\/script>$/),
      expect.stringMatching(
        /^<script async src="\/inkling\/.*inkling\.js" integrity="sha384-.*data-model=.*><\/script>$/,
      ),
    ])
    for (const name of [
      'inkling.js',
      'core.js',
      'release.json',
      'THIRD-PARTY.txt',
      'engine/wasm.js',
      'encoder-en/manifest.json',
    ])
      expect(existsSync(join(stranger, 'public/inkling', version, name)), name).toBe(true)
    writeFileSync(join(stranger, 'page.html'), '<p>Nothing</p>')
    expect(run('check', 'page.html').status).toBe(1)
  })

  test('other languages and the image encoder are packages of their own: copy says what to install, and takes what is installed', () => {
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    expect(readdirSync(join(installed, 'dist/models')).sort()).toEqual(['encoder-en', 'ranker-ranklens'])
    const copy = (folder: string, ...words: string[]) =>
      npm(['exec', '--no', '--', 'inkling', 'copy', folder, '--base', '/inkling', ...words], stranger)
    const refused = copy('public/refused', '--languages', 'en,de')
    expect(refused.status).toBe(2)
    const [, wanted = ''] =
      refused.said.match(/pack for 'de' is not installed: .*npm install (\S+\.tgz)\. Nothing was copied/) ?? []
    expect(existsSync(join(stranger, 'public/refused'))).toBe(false)
    const plain = copy('public/plain')
    expect(plain.said).toMatch(/image encoder is not installed.*npm install \.\/inkling-image-encoder-[\d.]+\.tgz/)
    expect(existsSync(join(stranger, 'public/plain', version, 'image-encoder'))).toBe(false)

    const packages = join(stranger, 'packages')
    mkdirSync(packages)
    for (const name of ['encoder-de', 'image-encoder']) {
      const packed = npm(['pack', '--pack-destination', packages], join(root, 'models', name))
      expect(packed.status, packed.said).toBe(0)
    }
    const files = readdirSync(packages).map((name) => `./packages/${name}`)
    expect(files).toContain(wanted.replace('./', './packages/'))
    const got = npm(['install', '--no-audit', '--no-fund', ...files], stranger)
    expect(got.status, got.said).toBe(0)
    const { status, stdout, said } = copy('public/both', '--languages', 'en,de')
    expect(status, said).toBe(0)
    expect(said).not.toContain('not installed')
    expect(stdout).toContain('data-languages="en,de"')
    const release = join(stranger, 'public/both', version)
    const { files: listed } = JSON.parse(readFileSync(join(release, 'release.json'), 'utf8'))
    const copied = ['encoder-de', 'image-encoder'].flatMap((name) =>
      readdirSync(join(release, name)).map((file) => `${name}/${file}`),
    )
    expect(copied.sort()).toEqual(
      Object.keys(listed)
        .flatMap((name) => /^models\/((?:encoder-de|image-encoder)\/.+)$/.exec(name)?.[1] ?? [])
        .sort(),
    )
    for (const file of copied) {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(release, file)))
        .digest('hex')
      expect(listed[`models/${file}`].sha256, file).toBe(sha256)
    }
  })

  test('npx --no inkling fetches nothing where nothing is installed', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'inkling-empty-'))
    try {
      const { status, stdout } = npm(['exec', '--no', '--', 'inkling', '--version'], elsewhere)
      expect(status).not.toBe(0)
      expect(stdout).toBe('')
      expect(readdirSync(elsewhere)).toEqual([])
    } finally {
      rmSync(elsewhere, { recursive: true, force: true })
    }
  })
})

const GOOD = `import {
  createInkling, createRankedList, googlePurposes, InklingMisuse, version,
  type AudienceAnswer, type BackendName, type CampaignReason, type Consent, type ConsentSource, type ConsentState, type Dismissed, type EarlyCall, type EngineState, type ErrorCode,
  type EventKind, type ListRules, type PageOrder, type Reason,
  type EventRef, type Explanation, type Forget, type GoogleConsent, type Inkling, type InklingEvents, type InklingOptions,
  type InklingSource, type Item, type Profile, type Purposes, type RankedItem, type RankedList, type RankedListOptions,
  type RankedView, type Ranking, type ReaderEvent, type Refusal, type RuleStep, type ScoreParts, type Segment, type SetConsent, type Status, type TaggedInkling, type Tier, type TopicEffect, type WhyUnmoved,
} from 'inkling'
import { InklingProvider, Ranked, useRanked, type RankedProps, type UseRankedOptions } from 'inkling/react'
import { InklingConsent } from 'inkling/consent-banner'
import { ruleSentence, sentence, type Saying } from 'inkling/sentences'
import {
  exposedRatio, holm, measure, power, sampleRatio, unbiased,
  type ArmResult, type Claim, type Comparison, type Device, type Effect, type Effects, type Estimate, type GuardrailVerdict,
  type Looks, type Measured, type MeasureOptions, type MetricResult, type PowerOptions, type SampleRatio, type SampleSize,
  type SegmentResult,
} from 'inkling/measure'

const devices: Device[] = [{ arm: 'holdout', counts: { click: unbiased(1, 1) } }]
const asked: MeasureOptions = { control: 'holdout', metrics: ['click'] }
export const measured: Measured = measure(devices, asked)
export const arms: readonly ArmResult[] = measured.arms
const needed: PowerOptions = { rate: 0.05, uplift: 0.1 }
export const size: SampleSize = power(needed)
export const lost: SampleRatio[] = [sampleRatio([1, 2], [1, 1]), exposedRatio([1, 2], [3, 4])].flatMap((each) => each ?? [])
export const ps: number[] = holm([0.01, 0.2])
export type Told = [Claim, Comparison, Effect, Effects, Estimate, GuardrailVerdict, Looks, MetricResult, SegmentResult]

const items: Item[] = [{ id: '/a', title: 'A', published: new Date() }]
const source: ConsentSource = (set: SetConsent) => set(googlePurposes({ ad_storage: 'granted' } as GoogleConsent))
const options: InklingOptions = { download: 'never', consent: source }
const inkling: Inkling = createInkling(options)
export const ranking: Promise<Ranking> = inkling.rank(items, { list: 'shelf' })
export const scores = ranking.then(({ items }) => items.map((item: RankedItem): number => item.parts.interest))
const order: PageOrder = 'newest'
const rules: ListRules = { strength: 0.5, maxRun: 2, order }
export const ruled: Promise<Ranking> = inkling.rank(items, { list: 'shelf', ...rules })
export const why = async (): Promise<Reason | undefined> => (await inkling.explain('shelf', '/a'))?.reason
export const said = async (saying: Saying): Promise<string[]> => {
  const explanation = await inkling.explain('shelf', '/a')
  const steps: readonly RuleStep[] = explanation?.rules ?? []
  const topics: readonly TopicEffect[] = explanation?.topics ?? []
  return [...(explanation ? [sentence(explanation, saying)] : []), ...steps.map((step) => ruleSentence(step)), ...topics.map(({ topic }) => topic)]
}
export const hidden = async (): Promise<readonly Dismissed[]> => inkling.dismissed()
export const wrong = (cause: unknown) => cause instanceof InklingMisuse
const find: InklingSource = () => inkling
const listOptions: RankedListOptions = { list: 'shelf', items, when: undefined }
const list: RankedList = createRankedList(find, listOptions)
export const view: RankedView = list.getSnapshot()
export const hook = (more: UseRankedOptions): Ranked<Item> => useRanked(items, more)
export const parts: [typeof InklingProvider, typeof Ranked, typeof InklingConsent] = [InklingProvider, Ranked, InklingConsent]

// Events of the document are typed, whichever entry is imported.
document.addEventListener('inkling:ranked', ({ detail }) => {
  const moved: number = detail.moved
  const why: WhyUnmoved | undefined = detail.why
  return [moved, why]
})
document.addEventListener('inkling:error', ({ detail: { code } }) => {
  const known: ErrorCode = code
  return known
})
document.addEventListener('inkling:consent', ({ detail }: CustomEvent<InklingEvents['inkling:consent']>) => detail.state)
document.addEventListener('click', (event) => event.clientX)

// With the script tag, whichever entry is imported.
window.inkling = window.inkling || []
window.inkling.push(['consent', { content: true }])
const early: EarlyCall = ['track', 'read', { id: '/a', title: 'A' }]
window.inkling.push(early)
export const tagged: TaggedInkling = window.inkling
export const later: Promise<Ranking> | undefined = window.inkling?.rank?.(items)
export const release: string = version

export type Rest = [AudienceAnswer, BackendName, CampaignReason, Refusal, Segment, Consent, ConsentState, EngineState, EventKind, EventRef, Explanation, Forget, Profile,
  Purposes, ReaderEvent, ScoreParts, Status, Tier, RankedProps<Item>]
`
// Were the declarations not found, everything would be `any`, and this would compile.
const BAD = `import { createInkling } from 'inkling'
import { useRanked } from 'inkling/react'
import { InklingConsent } from 'inkling/consent-banner'
createInkling({ download: 'later' })
createInkling().rank(['/a'])
export const use = () => useRanked(['/a'], { list: 'shelf' })
new InklingConsent().close()
document.addEventListener('inkling:ranked', ({ detail }) => detail.nothing)
window.inkling?.push(['consent', { contents: true }])
window.inkling?.ranks?.([])
`

type Resolution = 'node10' | 'node16' | 'nodenext' | 'bundler'

/** Errors of the right program, and lines of the wrong one that have some; in the strictest settings. */
function compile(version: keyof typeof TSC, resolution: Resolution) {
  writeFileSync(join(stranger, 'good.ts'), GOOD)
  writeFileSync(join(stranger, 'bad.ts'), BAD)
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: resolution === 'node16' || resolution === 'nodenext' ? resolution : 'esnext',
    moduleResolution: resolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    // Our own declarations are checked, too, once: it takes long.
    skipLibCheck: resolution !== 'bundler',
    types: [],
  }
  writeFileSync(join(stranger, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['good.ts', 'bad.ts'] }))
  const { stdout } = spawnSync(process.execPath, [TSC[version], '-p', stranger], { cwd: stranger, encoding: 'utf8' })
  const errors = stdout.split('\n').filter((line) => /error TS/.test(line))
  return {
    errors: errors.filter((line) => !line.startsWith('bad.ts')),
    wrong: errors.flatMap((line) => line.match(/^bad\.ts\((\d+)/)?.[1] ?? []).map(Number),
  }
}

describe('as it is compiled against', () => {
  // React's types come with React, not with this package. An install before this would have removed them.
  beforeAll(() => {
    for (const name of ['@types/react', 'csstype'])
      cpSync(dirname(require.resolve(`${name}/package.json`)), join(stranger, 'node_modules', name), {
        recursive: true,
      })
  })

  test('the program uses every public export', () => {
    for (const [entry, name] of [
      ['inkling', 'sdk/src/index'],
      ['inkling/react', 'sdk/src/frameworks/react'],
      ['inkling/consent-banner', 'elements/src/consent-banner/consent-banner'],
      ['inkling/sentences', 'elements/src/sentences/sentences'],
      ['inkling/measure', 'measure/src/measure'],
    ] as const) {
      const declared = readFileSync(join(installed, `dist/types/${name}.d.ts`), 'utf8')
      const listed = [...declared.matchAll(/^export (?:type )?\{([^}]+)\}/gm)].flatMap(([, all = '']) => all.split(','))
      const own = [
        ...declared.matchAll(/^export declare (?:class|function|const) (\w+)|^export (?:interface|type) (\w+)/gm),
      ]
      const names = [
        ...listed.map((each) => each.replace(/\btype\b/, '').trim()),
        ...own.map(([, a, b]) => a ?? b ?? ''),
      ].filter(Boolean)
      expect(names.length, name).toBeGreaterThan(0)
      const [, imported = ''] = GOOD.match(new RegExp(`import \\{([^}]+)\\} from '${entry}'`)) ?? []
      const used = imported.split(',').map((each) => each.replace(/\btype\b/, '').trim())
      expect([...new Set(used)].filter(Boolean).sort()).toEqual([...new Set(names)].sort())
    }
  })

  test.each([
    [5, 'node10'],
    [5, 'node16'],
    [5, 'nodenext'],
    [5, 'bundler'],
    [7, 'nodenext'],
    [7, 'bundler'],
  ] as const)('TypeScript %s, moduleResolution %s: right use compiles, wrong use does not', (version, resolution) => {
    expect(compile(version, resolution)).toEqual({ errors: [], wrong: [4, 5, 6, 7, 8, 9, 10] })
  })
})
