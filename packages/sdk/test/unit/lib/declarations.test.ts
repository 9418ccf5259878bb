// @vitest-environment node
// The declarations that the package ships, in the hands of a stranger: another project, without this repository's settings.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const sdk = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const require = createRequire(import.meta.url)
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
const folder = mkdtempSync(join(tmpdir(), 'inkling-stranger-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const GOOD = `import { createInkling, type Inkling, type Item, InklingMisuse, type Ranking } from 'inkling'
const items: Item[] = [{ id: '/a', title: 'A', published: new Date() }]
const inkling: Inkling = createInkling({ download: 'never' })
export const ranking: Promise<Ranking> = inkling.rank(items, { list: 'shelf' })
export const scores = ranking.then(({ items }) => items.map((item): number => item.parts.interest))
export const wrong = (cause: unknown) => cause instanceof InklingMisuse
`
// Were the declarations not found, everything would be \`any\`, and this would compile.
const BAD = `import { createInkling } from 'inkling'
createInkling({ download: 'later' })
createInkling().rank(['/a'])
`

const REACT = `import { type Ranked, useRanked } from 'inkling/react'
const items = [{ id: '/a', title: 'A', picture: '/a.png' }]
export const use = (): Ranked<(typeof items)[number]> => useRanked(items, { list: 'shelf' })
`
const BAD_REACT = `import { useRanked } from 'inkling/react'
export const use = () => useRanked(['/a'], { list: 'shelf' })
`

function compile(source: string, resolution: 'bundler' | 'node16', more: object = {}) {
  const installed = join(folder, 'node_modules/inkling')
  if (!existsSync(installed)) {
    mkdirSync(join(installed, 'dist'), { recursive: true })
    cpSync(join(sdk, 'package.json'), join(installed, 'package.json'))
    // React's types come with React, not with this package.
    for (const name of ['@types/react', 'csstype']) {
      const types = dirname(require.resolve(`${name}/package.json`))
      cpSync(types, join(folder, 'node_modules', name), { recursive: true })
    }
    cpSync(join(sdk, 'dist/types'), join(installed, 'dist/types'), { recursive: true })
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'page.ts'), source)
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: resolution === 'bundler' ? 'esnext' : 'node16',
    moduleResolution: resolution,
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    ...more,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }))
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' })
  return { status, lines: stdout.split('\n').filter((line) => /error TS/.test(line)) }
}

test('The package is built.', () => {
  expect(existsSync(join(sdk, 'dist/types/index.d.ts')), 'run `npm run build --workspace inkling` first').toBe(true)
  const { exports } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'))
  for (const entry of ['.', './react']) {
    expect(existsSync(join(sdk, exports[entry].types))).toBe(true)
    expect(existsSync(join(sdk, exports[entry].default))).toBe(true)
  }
})

test.each(['bundler', 'node16'] as const)(
  'moduleResolution %s: right use compiles, in the strictest settings, wrong use does not.',
  (resolution) => {
    expect(compile(GOOD, resolution)).toEqual({ status: 0, lines: [] })
    expect(compile(GOOD, resolution, { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true })).toEqual({
      status: 0,
      lines: [],
    })
    const { status, lines } = compile(BAD, resolution)
    expect(status).not.toBe(0)
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual(['page.ts(2,17)', 'page.ts(3,23)'])
  },
)

test('inkling/react: right use compiles, wrong use does not.', () => {
  expect(compile(REACT, 'bundler')).toEqual({ status: 0, lines: [] })
  expect(compile(BAD_REACT, 'bundler').lines.map((line) => line.replace(/:.*/, ''))).toEqual(['page.ts(2,37)'])
})
