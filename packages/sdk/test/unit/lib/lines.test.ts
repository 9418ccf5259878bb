// @vitest-environment node
// What the check reports about long files and duplicate lines.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../../../../scripts/check-lines.mjs', import.meta.url))
const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function check(files: Readonly<Record<string, readonly string[]>>) {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-lines-'))
  made.push(folder)
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' })
  return { status, said: stderr.split('\n')[0] }
}

const SUMS = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `  const ${name} = values.${name}! + 1`)
const inside = (name: string, lines: readonly string[]) => [
  `function ${name}(values: Values) {`,
  ...lines,
  `  ${name}s()`,
  '}',
]

test('six equal lines in two files are found, and where', () => {
  const { status, said } = check({ 'one.ts': inside('one', SUMS), 'two.ts': ['', ...inside('two', SUMS)] })
  expect(status).toBe(1)
  expect(said).toMatch(/^two\.ts:\d+-\d+ and one\.ts:\d+-\d+: [67] equal lines$/)
})

test('so are those in one file', () => {
  expect(check({ 'one.ts': [...inside('one', SUMS), ...inside('two', SUMS)] }).status).toBe(1)
})

test('five equal lines, equal imports and equal comments are none', () => {
  const imports = SUMS.map((_, i) => `import { a${i}, b${i} } from './c${i}.ts'`)
  const comments = SUMS.map((_, i) => `// A comment that is ${i} times as long as it should be.`)
  const of = (name: string) => [...imports, ...comments, ...inside(name, SUMS.slice(0, 5))]
  expect(check({ 'one.ts': of('one'), 'two.ts': of('two') })).toEqual({ status: 0, said: '' })
})

test('a file of 300 lines passes, one of 301 does not', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const n${i} = ${i}`)
  expect(check({ 'long.ts': lines(300) })).toEqual({ status: 0, said: '' })
  expect(check({ 'long.ts': lines(301) })).toEqual({ status: 1, said: 'long.ts: 301 lines, 300 at most' })
})
