/** Serves the built SDK, a release installed as on a site, and generated pages, to this machine only. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { BASE } from './release.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** Compresses a release's text, as sites do. */
const textOfRelease = (prefix, file) => prefix === `${BASE}/` && /\.(?:js|json|txt)$/.test(file)

/**
 * @param folders by address prefix, longest first: `{ '/inkling/': '/tmp/x/inkling', '/': 'dist' }`
 * @param pages by address: functions that generate the text for each request
 * @param isPacked which files are compressed; a file's neighbour `.br` is used if there is one
 * @param isIsolated whether pages get the headers of cross-origin isolation
 * @returns {Promise<{ origin: string, requests: string[], sent: { bytes: number, open: number }, close(): Promise<void> }>}
 *   `sent`: bytes of all bodies so far, and responses that are under way
 */
export async function serve({ folders, pages, isPacked = textOfRelease, isIsolated = true }) {
  const requests = []
  const sent = { bytes: 0, open: 0 }
  const packed = new Map()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    requests.push(pathname)
    sent.open++
    response.once('close', () => sent.open--)
    if (isIsolated) {
      // Cross-origin isolation gives a clock resolution of 5 µs instead of 100 µs, which would be a tenth of some
      // measurements.
      response.setHeader('cross-origin-opener-policy', 'same-origin')
      response.setHeader('cross-origin-embedder-policy', 'require-corp')
    }
    const end = (body) => {
      if (request.method === 'GET') sent.bytes += Buffer.byteLength(body)
      response.end(body)
    }
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream')
    const page = pages[pathname]
    if (page) {
      response.setHeader('cache-control', 'no-store')
      const text = page()
      if (!isPacked('', pathname)) return end(text)
      if (!packed.has(text)) packed.set(text, brotliCompressSync(text))
      response.setHeader('content-encoding', 'br')
      end(packed.get(text))
      return
    }
    const [prefix, folder] = Object.entries(folders).find(([start]) => pathname.startsWith(start)) ?? []
    const file = folder && join(folder, pathname.slice(prefix.length))
    if (!file?.startsWith(folder + sep) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('cache-control', 'max-age=3600')
    if (isPacked(prefix, file)) {
      const ready = `${file}.br`
      if (!packed.has(file))
        packed.set(file, existsSync(ready) ? readFileSync(ready) : brotliCompressSync(readFileSync(file)))
      response.setHeader('content-encoding', 'br')
      end(packed.get(file))
      return
    }
    const { size } = statSync(file)
    if (request.method === 'GET') sent.bytes += size
    response.setHeader('content-length', size)
    createReadStream(file).pipe(response)
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

export const text = (file) => readFileSync(file, 'utf8')
