// Whose code the built files have: each with its licence's own text, and each in the bill of materials.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const dist = join(root, 'packages/sdk/dist')
const read = (path: string) => readFileSync(join(dist, path), 'utf8')

const sections = read('THIRD-PARTY.txt').split(`\n\n${'-'.repeat(80)}\n\n`)
const section = (name: string) =>
  sections.find((each) => each.startsWith(name) && /^[ ,]|^$/.test(each.slice(name.length, name.length + 1))) ?? ''

interface Component {
  readonly type: string
  readonly 'bom-ref': string
  readonly group?: string
  readonly name: string
  readonly version?: string
  readonly purl?: string
  readonly hashes?: ReadonlyArray<{ readonly alg: string; readonly content: string }>
  readonly licenses: ReadonlyArray<{
    readonly license?: { readonly id?: string; readonly name?: string }
    readonly expression?: string
  }>
  readonly properties?: ReadonlyArray<{ readonly name: string; readonly value: string }>
}
const bom = JSON.parse(read('sbom.cdx.json')) as {
  readonly components: readonly Component[]
  readonly dependencies: ReadonlyArray<{ readonly ref: string; readonly dependsOn: readonly string[] }>
}
const nameOf = ({ group, name }: Component) => (group ? `${group}/${name}` : name)
const filesOf = ({ properties = [] }: Component) => properties.map(({ value }) => value)
const packages = bom.components.filter(({ purl }) => purl)

/** Packages by the bundles' own source maps, which name the modules of which something was kept. */
const mapped = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.js.map'))
  .flatMap((map) =>
    (JSON.parse(read(map)).sources as string[]).flatMap((source) => {
      const name = source.match(/node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/)?.[1]
      return name ? [`${map.slice(0, -'.map'.length)} ${name}`] : []
    }),
  )

const NATIVE: Readonly<Record<string, string>> = {
  XNNPACK: 'Copyright 2019 Google LLC',
  pthreadpool: 'Georgia Institute of Technology',
  cpuinfo: 'Marat Dukhan',
  FP16: 'Facebook Inc.',
  FXdiv: 'Marat Dukhan',
  emscripten: 'Emscripten authors',
  musl: 'Rich Felker',
  dlmalloc: 'public\ndomain',
  'compiler-rt': 'LLVM Exceptions to the Apache 2.0 License',
  'libc++': 'LLVM Exceptions to the Apache 2.0 License',
  'libc++abi': 'LLVM Exceptions to the Apache 2.0 License',
}

test('Every package that has code in a bundle is in the bill, with the bundle, as the maps have it.', () => {
  const listed = packages.flatMap((each) => filesOf(each).map((file) => `${file} ${nameOf(each)}`))
  expect(new Set(mapped).size).toBeGreaterThan(10)
  expect([...new Set(mapped)].filter((each) => !listed.includes(each))).toEqual([])
  // The command line has no map.
  const known = listed.filter((each) => !/^cli\.js |\.wasm /.test(each))
  expect(known.sort()).toEqual([...new Set(mapped)].sort())
  for (const name of ['linkedom', 'parse5', '@tensorflow/tfjs-core']) expect(listed).toContain(`cli.js ${name}`)
})

test('A component is what lies in node_modules, and what the lockfile vouches for.', () => {
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  for (const each of packages) {
    const [hash] = each.hashes ?? []
    expect(each.purl).toBe(`pkg:npm/${nameOf(each).replace('@', '%40')}@${each.version}`)
    const entries = Object.entries(locked as Record<string, { version: string; integrity?: string; license?: string }>)
    const entry = entries.find(
      ([path, { version }]) => path.endsWith(`node_modules/${nameOf(each)}`) && version === each.version,
    )?.[1]
    expect(entry, each.purl).toBeDefined()
    expect(hash).toEqual({
      alg: 'SHA-512',
      content: Buffer.from(entry!.integrity!.slice(7), 'base64').toString('hex'),
    })
    expect(each.licenses).toEqual([{ license: { id: entry!.license } }])
  }
})

test('The bill is CycloneDX, refers to nothing that is not in it, and is the same for the same sources.', () => {
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 })
  expect(Object.keys(bom)).toEqual(['bomFormat', 'specVersion', 'version', 'metadata', 'components', 'dependencies'])
  expect(read('sbom.cdx.json')).not.toMatch(/serialNumber|timestamp|\/tmp\/|\/home\//)
  const { version } = JSON.parse(readFileSync(join(root, 'packages/sdk/package.json'), 'utf8'))
  const refs = [`inkling@${version}`, ...bom.components.map((each) => each['bom-ref'])]
  expect(new Set(refs).size).toBe(refs.length)
  for (const { ref, dependsOn } of bom.dependencies)
    for (const each of [ref, ...dependsOn]) expect(refs).toContain(each)
  const reached = bom.dependencies.flatMap(({ dependsOn }) => dependsOn)
  expect(reached.sort()).toEqual(refs.slice(1).sort())
  for (const each of bom.components)
    for (const file of filesOf(each)) expect(existsSync(join(dist, file)), file).toBe(true)
  expect(Object.keys(JSON.parse(read('release.json')).files)).toEqual(
    expect.arrayContaining(['sbom.cdx.json', 'THIRD-PARTY.txt']),
  )
})

test('Each package’s licence stands with it, in its own words.', () => {
  for (const each of packages) {
    const text = section(`${nameOf(each)} ${each.version},`)
    const { license } = each.licenses[0]!
    expect(text, nameOf(each)).toContain(`${nameOf(each)} ${each.version}, licence ${license?.id}`)
    if (license?.id === 'Apache-2.0') expect(text).toContain('stands at the end of this file')
    else expect(text, nameOf(each)).toMatch(/Copyright|©/)
    for (const file of filesOf(each)) expect(text).toContain(file)
  }
  expect(section('idb')).toMatch(/Jake Archibald[\s\S]*Permission to use, copy, modify/)
  expect(section('linkedom')).toMatch(/Andrea Giammarchi[\s\S]*Permission to use, copy, modify/)
  expect(section('parse5')).toMatch(/Ivan Nikulin[\s\S]*Permission is hereby granted/)
  expect(sections.at(-1)).toMatch(/^Apache License\s+Version 2\.0[\s\S]*END OF TERMS AND CONDITIONS/)
})

test.each(Object.entries(NATIVE))(
  '%s, which is compiled into the WebAssembly file, is named and licensed',
  (name, words) => {
    const component = bom.components.find((each) => each['bom-ref'] === `native:${name}`)!
    const [{ license, expression } = {}] = component.licenses
    expect(section(name)).toContain(`${name}, licence ${license?.id ?? expression}`)
    expect(section(name)).toContain(words)
    if (/^(MIT|BSD)/.test(license?.id ?? ''))
      expect(section(name)).toMatch(/THE SOFTWARE IS PROVIDED|THIS SOFTWARE IS PROVIDED/)
    expect(filesOf(component)).toEqual(['engine/tfjs-backend-wasm-simd.wasm'])
    const wasm = packages.find((each) => nameOf(each) === '@tensorflow/tfjs-backend-wasm')
    expect(bom.dependencies.find(({ ref }) => ref === wasm?.['bom-ref'])?.dependsOn).toContain(`native:${name}`)
  },
)

test('The models are in the bill, with their licences.', () => {
  const models = bom.components.filter(({ type }) => type === 'machine-learning-model')
  const packs = readdirSync(join(dist, 'models'))
    .filter((name) => name.startsWith('encoder-'))
    .sort()
  expect(packs).toContain('encoder-en')
  expect(models.map(({ name, licenses: [{ license } = {}] }) => [name, license?.id ?? license?.name])).toEqual([
    ...packs.map((name) => [name, 'Apache-2.0']),
    ['image-encoder', 'Apache-2.0'],
    ['ranklens', 'CC BY-SA 4.0'],
  ])
})
