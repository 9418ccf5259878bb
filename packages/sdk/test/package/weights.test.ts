// Every bundle is within its budget, and docs/bundles.md and the README give its size.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

interface Weighed {
  readonly files: ReadonlyArray<{ file: string; minified: number; brotli: number; ok?: boolean }>
  readonly pages: ReadonlyArray<{ name: string; ok: boolean; bytes: number }>
  readonly missing: readonly string[]
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const table = readFileSync(`${root}docs/bundles.md`, 'utf8')
const readme = readFileSync(`${root}README.md`, 'utf8')
const { stdout } = spawnSync(process.execPath, ['scripts/size.mjs', '--json'], { cwd: root, encoding: 'utf8' })
const { files, pages, missing } = JSON.parse(stdout) as Weighed
const brotli = (file: string) => files.find((each) => each.file === file)?.brotli ?? Number.NaN
const weights = (name: RegExp) =>
  files.filter(({ file }) => name.test(file)).reduce((sum, { minified }) => sum + minified, 0) / 1000

test('Every bundle that has a budget is there.', () => {
  expect(missing).toEqual([])
  expect(files.filter(({ ok }) => ok !== undefined).length).toBeGreaterThan(35)
  expect(pages.length).toBeGreaterThan(10)
})

test.each([...files.filter(({ ok }) => ok !== undefined).map((each) => ({ ...each, name: each.file })), ...pages])(
  '$name is within its budget.',
  (weighed) => {
    expect(weighed).toMatchObject({ ok: true })
  },
)

/** Of rounding, and of a change that nobody would notice. */
const SLACK = 0.06

test.each([
  [/head snippet \(`snippet.js`\) \| ([\d.]+) KB/, [brotli('snippet.js')]],
  [/^\| tag \| ([\d.]+) KB/m, [brotli('inkling.js')]],
  [/createInkling \} from 'inkling'` \| ([\d.]+) KB/, [brotli("import { createInkling } from 'inkling'")]],
  [/\| ([\d.]+) KB \+ ([\d.]+) KB \|/, [brotli('engine/wasm.js'), brotli('engine/tfjs-backend-wasm-simd.wasm')]],
  [
    /another\s+([\d.]+) KB \(WebGPU\) or\s+([\d.]+) KB \(WebGL\)/,
    [brotli('engine/webgpu.js'), brotli('engine/webgl.js')],
  ],
  [/its table \| ([\d.]+) MB/, [weights(/encoder-en\/table\.bin$/)]],
  [/the transformer over it \| ([\d.]+) MB/, [weights(/encoder-en\/weights-\d+\.bin$/)]],
  [/the table of another language \| ([\d.]+) MB/, [weights(/encoder-ru\/table\.bin$/)]],
])('%s', (pattern, bytes) => {
  const said = pattern.exec(table)?.slice(1).map(Number) ?? []
  expectNear(said, bytes)
})

function expectNear(said: readonly number[], bytes: readonly number[]) {
  expect(said).toHaveLength(bytes.length)
  bytes.forEach((each, i) => {
    expect(Math.abs(each / 1000 - said[i]!) / said[i]!, `${said[i]} against ${each / 1000}`).toBeLessThan(SLACK)
  })
}

test('The README gives what a visit costs.', () => {
  const cost =
    /(\d+) KB of script without consent; with it, ([\d.]+) MB on the first page view and ([\d.]+) MB by the second/
  const [scripts, ...visits] = cost.exec(readme)?.slice(1).map(Number) ?? []
  expectNear([scripts!], [brotli('snippet.js') + brotli('inkling.js')])
  const pageOf = (name: string) => pages.find((page) => page.name === name)?.bytes ?? Number.NaN
  expectNear(visits, [pageOf('a page ranked by the table') / 1000, pageOf('a page ranked by the transformer') / 1000])
})

/** Rows that name bundles, with what they are said to weigh, in the same order. */
const bundles = table.split('\n').flatMap((row) => {
  const [, named = '', said = ''] = row.split('|')
  const names = [...named.matchAll(/`([\w-]+\.js)`/g)].map(([, name]) => name!)
  const built = names.filter((name) => files.some(({ file }) => file === name))
  return built.length && !named.includes('createInkling') ? [[built, said] as const] : []
})

test('Bundles are what the rows say that name them.', () => {
  expect(bundles.length).toBeGreaterThan(12)
  for (const [names, said] of bundles) {
    const kilobytes = [...said.matchAll(/([\d.]+) KB/g)].map(([, each]) => Number(each))
    expectNear(kilobytes.slice(0, names.length), names.map(brotli))
  }
})
