// @vitest-environment node
// A preview serves one folder or one origin: no link, path or redirection leads from it to another host, a hidden file or a local service.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pageSource } from '../../src/pages/page-source.ts'
import { follow, isLocalAddress } from '../../src/pages/redirections.ts'
import type { Source } from '../../src/preview/answer.ts'
import { folderSource } from '../../src/preview/folder-source.ts'
import { insertTag } from '../../src/preview/insert-tag.ts'
import { servePreview } from '../../src/preview/server.ts'
import { siteSource } from '../../src/preview/site-source.ts'

const PAGE = '<!doctype html><html><head><title>Stories</title></head><body>'

let folder = ''
let servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-hostile-'))
  mkdirSync(join(folder, 'pages'))
})
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  servers = []
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)

async function site(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function serve(source: Source & { readonly origin?: string }): Promise<string> {
  put('snippet.js', 'SNIPPET')
  const persona = { name: 'own', json: Buffer.from('{}') }
  const { origin, server } = await servePreview({ source, persona, dist: folder, onReplaced() {} }, 0)
  servers.push(server)
  return origin
}

/** Sends the path unchanged; `fetch` would normalise it. */
const ask = (origin: string, path: string) =>
  new Promise<{ readonly status: number; readonly location: string | undefined }>((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    request({ hostname, port, path, headers: { accept: 'text/html' } }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, location: response.headers.location })
    })
      .on('error', reject)
      .end()
  })

/** Whether a redirection keeps the browser in the preview. */
const stays = (origin: string, location: string | undefined) =>
  location === undefined || new URL(location, origin).origin === origin

test('Whatever path is asked for, no answer leads to the host that its beginning names.', async () => {
  put('pages/index.html', PAGE)
  const origin = await serve(await folderSource(join(folder, 'pages/index.html')))
  for (const path of [
    '//evil.example/',
    '/\\evil.example/',
    '/\\/evil.example',
    '/.//evil.example/',
    '/a/..//evil.example/',
    '///evil.example/',
  ])
    expect([path, await ask(origin, path)]).toEqual([path, { status: 400, location: undefined }])
  const part = fc.constantFrom('/', '\\', '.', '..', 'evil.example', '@', ':80', '?', '%2f', '%5c', 'a')
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      expect(stays(origin, (await ask(origin, `/${parts.join('')}`)).location)).toBe(true)
    }),
  )
})

test('A site’s own redirections and links to such a path stay on the site.', async () => {
  const away: string = await site((request, response) => {
    if (request.url === '/leads') return void response.writeHead(302, { location: `${away}//evil.example/` }).end()
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
  })
  const origin = await serve(await siteSource(away))
  expect((await ask(origin, '/leads?inkling-persona=own')).location).toBe(`${away}//evil.example/`)
  const link = `<a href="${away}//evil.example/">`
  expect(insertTag(link, { snippet: '', base: '/', origin: away }).html).toContain(link)
  await expect(siteSource(`${away}//evil.example/`)).rejects.toThrow('its path begins with //')
})

test('A link leads neither out of the folder nor to what is hidden in it.', async () => {
  put('pages/index.html', PAGE)
  put('pages/.env', 'KEY=1')
  put('outside.txt', 'secret')
  for (const name of ['.git', '.well-known', 'a']) mkdirSync(join(folder, 'pages', name))
  put('pages/.git/config', 'secret')
  put('pages/.git/index.html', 'secret')
  put('pages/a/b.txt', 'open')
  const link = (to: string, name: string) => symlinkSync(to, join(folder, 'pages', name))
  link('.env', 'env.txt')
  link('.git', 'git')
  link('env.txt', 'twice.txt')
  link('../outside.txt', 'out.txt')
  link('..', 'up')
  link('../pages/.env', 'round.txt')
  link('a', 'good')
  const origin = await serve(await folderSource(join(folder, 'pages/index.html')))
  const status = async (path: string) => [path, (await fetch(origin + path)).status]
  for (const path of [
    '/env.txt',
    '/git/config',
    '/git/',
    '/git',
    '/twice.txt',
    '/out.txt',
    '/up/outside.txt',
    '/up/pages/.env',
    '/round.txt',
    '/.env',
    '/%2eenv',
    '/a/..%2f.env',
  ])
    expect(await status(path)).toEqual([path, 404])
  expect(await status('/good/b.txt')).toEqual(['/good/b.txt', 200])
  // A folder that is only reachable through a link isn't served either.
  link('.git/index.html', 'history.html')
  await expect(folderSource(join(folder, 'pages/history.html'))).rejects.toThrow('is a link to')
})

describe('At the start', () => {
  /** An internal service, and a public one that redirects to it. */
  const services = async (to = (origin: string) => origin) => {
    const asked: string[] = []
    const other = await site((request, response) => {
      asked.push(String(request.url))
      response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
    })
    const origin = await site((request, response) => {
      if (request.url === '/own') return void response.writeHead(302, { location: '/page' }).end()
      if (request.url === '/page') return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
      response.writeHead(302, { location: to(other) }).end()
    })
    return { origin, other, asked }
  }

  test.each([
    ['a port', (origin: string) => `${origin}/shutdown`],
    ['a name', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
    ['a name below localhost', (origin: string) => origin.replace('127.0.0.1', 'a.localhost.')],
    ['a number', (origin: string) => origin.replace('127.0.0.1', '2130706433')],
    ['IPv6', (origin: string) => origin.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
    ['metadata of a cloud', () => 'http://169.254.169.254/latest/'],
  ])('a redirection to another local service, by %s, is refused, and that service isn’t asked', async (_, to) => {
    const { origin, asked } = await services(to)
    await expect(siteSource(origin)).rejects.toThrow('a service on this machine or its network')
    await expect(pageSource(origin, 'check')).rejects.toThrow('a service on this machine or its network')
    expect(asked).toEqual([])
  })

  test('redirections within the given site are followed, and a given local address is requested', async () => {
    const { origin, other } = await services()
    expect((await siteSource(`${origin}/own`)).first).toBe('/page')
    expect((await pageSource(`${origin}/own`, 'check')).address).toBe(`${origin}/page`)
    expect((await siteSource(other)).origin).toBe(other)
  })

  test('endless redirections are abandoned', async () => {
    let asked = 0
    const leading = async () => {
      asked++
      return new Response(null, { status: 302, headers: { location: '/' } })
    }
    await expect(follow('https://paper.example/', leading)).rejects.toThrow('more than 5 times')
    expect(asked).toBe(6)
  })
})

test('Local addresses are recognised in every notation, and public ones aren’t local.', () => {
  const octet = fc.nat(255)
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (address) => {
      const [a, b] = address as [number, number, number, number]
      const dotted = address.join('.')
      const local =
        [0, 10, 127].includes(a) ||
        (a === 172 && b >= 16 && b < 32) ||
        (a === 192 && b === 168) ||
        (a === 169 && b === 254) ||
        (a === 100 && b >= 64 && b < 128)
      const special = a >= 224 || (a === 192 && b === 0) || (a === 198 && (b === 18 || b === 19))
      if (local) expect(isLocalAddress(dotted)).toBe(true)
      else if (!special) expect(isLocalAddress(dotted)).toBe(false)
      expect(isLocalAddress(`::ffff:${dotted}`)).toBe(isLocalAddress(dotted))
      expect(isLocalAddress(`64:ff9b::${dotted}`)).toBe(isLocalAddress(dotted))
    }),
  )
  for (const address of ['::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '169.254.169.254', '10.0.0.1', '172.31.0.1'])
    expect([address, isLocalAddress(address)]).toEqual([address, true])
  for (const address of ['2606:4700::1111', '2001:4860:4860::8888', '93.184.215.14'])
    expect([address, isLocalAddress(address)]).toEqual([address, false])
})
