/**
 * Upgrades a site from 0.1.0, whose own build is in fixtures/, to this release while a reader has it open: history and
 * choice stay, the open tab keeps working from its own release, and `upgrade --undo` restores the folder byte for byte.
 */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, test } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { expect } from '../expect.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const FIXTURES = fileURLToPath(new URL('../fixtures/release-0.1.0/', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const PATIENCE = { timeout: 60_000 }

const old = (name: string) => readFileSync(join(FIXTURES, `${name}.txt`))
const hash = (algorithm: string, data: string | Uint8Array, as: 'base64' | 'hex' = 'base64') =>
  createHash(algorithm).update(data).digest(as)

const FILES = ['inkling.js', 'insight.js']
/** As 0.1.0 copied a release: the list has the snippet's hash, but its file stays in the package. */
const LIST = Object.fromEntries(
  [...FILES, 'snippet.js'].map((name) => [name, { sha256: hash('sha256', old(name), 'hex') }]),
)
const SNIPPET = old('snippet.js')
  .toString('utf8')
  .replace(/\n\/\/# sourceMappingURL=.*\s*$/, '')
  .trim()
const ITEMS = ['bread', 'rye', 'moon', 'rates', 'sprint', 'saturn'].map(
  (name) => `<li><a href="/index.html#${name}">A story about ${name}, of some length</a></li>`,
)
const PAGE = `<!doctype html>\r
<html lang="en"><head><meta charset="utf-8">\r
<script>${SNIPPET}</script>\r
<script async src="/inkling/0.1.0/inkling.js" integrity="sha384-${hash('sha384', old('inkling.js'))}" crossorigin="anonymous" data-model="/inkling/0.1.0/encoder-en/"></script>\r
</head><body><ul data-inkling-list="stories">${ITEMS.join('\n')}</ul></body></html>`
const SITE: Readonly<Record<string, string | Uint8Array>> = {
  'index.html': PAGE,
  _headers: `/*\n  Content-Security-Policy: script-src 'self' 'sha256-${hash('sha256', SNIPPET)}' 'wasm-unsafe-eval'\n`,
  'inkling/0.1.0/release.json': JSON.stringify({
    version: '0.1.0',
    files: { ...LIST, 'models/encoder-en/manifest.json': { sha256: hash('sha256', '{}', 'hex') } },
  }),
  'inkling/0.1.0/encoder-en/manifest.json': '{}',
  ...Object.fromEntries(FILES.map((name) => [`inkling/0.1.0/${name}`, old(name)])),
}

const treeOf = (folder: string) =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as string[])
      .sort()
      .map((path) => [
        path,
        statSync(join(folder, path)).isFile() ? hash('sha256', readFileSync(join(folder, path))) : 'folder',
      ]),
  )

/** Sends the policy of `_headers`, as a static host does. */
async function serve(folder: string) {
  const requested: string[] = []
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    requested.push(path)
    const policy = /Policy: (.*)/.exec(readFileSync(join(folder, '_headers'), 'utf8'))![1]!
    const type = path.endsWith('.html') ? 'text/html' : path.endsWith('.js') ? 'text/javascript' : ''
    try {
      const body = readFileSync(join(folder, path))
      const headers = { 'content-type': type || 'application/octet-stream', 'content-security-policy': policy }
      response.writeHead(200, headers).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`, requested, close }
}

function run(folder: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`)
  return stdout + stderr
}

const isReady = (page: Page) => expect.poll(() => page.evaluate('!!window.inkling?.track'), PATIENCE).toBe(true)
const inkling = <T>(page: Page, ask: (inkling: Inkling) => T) =>
  page.evaluate(`(${ask})(window.inkling)`) as Promise<Awaited<T>>
const read = (page: Page, id: string) =>
  page.evaluate(`inkling.track('read', { id: '${id}', title: 'A story about ${id}' }, { seconds: 30 })`)
const known = (page: Page) =>
  inkling(page, (inkling) =>
    inkling.exportData().then(({ events }) => events.filter(({ kind }) => kind === 'read').map(({ item }) => item)),
  )

test('A site of 0.1.0 is upgraded while a reader has it open, and the upgrade is taken back.', async ({ context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-upgrade-'))
  for (const [path, content] of Object.entries(SITE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const before = treeOf(folder)
  const site = await serve(folder)
  const errors: string[] = []
  const open = async () => {
    const page = await context.newPage()
    page.on('pageerror', ({ message }) => errors.push(message))
    page.on('console', (message) => /Content.Security|integrity/i.test(message.text()) && errors.push(message.text()))
    await page.goto(site.address)
    await isReady(page)
    return page
  }
  try {
    const older = await open()
    await inkling(older, (inkling) => inkling.consent.set({ content: true, creatives: true, measurement: false }))
    for (const id of ['bread', 'rye']) await read(older, id)
    // 0.1.0 stores the first event of a page twice. The migration keeps it once.
    await expect.poll(async () => [...new Set(await known(older))], PATIENCE).toEqual(['bread', 'rye'])

    const said = run(folder, 'upgrade', '--yes')
    expect(said).toContain('What changed since 0.1.0')
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).toContain(`"/inkling/${version}/inkling.js"`)
    expect(page).not.toContain('0.1.0')
    expect(run(folder, 'upgrade', '--yes')).toContain('Nothing was changed')

    // Cold: no file of the new release is in a cache. The policy and every hash must fit, or nothing runs.
    site.requested.length = 0
    const newer = await open()
    await expect.poll(() => known(newer), PATIENCE).toEqual(['bread', 'rye'])
    expect(await inkling(newer, (inkling) => inkling.consent.get().state)).toBe('granted')
    await read(newer, 'moon')
    expect(site.requested.filter((path) => path.includes('/inkling/0.1.0/'))).toEqual([])

    // The open tab goes on, with files of its own release.
    await read(older, 'sprint')
    expect(await known(older)).toContain('sprint')
    await inkling(older, (inkling) => inkling.profile())
    const late = site.requested.filter((path) => path.includes('/inkling/0.1.0/'))
    expect([...new Set(late)]).toEqual(['/inkling/0.1.0/insight.js'])

    // Warm, and nothing that was stored is lost.
    await older.close()
    await newer.close()
    const again = await open()
    await expect.poll(() => known(again), PATIENCE).toEqual(['bread', 'rye', 'moon'])

    // A byte that isn't the one that was checked doesn't run.
    const file = join(folder, 'inkling', version, 'inkling.js')
    const whole = readFileSync(file)
    writeFileSync(file, Buffer.concat([whole, Buffer.from(';window.unchecked = true')]))
    const tampered = await context.newPage()
    const refused = tampered.waitForEvent('console', (message) => /integrity/i.test(message.text()))
    await (await context.newCDPSession(tampered)).send('Network.setCacheDisabled', { cacheDisabled: true })
    await tampered.goto(site.address)
    await refused
    expect(await tampered.evaluate('[window.unchecked, typeof window.inkling?.track]')).toEqual([
      undefined,
      'undefined',
    ])
    writeFileSync(file, whole)

    run(folder, 'upgrade', '--undo')
    expect(treeOf(folder)).toEqual(before)
    expect(errors).toEqual([])
  } finally {
    site.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
