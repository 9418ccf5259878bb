// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { check, checkPages } from '../src/commands/check.ts'

const LIST =
  '<ol data-inkling-list="top"><li><a href="/a">One story</a><li><a href="/b">Another</a><li><a href="/c">A third</a></ol><p id="x">'
const TAG = '<script async src="/inkling.js" data-model="/encoder-en/"></script>'

let folder = ''
let server: Server | undefined
let written = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-check-'))
  written = ''
  process.exitCode = undefined
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  process.exitCode = undefined
  rmSync(folder, { recursive: true })
  server?.close()
  server?.closeAllConnections()
  server = undefined
})

function file(html: string | Uint8Array): string {
  const path = join(folder, 'page.html')
  writeFileSync(path, html)
  return path
}

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/news/`
}

const ask = async (page: string) => {
  await check(page, { json: true })
  return JSON.parse(written) as import('../../sdk/src/developers/check/report/report.ts').CheckReport
}

test('A file without html, head, body and closing tags is parsed like in a browser; with only warnings, the exit code is 0.', async () => {
  const { lists, findings } = await ask(file(`<!doctype html><title>x</title>${TAG}${LIST}`))
  expect(lists[0]!.items.map(({ id }) => id)).toEqual(['/a', '/b', '/c'])
  expect(findings.map(({ severity }) => severity)).not.toContain('error')
  expect(process.exitCode).toBeUndefined()
})

test('If something isn’t ordered, the exit code is 1; the text says what the check can’t see.', async () => {
  await check(file('<p>Nothing</p>'), { json: false })
  expect(process.exitCode).toBe(1)
  expect(written).toContain('No list is marked')
  expect(written.replace(/\s+/g, ' ')).toContain('run inkling.check() in the console')
  for (const line of written.split('\n')) if (!line.trim().startsWith('<')) expect(line.length).toBeLessThanOrEqual(80)
})

test('Rows of a table that has no tbody in its markup are its items.', async () => {
  const rows =
    '<tr><th>Job</th></tr><tr><td><a href="/cook">A cook</a></td></tr><tr><td><a href="/pilot">A pilot</a></td></tr>'
  const { lists } = await ask(file(`<table data-inkling-list="jobs">${rows}</table>`))
  expect([lists[0]!.items.map(({ id }) => id), lists[0]!.fixed]).toEqual([['/cook', '/pilot'], 1])
})

test('The page’s address is used: a front page isn’t an item, an article is.', async () => {
  const article = `<article><h1>A story</h1><p>${'Words that say what it is about. '.repeat(40)}</p></article>`
  const address = await serve((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(article))
  expect((await ask(address)).page?.item.id).toBe('/news')
  written = ''
  const root = await ask(address.replace('/news/', '/'))
  expect(root.page).toBeUndefined()
  expect(root.findings.find(({ code }) => code === 'no-page-item')?.message).toContain('it is the front page')
})

test('The content of <noscript> is ignored.', async () => {
  const image = '<noscript><img alt="A picture for few"></noscript>'
  const { lists } = await ask(file(LIST.replace('One story', `${image}One story`)))
  expect(lists[0]!.items[0]).toEqual({ id: '/a', title: 'One story' })
})

test('For a page from a server, its own address and charset are used, and redirects are followed.', async () => {
  const address = await serve((request, response) => {
    if (request.url === '/news/') return response.writeHead(302, { location: '/moved/' }).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=windows-1251' })
    return response.end(
      Buffer.concat([
        Buffer.from(LIST.replace('/a', 'a').replace('One story', '')),
        Buffer.from([0xcb, 0xf3, 0xed, 0xfb]),
      ]),
    )
  })
  const { lists } = await ask(address)
  expect(lists[0]!.items.map(({ id }) => id)).toContain('/b')
})

test.each([
  ['answered with status 404', ((_, response) => response.writeHead(404).end()) as RequestListener],
  [
    'is not a page but image/png',
    ((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end()) as RequestListener,
  ],
  ['is larger than 5 MB', ((_, response) => response.writeHead(200).end('x'.repeat(5_000_001))) as RequestListener],
  ["can't be reached", ((request) => request.socket.destroy()) as RequestListener],
])('A server’s failure is reported in a sentence: %s.', async (sentence, answer) => {
  await expect(check(await serve(answer), { json: false })).rejects.toThrow(sentence)
})

test('A server that never responds times out.', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new DOMException('late', 'TimeoutError')))
  await expect(check(await serve(() => {}), { json: false })).rejects.toThrow("didn't answer within 10 seconds")
})

test.each([
  ['no-such-file.html', "isn't there"],
  ['ftp://paper.example/', 'takes http and https'],
])('%s: the message says what to write instead.', async (page, sentence) => {
  await expect(check(page, { json: false })).rejects.toThrow(sentence)
  await expect(check(page, { json: false })).rejects.toThrow('npx --no inkling check')
})

test('A file of more than 5 MB is rejected.', async () => {
  await expect(check(file('x'.repeat(5_000_001)), { json: false })).rejects.toThrow('larger than 5 MB')
})

const STORY = `<!doctype html><title>x</title>${TAG}<main><article><header><h1>Moons</h1></header><p>Found.</p></article></main>`

test('An article’s page needs no list: nothing is wrong with it.', async () => {
  const { findings, page } = await ask(file(STORY))
  expect(page?.item.title).toBe('Moons')
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(findings.find(({ code }) => code === 'no-list')?.severity).toBe('note')
  expect(process.exitCode).toBeUndefined()
})

describe('Several pages', () => {
  const pages = (...htmls: string[]) =>
    htmls.map((html, at) => {
      const path = join(folder, `${at}.html`)
      writeFileSync(path, html)
      return path
    })
  const GOOD = `<!doctype html><title>x</title>${TAG}${LIST}`
  const BAD = '<p>Nothing</p>'

  test.each([
    ['all of which work', [GOOD, STORY], undefined],
    ['one of which does not', [GOOD, BAD, STORY], 1],
  ])('%s: one report each, one summary and one exit code.', async (_, htmls, code) => {
    const paths = pages(...htmls)
    await checkPages(paths, { json: false })
    expect(process.exitCode).toBe(code)
    const summary = written.slice(written.indexOf(`${paths.length} pages\n`)).replace(/\s+/g, ' ')
    for (const path of paths) {
      expect(written.split(path).length).toBe(3)
      expect(summary).toContain(path)
    }
    expect(written.split('run inkling.check()').length).toBe(2)
  })

  test('A page that can’t be loaded is reported, and the others are still checked; the exit code is 2.', async () => {
    const [good, bad] = pages(GOOD, BAD)
    await checkPages([join(folder, 'missing.html'), bad!, good!], { json: true })
    expect(process.exitCode).toBe(2)
    expect(JSON.parse(written)).toMatchObject([
      { failure: expect.stringContaining("isn't there") },
      { of: bad, lists: [] },
      { of: good, lists: [{ name: 'top' }] },
    ])
  })

  test('As data, a single page gives the report itself; no page is an error.', async () => {
    await checkPages(pages(GOOD), { json: true })
    expect(JSON.parse(written)).toMatchObject({ lists: [{ name: 'top' }] })
    await expect(checkPages([], { json: false })).rejects.toThrow('write npx --no inkling check https://')
  })
})
