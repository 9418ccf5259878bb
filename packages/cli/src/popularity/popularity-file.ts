/** The file that pages load: what is in it, and how large it may be. */
import type { Freshness } from './freshness.ts'

/** Bytes; the page reads no more (runtime/site-files/load-site-files.ts). */
export const LARGEST_FILE = 256 * 1024

export interface PopularityFile {
  readonly text: string
  /** Addresses in it. */
  readonly addresses: number
  /** Addresses with a figure that found no room. */
  readonly left: number
}

interface FileParts {
  /** Addresses in the file at most. */
  readonly limit: number
  /** Milliseconds since 1970. */
  readonly newest: number
  readonly freshness?: Freshness | undefined
  /** The figure of what isn't in a file with so many addresses. Default: nothing is said of it */
  readonly unknown?: ((listed: number) => number) | undefined
}

/** As many bytes as `unknown` takes. */
const UNKNOWN_BYTES = '"unknown":0.123,'.length

/**
 * JSON with an address a line: `{"popularity": {"/story": 0.731}, "unknown": 0.12, "newest": "2026-11-24", "freshness":
 * {"halfLife": 31, "pages": 90}}`.
 *
 * @param figures highest first: those at the end are left out where there are too many
 */
export function popularityFile(
  figures: ReadonlyMap<string, number>,
  { limit, newest, freshness, unknown }: FileParts,
): PopularityFile {
  const more = { newest: new Date(newest).toISOString().slice(0, 10), ...(freshness && { freshness }) }
  const endOf = (about: object) => `\n},${JSON.stringify(about).slice(1)}\n`
  let bytes = Buffer.byteLength(`{"popularity":{${endOf(more)}`) + UNKNOWN_BYTES
  const lines: string[] = []
  for (const [address, figure] of figures) {
    const line = `${JSON.stringify(address)}:${figure}`
    bytes += Buffer.byteLength(line) + 2
    if (lines.length >= limit || bytes > LARGEST_FILE) break
    lines.push(line)
  }
  return {
    text: `{"popularity":{\n${lines.join(',\n')}${endOf({ ...(unknown && { unknown: unknown(lines.length) }), ...more })}`,
    addresses: lines.length,
    left: figures.size - lines.length,
  }
}
