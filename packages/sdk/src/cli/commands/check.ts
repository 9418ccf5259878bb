import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { checkPage } from '../../check/check-page.ts'
import { reportText, wrap } from '../../check/report-text.ts'
import { CALL } from '../command.ts'
import { whyNot } from '../failure.ts'
import { print } from '../output.ts'
import { pageDocument } from '../page-document.ts'
import { UsageError } from '../usage.ts'

/** Milliseconds for a page, and bytes of one: what takes longer, or is larger, has other troubles. */
const PATIENCE = 10_000
const LARGEST = 5_000_000
/** Columns of a terminal. */
const WIDTH = 80

const BLIND = `This is the markup as the server sends it. Lists and items that scripts make later can't be seen from here: for
those, run inkling.check() in the console of the page.`

/** A page's text, at most {@link LARGEST} bytes of it. */
async function fetchPage(url: string): Promise<{ html: string; address: string }> {
  const response = await fetch(url, {
    headers: { accept: 'text/html', 'user-agent': 'inkling-check' },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((cause: Error) => {
    if (cause.name === 'TimeoutError') throw new UsageError(`${url} didn't answer within ${PATIENCE / 1000} seconds`)
    throw new UsageError(`${url} can't be reached: ${(cause.cause as Error | undefined)?.message ?? cause.message}`)
  })
  if (!response.ok) throw new UsageError(`${url} answered ${response.status}, and no page`)
  const type = response.headers.get('content-type') ?? 'text/html'
  if (!/html|xml/i.test(type)) throw new UsageError(`${url} is no page but ${type}`)
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > LARGEST) throw new UsageError(`${url} is larger than ${LARGEST / 1_000_000} MB`)
    parts.push(part)
  }
  const charset = /charset=["']?([\w-]+)/i.exec(type)?.[1]
  return { html: decode(Buffer.concat(parts), charset), address: response.url || url }
}

function decode(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** The first bytes of a file, one more than are read: a file may be endless. */
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

async function readPage(file: string): Promise<{ html: string; address: string }> {
  const bytes = await readStart(file).catch((cause: Error) => {
    const why = whyNot(cause) ?? `can't be read: ${cause.message}`
    throw new UsageError(`${file} ${why}: write ${CALL} check https://paper.example/ or ${CALL} check index.html`)
  })
  if (bytes.length > LARGEST) throw new UsageError(`${file} is larger than ${LARGEST / 1_000_000} MB`)
  // Where it will be served nobody knows; its links are as good as on any server.
  return { html: decode(bytes), address: `http://localhost/${encodeURIComponent(basename(file))}` }
}

/**
 * Does this page's markup work? Prints what was found, what wasn't, and what to write. The exit code is 1 when something
 * will not be ordered.
 *
 * @throws UsageError when there is no page to be had
 */
export async function check(page: string, { json }: { readonly json: boolean }): Promise<void> {
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(page)
  if (isAddress && !/^https?:/i.test(page))
    throw new UsageError(`check takes http and https: write ${CALL} check https://…`)
  const { html, address } = await (isAddress ? fetchPage(page) : readPage(page))
  const report = checkPage(pageDocument(html, address))
  // Before the report: whoever reads it may go after the first line.
  if (report.findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
  await print(
    json
      ? `${JSON.stringify(report, null, 2)}\n`
      : `${reportText(report, WIDTH)}\n${wrap(BLIND.replace(/\n/g, ' '), WIDTH)}\n`,
  )
}
