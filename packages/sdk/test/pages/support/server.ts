import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
}
/** A page to navigate from, since loading the same page again would be a reload. */
const EMPTY = '/empty'
/** Milliseconds after which the server stops, whatever happens to the tests. */
const LONGEST_LIFE = 30 * 60_000
/** Milliseconds between the parts of a streamed page. */
const BETWEEN_PARTS = 120

export interface Page {
  /** Parts sent one after another with a pause in between. */
  readonly parts: readonly string[]
  readonly headers?: Headers
}

export interface PageServer {
  /** http://127.0.0.1:port */
  readonly origin: string
  /** An empty page. */
  readonly empty: string
  close(): Promise<void>
}

type Headers = Readonly<Record<string, string>>

interface Served {
  /** The folder served under /inkling/. */
  readonly folder: string
  /** Returns the page at a path, or undefined if there is none. */
  readonly page: (path: string) => Page | undefined
  /** Headers sent with each file of the folder. */
  readonly headers?: Headers | (() => Headers)
}

async function sendParts(response: ServerResponse, { parts, headers }: Page): Promise<void> {
  response.writeHead(200, { 'content-type': TYPES['.html'], 'cache-control': 'no-store', ...headers })
  for (const [at, part] of parts.entries()) {
    if (at) await new Promise((resolve) => setTimeout(resolve, BETWEEN_PARTS))
    response.write(part)
  }
  response.end()
}

/** Serves pages and a release on loopback. */
export async function serve({ folder, page, headers = {} }: Served): Promise<PageServer> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const found =
      path === EMPTY ? { parts: ['<!doctype html><html lang="en"><title>Empty</title></html>'] } : page(path)
    if (found) {
      void sendParts(response, found)
      return
    }
    const file = path.startsWith('/inkling/') ? join(folder, normalize(path.slice('/inkling'.length))) : ''
    if (file && existsSync(file) && statSync(file).isFile()) {
      const type = TYPES[extname(file)] ?? 'application/octet-stream'
      response.writeHead(200, {
        'content-type': type,
        'cache-control': 'max-age=3600',
        ...(typeof headers === 'function' ? headers() : headers),
      })
      response.end(readFileSync(file))
      return
    }
    // Browsers request an icon by themselves, and a 404 would be an error in the console.
    response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const watchdog = setTimeout(() => server.closeAllConnections(), LONGEST_LIFE)
  watchdog.unref()
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    empty: origin + EMPTY,
    close: () =>
      new Promise((resolve) => {
        clearTimeout(watchdog)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
