// `inkling preview` as it is built: a file and a small site are served with Inkling in them, to this machine alone.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PERSONAS } from '../../src/developers/preview/personas.ts'

const BIN = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))
const PAGE = '<!doctype html><html><head><title>Stories</title></head><body><a href="/next.html">Next</a></body></html>'

let folder = ''
let children: ChildProcess[] = []
let servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-preview-'))
})
afterEach(() => {
  for (const child of children) child.kill()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  children = []
  servers = []
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a preview. @returns the address that it prints */
async function preview(...words: string[]): Promise<{ address: URL; said: () => string; child: ChildProcess }> {
  const child = spawn(process.execPath, [BIN, 'preview', ...words], { cwd: folder })
  children.push(child)
  let said = ''
  child.stderr.on('data', (part) => (said += part))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', () => reject(new Error(said)))
  })
  return { address: new URL(address), said: () => said, child }
}

const fails = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'preview', ...words], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
  })
  expect(stderr).toMatch(/^inkling: [^\n]+\n$/)
  expect(stdout).toBe('')
  return [status, stderr]
}

/** As a browser asks for a page. */
const NAVIGATION = { accept: 'text/html', 'sec-fetch-dest': 'document' }
const get = (url: URL | string, headers: Record<string, string> = NAVIGATION, method = 'GET') =>
  fetch(url, { headers, method, redirect: 'manual' })

/** What `fetch` sets itself can't be chosen there. */
const askAs = (url: URL, host: string) =>
  new Promise<number | undefined>((resolve, reject) =>
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end(),
  )

async function site(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('A file is served with snippet, tag and persona in it, and its folder with it, but for what is hidden or lies elsewhere.', async () => {
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages/index.html'), PAGE)
  writeFileSync(join(folder, 'pages/style.css'), 'p{}')
  writeFileSync(join(folder, 'pages/.env'), 'KEY=1')
  writeFileSync(join(folder, 'outside.txt'), 'secret')
  symlinkSync(join(folder, 'outside.txt'), join(folder, 'pages/link.txt'))
  const { address, said } = await preview('pages/index.html', '--persona', 'science-reader')
  expect(address.search).toBe('?inkling-persona=science-reader')
  const page = await (await get(address)).text()
  const base = `${address.origin}/__inkling/`
  expect(page).toContain(`<head><script>${readFileSync(join(DIST, 'snippet.js'), 'utf8').trim()}</script>`)
  expect(page).toContain(`<script async src="${base}inkling.js" data-model="${base}models/encoder-en/"></script>`)
  for (const name of ['inkling.js', 'preview.js', 'personas/science-reader.json', 'models/encoder-en/manifest.json'])
    expect(Buffer.from(await (await get(base + name, {})).arrayBuffer()), name).toEqual(readFileSync(join(DIST, name)))
  const status = async (path: string, headers = {}) => (await get(address.origin + path, headers)).status
  expect(await status('/style.css')).toBe(200)
  for (const path of [
    '/.env',
    '/link.txt',
    '/..%2foutside.txt',
    '/none.css',
    '/__inkling/cli.js.map',
    '/__inkling/..%2fpackage.json',
  ])
    expect(await status(path), path).toBe(404)
  expect((await get(address, NAVIGATION, 'POST')).status).toBe(405)
  // A page elsewhere may have its name lead here.
  expect(await askAs(address, 'paper.example')).toBe(421)
  // Where a link leads on without the persona, it comes along.
  const led = await get(`${address.origin}/?a=1`)
  expect([led.status, led.headers.get('location')]).toEqual([302, '/?a=1&inkling-persona=science-reader'])
  for (const name of PERSONAS) expect(said()).toContain(name)
})

test('A site is served page by page: no cookie goes there or comes from there, policies stay behind, what was packed is unpacked.', async () => {
  const asked: IncomingMessage[] = []
  const origin = await site((request, response) => {
    asked.push(request)
    if (request.url === '/old') return void response.writeHead(301, { location: `${origin}/?from=old` }).end()
    if (request.url === '/away') return void response.writeHead(302, { location: 'https://other.example/' }).end()
    if (request.url === '/picture.png') return void response.writeHead(200, { 'content-type': 'image/png' }).end('PNG')
    const page = PAGE.replace('/next.html', `${origin}/next.html`)
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-encoding': 'gzip',
      'content-security-policy': "script-src 'none'",
      'set-cookie': 'a=1',
    })
    response.end(gzipSync(page))
  })
  const { address } = await preview(`${origin}/old`, '--persona', 'football-and-food')
  expect(address.pathname + address.search).toBe('/?from=old&inkling-persona=football-and-food')
  const first = await get(address, { ...NAVIGATION, cookie: 'session=1', authorization: 'Basic eA==' })
  const page = await first.text()
  expect(page).toContain('/__inkling/inkling.js')
  expect(page).toContain('<a href="/next.html">')
  for (const name of ['content-security-policy', 'set-cookie', 'content-encoding'])
    expect(first.headers.get(name), name).toBeNull()
  expect(asked.at(-1)).toMatchObject({ url: '/?from=old' })
  for (const { headers } of asked) expect([headers.cookie, headers.authorization]).toEqual([undefined, undefined])
  expect(await (await get(`${address.origin}/picture.png`, { 'sec-fetch-dest': 'image' })).text()).toBe('PNG')
  // What a script fetches stays as it is.
  expect(await (await get(`${address.origin}/part`, { 'sec-fetch-dest': 'empty' })).text()).not.toContain('__inkling')
  const location = async (path: string) =>
    (await get(`${address.origin}${path}?inkling-persona=football-and-food`)).headers.get('location')
  expect(await location('/old')).toBe('/?from=old')
  expect(await location('/away')).toBe('https://other.example/')
})

test('An export of one’s own is a persona; another port is taken as it is written.', async () => {
  writeFileSync(join(folder, 'a.html'), PAGE)
  const mine = readFileSync(join(DIST, 'personas/new-reader.json'), 'utf8')
  writeFileSync(join(folder, 'mine.json'), mine)
  const { address } = await preview('a.html', '--persona', 'mine.json')
  expect(address.search).toBe('?inkling-persona=own')
  expect(await (await get(`${address.origin}/__inkling/personas/own.json`, {})).text()).toBe(mine)
  expect(fails('a.html', '--persona', 'new-reader', '--port', address.port)).toEqual([
    1,
    `inkling: port ${address.port} is used by another program: write another port, or leave --port out\n`,
  ])
})

describe('Used wrongly: one sentence', () => {
  test.each([
    [
      ['none.html', '--persona', 'new-reader'],
      "none.html isn't there: preview takes a page's address, or an HTML file",
    ],
    [
      ['bad.json', '--persona', 'new-reader'],
      "bad.json is no HTML file: preview takes a page's address, or an HTML file",
    ],
    [['a.html', '--persona', 'nobody'], 'nobody is neither a persona nor a file: write one of bargain-hunter, '],
    [['a.html', '--persona', 'bad.json'], 'bad.json: this is not an export: `events` must be a list'],
    [['a.html', '--persona', 'new-reader', '--port', '99999'], "--port takes a number from 1 to 65535, not '99999'"],
    [['ftp://paper.example/', '--persona', 'new-reader'], 'preview takes http and https, or an HTML file'],
    [['http://127.0.0.1:9/', '--persona', 'new-reader'], "http://127.0.0.1:9/ can't be reached: "],
    [['http://a:b@127.0.0.1:9/', '--persona', 'new-reader'], 'preview takes an address without user name and password'],
    [
      ['a.html'],
      'preview needs --persona: write npx --no inkling preview https://paper.example/ --persona science-reader',
    ],
  ] as const)('%j', (words, sentence) => {
    writeFileSync(join(folder, 'a.html'), PAGE)
    writeFileSync(join(folder, 'bad.json'), '{"version":1}')
    const [status, said] = fails(...words)
    expect(said).toContain(`inkling: ${sentence}`)
    expect(status).toBe(2)
  })

  test('An address that is no page', async () => {
    const origin = await site((_, response) => response.writeHead(404).end())
    await expect(preview(origin, '--persona', 'new-reader')).rejects.toThrow('answered with status 404')
  })
})
