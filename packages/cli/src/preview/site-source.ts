import { follow } from '../pages/redirections.ts'
import { UsageError } from '../terminal/usage.ts'
import {
  type Answer,
  LARGEST_FILE,
  LARGEST_PAGE,
  type PageRequest,
  pathWithin,
  type Source,
  sentence,
} from './answer.ts'

/** Response timeout in milliseconds. */
const PATIENCE = 20_000
/** Response headers to pass on. All others are dropped, including policies, cookies and content encoding. */
const PASSED = ['content-type', 'location', 'access-control-allow-origin']

const isHtml = (type: string | null) => /html/i.test(type ?? '')
/** Sends no cookies, so the preview shows pages as signed-out visitors see them. */
const ask = (url: URL, { accept, language, agent }: Omit<PageRequest, 'path'>) =>
  fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
    headers: { accept, 'user-agent': agent, ...(language && { 'accept-language': language }) },
  })

const whyOf = (cause: unknown): string => {
  const { name, message, cause: deeper } = cause as Error
  if (name === 'TimeoutError') return `didn't answer within ${PATIENCE / 1000} seconds`
  return `can't be reached: ${(deeper as Error | undefined)?.message || (deeper as NodeJS.ErrnoException | undefined)?.code || message}`
}

/** Reads a decompressed body. Returns undefined, and stops reading, if the body is too large. */
async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const most = isHtml(response.headers.get('content-type')) ? LARGEST_PAGE : LARGEST_FILE
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Follows the address's redirects, as a browser would for its first request. @throws UsageError */
async function resolved(address: string): Promise<URL> {
  const { response, url } = await follow(address, (at) => {
    if (at.username || at.password)
      throw new UsageError(
        "preview takes an address without user name and password, because it doesn't pass on credentials",
      )
    return ask(at, { accept: 'text/html', language: '', agent: 'inkling-preview' }).catch((cause) => {
      throw new UsageError(`${at.href} ${whyOf(cause)}`)
    })
  })
  void response.body?.cancel()
  if (!response.ok) throw new UsageError(`${url.href} answered with status ${response.status}`)
  const type = response.headers.get('content-type')
  if (!isHtml(type)) throw new UsageError(`${url.href} is not a page but ${type}`)
  if (pathWithin(url, url.origin) === undefined)
    throw new UsageError(
      `${url.href} can't be previewed: its path begins with //, which a link would take for another host`,
    )
  return url
}

async function fetched(origin: string, { path, ...as }: PageRequest): Promise<Answer> {
  const response = await ask(new URL(origin + path), as)
  const body = await bodyOf(response)
  if (!body) return sentence(502, `${origin}${path} is too large to be previewed`)
  const headers = Object.fromEntries(
    PASSED.flatMap(
      (name) =>
        response.headers
          .get(name)
          ?.split('\n')
          .map((value) => [name, value]) ?? [],
    ),
  )
  const { location } = headers
  if (location && URL.canParse(location, origin + path)) {
    const to = new URL(location, origin + path)
    // Redirects within the site stay in the preview; others leave it.
    headers['location'] = pathWithin(to, origin) ?? to.href
  }
  return { status: response.status, headers, body }
}

/**
 * Serves the pages of a single origin.
 *
 * @throws UsageError if the address is invalid or returns no page
 */
export async function siteSource(address: string): Promise<Source & { readonly origin: string }> {
  const { origin, pathname, search } = await resolved(address)
  return {
    origin,
    first: pathname + search,
    answer: (asked) =>
      fetched(origin, asked).catch((cause: unknown) => sentence(502, `${origin}${asked.path} ${whyOf(cause)}`)),
  }
}
