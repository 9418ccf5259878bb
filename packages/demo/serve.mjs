/**
 * Serves public/ to this machine only, with the security headers that a careful site would send.
 *
 * PORT=8080 node serve.mjs
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { magazine } from './src/editions.mjs'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt; charset=utf-8',
}
const textual = /^(?:text\/|application\/json|image\/svg|application\/wasm)/
const compressBelow = 32 * 1024 * 1024

/** Files that pages of other origins may read: sandboxed frames, such as the one of /try/, have an origin of their own. */
const shareable = /^\/(?:inkling|assets)\//
/** Files of a release never change and may be cached for ever; all others are revalidated. */
const released = /^\/inkling\/\d+\.\d+\.\d+[^/]*\//

/** @returns {import('node:http').Server} not yet listening */
export function createServer({ root = join(dirname(fileURLToPath(import.meta.url)), 'public') } = {}) {
  const base = resolve(root)
  const headersFile = join(base, 'headers.json')
  const shared = existsSync(headersFile) ? JSON.parse(readFileSync(headersFile, 'utf8')) : {}
  const squeezed = new Map()

  return createHttpServer((request, response) => {
    for (const [name, value] of Object.entries(shared)) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const found = locate(base, request.url)
    if (found.status === 301) {
      response.writeHead(301, { location: found.location }).end()
      return
    }
    if (found.status === 400) {
      response.writeHead(400, { 'content-type': types['.txt'] }).end('Bad request\n')
      return
    }
    send({ ...found, base, request, response, squeezed })
  })
}

/** The file for an address. Rejects invalid addresses, and paths that lead outside the root. */
function locate(base, url) {
  let path
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0])
  } catch {
    return { status: 400 }
  }
  if (!path.startsWith('/') || path.includes('\0') || path.includes('\\')) return { status: 400 }
  if (path.split('/').includes('..')) return { status: 400 }
  let file = resolve(base, `.${path}`)
  if (file !== base && !file.startsWith(base + sep)) return { status: 400 }
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat?.isDirectory()) {
    // Relative links on a section's page need the trailing slash. Leading slashes are collapsed, because `//host` would
    // redirect to another host.
    if (!path.endsWith('/')) return { status: 301, location: `/${path.replace(/^\/+/, '')}/` }
    file = join(file, 'index.html')
  }
  if (stat && existsSync(file) && !(stat.isFile() && path.endsWith('/'))) return { status: 200, file, path }
  return { status: 404, file: missingPage(base, file), path }
}

/** The 404 page of the nearest folder that has one: each part of the site, and each edition, has its own. */
function missingPage(base, file) {
  for (let folder = dirname(file); folder.startsWith(base); folder = dirname(folder)) {
    const page = join(folder, '404.html')
    if (existsSync(page) || folder === base) return page
  }
  return join(base, '404.html')
}

function send({ status, file, path, request, response, squeezed }) {
  if (!existsSync(file)) {
    response.writeHead(404, { 'content-type': types['.txt'] }).end('Not found\n')
    return
  }
  const { size, mtimeMs } = statSync(file)
  const type = types[extname(file)] ?? 'application/octet-stream'
  const encoding =
    size < compressBelow && textual.test(type) ? pickEncoding(request.headers['accept-encoding']) : undefined
  const etag = `"${createHash('sha256')
    .update(`${file}:${size}:${mtimeMs}:${encoding ?? ''}`)
    .digest('base64url')
    .slice(0, 22)}"`
  response.setHeader('content-type', type)
  if (shareable.test(path)) response.setHeader('access-control-allow-origin', '*')
  response.setHeader(
    'cache-control',
    released.test(path) && status === 200 ? 'public, max-age=31536000, immutable' : 'no-cache',
  )
  response.setHeader('etag', etag)
  if (textual.test(type)) response.setHeader('vary', 'accept-encoding')
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }
  if (encoding) {
    const key = `${etag}${encoding}`
    if (!squeezed.has(key)) squeezed.set(key, squeeze(readFileSync(file), encoding))
    const body = squeezed.get(key)
    response.writeHead(status, { 'content-encoding': encoding, 'content-length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
    return
  }
  response.writeHead(status, { 'content-length': size })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
}

function pickEncoding(accepted = '') {
  const names = accepted
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
  const offered = new Set(names.map((part) => part.split(';')[0]))
  return offered.has('br') ? 'br' : offered.has('gzip') ? 'gzip' : undefined
}

function squeeze(bytes, encoding) {
  if (encoding === 'gzip') return gzipSync(bytes)
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 8080)
  const server = createServer()
  server.on('error', (error) => {
    console.error(
      `serve: ${error.code === 'EADDRINUSE' ? `port ${port} is taken; set PORT to another` : error.message}`,
    )
    process.exitCode = 1
  })
  // Loopback only.
  server.listen(port, 'localhost', () =>
    console.log(
      `Inkling's page is open at http://localhost:${port}, its magazine at http://localhost:${port}${magazine}/`,
    ),
  )
}
