// @vitest-environment node
// What the check reports about full folders and misplaced files.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../../../../scripts/check-folders.mjs', import.meta.url))
const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function check(...files: readonly string[]) {
  const source = mkdtempSync(join(tmpdir(), 'inkling-entries-'))
  made.push(source)
  for (const file of files) {
    mkdirSync(join(source, dirname(file)), { recursive: true })
    writeFileSync(join(source, file), '')
  }
  const { status, stderr } = spawnSync(process.execPath, [script, source], { encoding: 'utf8' })
  return { status, said: stderr.split('\n\n')[0]!.trim() }
}

const filesIn = (folder: string, count: number) => Array.from({ length: count }, (_, i) => `${folder}/file-${i}.ts`)
const PASSES = { status: 0, said: '' }

test('a folder of sixteen files passes, one of seventeen does not', () => {
  expect(check(...filesIn('history', 16))).toEqual(PASSES)
  expect(check(...filesIn('history', 17))).toEqual({ status: 1, said: 'history: 17 entries, 16 at most' })
})

test('folders count like files, and each is checked', () => {
  const folders = Array.from({ length: 2 }, (_, i) => `page/read/folder-${i}/one.ts`)
  expect(check(...filesIn('page/read', 14), ...folders)).toEqual(PASSES)
  expect(check(...filesIn('page/read', 15), ...folders)).toEqual({
    status: 1,
    said: 'page/read: 17 entries, 16 at most',
  })
})

test('listed folders may have more entries, up to their own limit if they have one', () => {
  expect(check(...filesIn('cli/commands', 40), ...filesIn('entries', 40))).toEqual(PASSES)
  const folders = (count: number) => Array.from({ length: count }, (_, i) => `folder-${i}/one.ts`)
  expect(check('index.ts', 'options.ts', 'types.ts', ...folders(21))).toEqual(PASSES)
  expect(check('index.ts', 'options.ts', 'types.ts', ...folders(22))).toEqual({
    status: 1,
    said: '.: 25 entries, 24 at most',
  })
})

test('a folder with a listed name elsewhere isn’t listed', () => {
  expect(check(...filesIn('runtime/entries', 17)).said).toBe('runtime/entries: 17 entries, 16 at most')
})

test('the root may contain three files and no others', () => {
  expect(check('index.ts', 'options.ts', 'types.ts')).toEqual(PASSES)
  expect(check('index.ts', 'options.ts', 'types.ts', 'tone-types.ts')).toEqual({
    status: 1,
    said: 'tone-types.ts: belongs in a folder, not in the root',
  })
})
