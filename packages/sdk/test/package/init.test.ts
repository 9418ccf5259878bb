// `inkling init` and `inkling remove` as they are built, in a process of their own.

import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const BIN = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const PAGE =
  '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>T</title>\n</head>\n<body>\n</body>\n</html>\n'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-command-'))
  writeFileSync(join(folder, 'index.html'), PAGE)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inkling = (...words: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [BIN, ...words], { cwd: folder, encoding: 'utf8' })
const page = () => readFileSync(join(folder, 'index.html'), 'utf8')
const files = () => (readdirSync(folder, { recursive: true }) as string[]).sort()

test('Where nobody can be asked, the difference is printed, nothing is changed, and the exit code is 1.', () => {
  const { status, stdout, stderr } = inkling('init')
  expect(status).toBe(1)
  expect(stdout).toMatch(/^--- a\/index\.html\n\+\+\+ b\/index\.html\n@@/)
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(200)
  expect(stderr).toContain('This is plain HTML (index.html)')
  expect(stderr).toContain('add --yes')
  expect([page(), files()]).toEqual([PAGE, ['index.html']])
})

test('With --yes, the site is set up with the lines that copy prints, once; remove restores it.', () => {
  inkling('copy', 'other', '--base', '/inkling')
  const [snippet, tag] = inkling('copy', 'other', '--base', '/inkling').stdout.trim().split('\n')
  rmSync(join(folder, 'other'), { recursive: true })
  const { stderr } = inkling('init', '--yes')
  expect(stderr).toContain('Done.')
  expect(page()).toContain(`<meta charset="utf-8">\n${snippet}\n${tag}\n<title>`)
  expect(page()).toMatch(/<body>\n<inkling-consent><\/inkling-consent>\n<script type="module" src="\/inkling\//)
  const recorded = JSON.parse(readFileSync(join(folder, 'inkling.init.json'), 'utf8'))
  expect(recorded).toMatchObject({ state: 'done', inkling: version, kind: 'html' })
  for (const [path, hash] of Object.entries(recorded.release))
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ).toBe(hash)
  const isFile = (path: string) => path.startsWith('inkling/') && statSync(join(folder, path)).isFile()
  expect(files().filter(isFile)).toEqual(Object.keys(recorded.release).sort())

  const before = page()
  const second = inkling('init', '--yes')
  expect([second.status, page()]).toEqual([0, before])
  expect(second.stderr).toContain('set up already')

  const removed = inkling('remove')
  expect([removed.status, page(), files()]).toEqual([0, PAGE, ['index.html']])
  expect(removed.stderr).toContain('remove --cleanup')
})

test('A release that is there already is left alone, and nothing is changed.', () => {
  mkdirSync(join(folder, 'inkling', version), { recursive: true })
  const { status, stderr } = inkling('init', '--yes')
  expect([status, page()]).toEqual([1, PAGE])
  expect(stderr).toContain('is there already')
})

test('If not everything can be taken out, remove says what is left, and exits with 1.', () => {
  inkling('init', '--yes')
  writeFileSync(join(folder, 'index.html'), page().replace('async src', 'async defer src'))
  const { status, stderr } = inkling('remove')
  expect(status).toBe(1)
  expect(stderr).toContain('index.html was edited since')
})

test.each([
  [['remove'], 'there is no inkling.init.json'],
  [['init', 'nowhere'], "nowhere isn't there"],
  [['init', '--kind', 'hogo'], '--kind hugo'],
  [['init', '--consent', 'yes', '--yes'], '--consent takes'],
  [['init', '--base', 'C:\\site', '--yes'], '--base takes an address'],
  [['init', '--languages', 'xx', '--yes'], "no pack for 'xx'"],
  [['remove', '--cleanup', 'index.html'], 'is there already'],
])('%j: the message says what to write instead, and the exit code is 2.', (words, message) => {
  const { status, stderr } = inkling(...words)
  expect([status, page(), files()]).toEqual([2, PAGE, ['index.html']])
  expect(stderr).toContain(message)
})

test('The cleanup script can be written after Inkling has been taken out.', () => {
  expect(inkling('remove', '--cleanup', 'public/cleanup.js').status).toBe(0)
  expect(existsSync(join(folder, 'public/cleanup.js'))).toBe(true)
})
