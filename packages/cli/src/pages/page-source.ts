import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { whyNot } from '../terminal/failure.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'
import { follow } from './redirections.ts'

/** Timeout for loading a page, in milliseconds, and a page's maximum size in bytes. */
const PATIENCE = 10_000
const LARGEST = 5_000_000
export interface PageSource {
  readonly html: string
  /** URL of the page; for a file, a made-up URL. */
  readonly address: string
}

/** Fetches a page's text, up to {@link LARGEST} bytes. */
async function fetchPage(url: string): Promise<PageSource> {
  const signal = AbortSignal.timeout(PATIENCE)
  const headers = { accept: 'text/html', 'user-agent': 'inkling-check' }
  const { response, url: from } = await follow(url, (at) =>
    fetch(at, { headers, signal, redirect: 'manual' }).catch((cause: Error) => {
      if (cause.name === 'TimeoutError') throw new UsageError(`${url} didn't answer within ${PATIENCE / 1000} seconds`)
      throw new UsageError(`${url} can't be reached: ${(cause.cause as Error | undefined)?.message ?? cause.message}`)
    }),
  )
  if (!response.ok) throw new UsageError(`${url} answered with status ${response.status}`)
  const type = response.headers.get('content-type') ?? 'text/html'
  if (!/html|xml/i.test(type)) throw new UsageError(`${url} is not a page but ${type}`)
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > LARGEST) throw new UsageError(`${url} is larger than ${LARGEST / 1_000_000} MB`)
    parts.push(part)
  }
  const charset = /charset=["']?([\w-]+)/i.exec(type)?.[1]
  return { html: decode(Buffer.concat(parts), charset), address: from.href }
}

function decode(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** Reads at most one byte more than the limit, because a device file may be endless. */
async function readStart(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const parts: Uint8Array[] = []
    let bytes = 0
    for await (const part of handle.createReadStream({ end: LARGEST })) {
      parts.push(part as Uint8Array)
      bytes += (part as Uint8Array).length
      if (bytes > LARGEST) break
    }
    return Buffer.concat(parts)
  } finally {
    await handle.close().catch(() => undefined)
  }
}

async function readPage(file: string, command: string): Promise<PageSource> {
  const bytes = await readStart(file).catch((cause: Error) => {
    const why = whyNot(cause) ?? `can't be read: ${cause.message}`
    throw new UsageError(
      `${file} ${why}: write ${CALL} ${command} https://paper.example/ or ${CALL} ${command} index.html`,
    )
  })
  if (bytes.length > LARGEST) throw new UsageError(`${file} is larger than ${LARGEST / 1_000_000} MB`)
  // The real address is unknown, but any host will do for resolving links.
  return { html: decode(bytes), address: `http://localhost/${encodeURIComponent(basename(file))}` }
}

/**
 * Loads a page's markup from its server or from a file.
 *
 * @param command the command to name in error messages
 * @throws UsageError if the page can't be loaded
 */
export async function pageSource(page: string, command: string): Promise<PageSource> {
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(page)
  if (isAddress && !/^https?:/i.test(page))
    throw new UsageError(`${command} takes http and https: write ${CALL} ${command} https://…`)
  return isAddress ? fetchPage(page) : readPage(page, command)
}
