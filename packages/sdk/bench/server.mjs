/** Serves the built SDK, a release installed as on a site, and generated pages, to this machine only. */
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { BASE } from './release.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

/**
 * @param folders by address prefix, longest first: `{ '/inkling/': '/tmp/x/inkling', '/': 'dist' }`
 * @param pages by address: functions that generate the text for each request
 * @returns {Promise<{ origin: string, requests: string[], close(): Promise<void> }>}
 */
export async function serve({ folders, pages }) {
  const requests = []
  const packed = new Map()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    requests.push(pathname)
    // Cross-origin isolation gives a clock resolution of 5 µs instead of 100 µs, which would be a tenth of some
    // measurements.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream')
    const page = pages[pathname]
    if (page) {
      response.setHeader('cache-control', 'no-store')
      response.end(page())
      return
    }
    const [prefix, folder] = Object.entries(folders).find(([start]) => pathname.startsWith(start)) ?? []
    const file = folder && join(folder, pathname.slice(prefix.length))
    if (!file?.startsWith(folder + sep) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('cache-control', 'max-age=3600')
    // Compress text, as sites do.
    if (prefix === `${BASE}/` && /\.(?:js|json|txt)$/.test(file)) {
      if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file)))
      response.setHeader('content-encoding', 'br')
      response.end(packed.get(file))
      return
    }
    response.setHeader('content-length', statSync(file).size)
    createReadStream(file).pipe(response)
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

export const text = (file) => readFileSync(file, 'utf8')
