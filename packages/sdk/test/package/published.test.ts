// The package as a registry would take it: publint's rules, and any name that the owner chooses.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const sdk = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'inkling-published-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const npm = (words: readonly string[], cwd: string) => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  const result = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, {
    cwd,
    encoding: 'utf8',
    env: { ...env, npm_config_offline: 'true', npm_config_update_notifier: 'false' },
    shell: process.platform === 'win32',
  })
  return { ...result, said: result.stdout + result.stderr }
}

let tarball = ''
beforeAll(() => {
  const packed = npm(['pack', '--ignore-scripts', '--pack-destination', folder], sdk)
  expect(packed.status, packed.said).toBe(0)
  tarball = join(folder, readdirSync(folder)[0] ?? '')
})

test('publint finds nothing', async () => {
  const packed = readFileSync(tarball)
  const { messages, pkg } = await publint({
    pack: { tarball: packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) },
    strict: true,
  })
  expect(messages.map((message) => formatMessage(message, pkg ?? {}, { color: false }))).toEqual([])
})

test('published under a scope, it installs, imports and runs by the name in the documents', () => {
  const scoped = join(folder, 'package')
  expect(spawnSync('tar', ['-xzf', tarball, '-C', folder]).status).toBe(0)
  const manifest = JSON.parse(readFileSync(join(scoped, 'package.json'), 'utf8'))
  writeFileSync(join(scoped, 'package.json'), JSON.stringify({ ...manifest, name: '@owner/personalisation' }))
  const site = join(folder, 'site')
  mkdirSync(site)
  expect(spawnSync('tar', ['-czf', join(site, 'owner.tgz'), '-C', folder, 'package']).status).toBe(0)
  writeFileSync(join(site, 'package.json'), '{ "type": "module", "private": true }')
  const got = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', 'inkling@file:owner.tgz'], site)
  expect(got.status, got.said).toBe(0)
  const script = "import('inkling/measure').then((all) => console.log(typeof all.measure))"
  expect(spawnSync(process.execPath, ['-e', script], { cwd: site, encoding: 'utf8' }).stdout).toBe('function\n')
  expect(npm(['exec', '--no', '--', 'inkling', '--version'], site).stdout).toBe(`${manifest.version}\n`)
})
