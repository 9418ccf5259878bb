// What `npm run size` measures is within its budgets, and is what docs/bundles.md says.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

interface Weighed {
  readonly files: ReadonlyArray<{ file: string; minified: number; brotli: number; ok?: boolean }>
  readonly visits: ReadonlyArray<{ name: string; bytes: number; budget: number; ok: boolean }>
  readonly missing: readonly string[]
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const page = readFileSync(`${root}docs/bundles.md`, 'utf8')
const accepted: Readonly<Record<string, number>> = JSON.parse(readFileSync(`${root}packages/sdk/sizes.json`, 'utf8'))
const { stdout } = spawnSync(process.execPath, ['scripts/size.mjs', '--json'], { cwd: root, encoding: 'utf8' })
const { files, visits, missing } = JSON.parse(stdout) as Weighed
const judged = files.filter(({ ok }) => ok !== undefined)
const megabytes = (name: RegExp) =>
  files.filter(({ file }) => name.test(file)).reduce((sum, { minified }) => sum + minified, 0) / 1e6

test('Every bundle is there, and its size is listed; nothing else is.', () => {
  expect(missing).toEqual([])
  expect(judged.map(({ file }) => file).sort()).toEqual(Object.keys(accepted).sort())
  expect(judged.length).toBeGreaterThan(40)
  expect(visits.length).toBeGreaterThan(10)
})

test.each([...judged.map((each) => ({ ...each, name: each.file })), ...visits])(
  '$name is within its budget.',
  (weighed) => {
    expect(weighed).toMatchObject({ ok: true })
  },
)

/** Of rounding, and of a change that nobody would notice. */
const SLACK = 0.06

test.each([
  [/The table \(([\d.]+) MB\)/, /encoder-en\/table\.bin$/],
  [/The transformer \(([\d.]+) MB\)/, /encoder-en\/weights-\d+\.bin$/],
  [/table for another language: at most ([\d.]+) MB/, /encoder-ru\/table\.bin$/],
  [/Portuguese or Russian: ([\d.]+) MB/, /encoder-ru\/weights-\d+\.bin$/],
  [/model for pictures: ([\d.]+) MB/, /image-encoder\/weights-\d+\.bin$/],
  [/tone: ([\d.]+) MB/, /encoder-en\/tone\.bin$/],
])('%s', (pattern, name) => {
  const said = Number(pattern.exec(page)?.[1])
  expect(Math.abs(megabytes(name) - said) / said).toBeLessThan(SLACK)
})
