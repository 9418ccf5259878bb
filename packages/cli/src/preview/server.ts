import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { ARM_PARAMETER, PARAMETER } from '../../../sdk/src/developers/preview/personas.ts'
import { modelFolder } from '../files/release.ts'
import { Failure } from '../terminal/failure.ts'
import { type Answer, leadsElsewhere, type PageRequest, type Source, sentence } from './answer.ts'
import { decodePage } from './decode-page.ts'
import { insertTag } from './insert-tag.ts'
import type { Persona } from './persona-file.ts'

/** Path prefix for the release's files, unlikely to clash with the site's own paths. */
const OWN = '/__inkling/'
/** Files of the package that a page may request. */
const SERVED = /^(?:[\w-]+\.js|engine\/[\w-]+\.(?:js|wasm)|(?:models|personas)\/[\w./-]+)$/
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
}
/**
 * Maximum number of connections, and the timeout for request headers in milliseconds. This is enough for one developer
 * with a few tabs.
 */
const CONNECTIONS = 100
const PATIENCE = 10_000

export interface Preview {
  readonly source: Source & { readonly origin?: string }
  readonly persona: Persona
  /** Folder of the built package. */
  readonly dist: string
  /** Called once if any part of the page's own markup was removed. */
  readonly onReplaced: () => void
}

const header = ({ headers }: IncomingMessage, name: string) => String(headers[name] ?? '')

/**
 * Returns the Host header if it names this machine. Requests with any other host are rejected, because a foreign domain
 * may resolve to this machine (DNS rebinding).
 */
function hostOf(request: IncomingMessage): string | undefined {
  const host = header(request, 'host')
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host) ? host : undefined
}

async function ownFile({ persona, dist }: Preview, name: string): Promise<Answer> {
  if (!SERVED.test(name) || name.includes('..')) return sentence(404, 'the release has no such file')
  const body = name === `personas/${persona.name}.json` ? persona.json : undefined
  const read = body ?? (await readFile(await pathOf(dist, name)).catch(() => undefined))
  if (!read) return sentence(404, 'the release has no such file')
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  // Scripts may be cached for a minute; a reader's own export may change at any time.
  return { status: 200, headers: { 'content-type': type, ...(!body && { 'cache-control': 'max-age=60' }) }, body: read }
}

/** Path of one of the release's files; a model may be in a separate package. */
async function pathOf(dist: string, name: string): Promise<string> {
  const [, model, file] = /^models\/([^/]+)\/(.+)$/.exec(name) ?? []
  const folder = model && (await modelFolder(model, dist).catch(() => undefined))
  return folder ? join(folder, file!) : join(dist, name)
}

/** Whether the request is for a top-level page; frames and fragments are left unchanged. */
function isPage(request: IncomingMessage): boolean {
  const destination = header(request, 'sec-fetch-dest')
  return destination ? destination === 'document' : header(request, 'accept').includes('text/html')
}

/** Path and query without the persona parameter, which the site wouldn't recognise. */
function without({ pathname, searchParams }: URL): string {
  searchParams.delete(PARAMETER)
  searchParams.delete(ARM_PARAMETER)
  return pathname + (searchParams.size ? `?${searchParams}` : '')
}

async function answer(preview: Preview, snippet: string, host: string, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return sentence(405, 'a preview only reads: GET and HEAD')
  // The request line may contain anything, so treat it as a path on this server.
  const path = request.url?.startsWith('/') ? request.url : '/'
  const url = new URL(`http://${host}${path}`)
  if (leadsElsewhere(url.pathname)) return sentence(400, 'a preview has no path that begins with //')
  if (url.pathname.startsWith(OWN)) return ownFile(preview, url.pathname.slice(OWN.length))
  const { source, persona } = preview
  const page = isPage(request)
  if (page && !url.searchParams.has(PARAMETER)) {
    url.searchParams.set(PARAMETER, persona.name)
    return { status: 302, headers: { location: url.pathname + url.search }, body: Buffer.alloc(0) }
  }
  const asked: PageRequest = {
    path: url.searchParams.has(PARAMETER) ? without(url) : url.pathname + url.search,
    accept: header(request, 'accept') || '*/*',
    language: header(request, 'accept-language'),
    agent: header(request, 'user-agent'),
  }
  const got = await source.answer(asked)
  const type = got.headers['content-type'] ?? ''
  if (!page || !/html/i.test(type)) return got
  const base = `http://${host}${OWN}`
  const { html, replaced } = insertTag(decodePage(got.body, type), { snippet, base, origin: source.origin })
  if (replaced) preview.onReplaced()
  const headers = { ...got.headers, 'content-type': 'text/html; charset=utf-8' }
  return { ...got, headers, body: Buffer.from(html) }
}

function send(response: ServerResponse, { status, headers, body }: Answer, withBody: boolean): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers, 'content-length': body.length })
  response.end(withBody ? body : undefined)
}

/**
 * Serves the pages, with Inkling and a persona inserted, until the process ends. Only this machine can connect.
 *
 * @param port 0: any free port
 * @throws Failure if the port is in use
 */
export async function servePreview(preview: Preview, port: number): Promise<{ origin: string; server: Server }> {
  const snippet = (await readFile(join(preview.dist, 'snippet.js'), 'utf8')).trim()
  const server = createServer({ requestTimeout: PATIENCE, headersTimeout: PATIENCE }, (request, response) => {
    const host = hostOf(request)
    const answered = host
      ? answer(preview, snippet, host, request).catch((cause: Error) => sentence(500, cause.message))
      : Promise.resolve(sentence(421, 'a preview answers to localhost and 127.0.0.1 alone'))
    void answered.then((each) => send(response, each, request.method !== 'HEAD'))
  })
  server.maxConnections = CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? new Failure(`port ${port} is used by another program: write another port, or leave --port out`)
          : new Failure(`port ${port} can't be used: ${cause.message}`),
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
