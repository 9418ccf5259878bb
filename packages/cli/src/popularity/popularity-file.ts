/** Writes the file that pages load, within its size limit. */
import type { PopularityHead } from './fit-texts.ts'
import type { Freshness } from './freshness.ts'

/** Maximum file size in bytes; pages reject larger files (runtime/site-files/load-ranking-files.ts). */
export const LARGEST_FILE = 256 * 1024

export interface PopularityFile {
  readonly text: string
  /** Number of addresses in the file. */
  readonly addresses: number
  /** Number of addresses that didn't fit. */
  readonly left: number
}

interface FileParts {
  /** Maximum addresses in the file. */
  readonly limit: number
  /** Milliseconds since 1970. */
  readonly newest: number
  readonly freshness?: Freshness | undefined
  /** Heads that predict the popularity of new stories. Default: omitted */
  readonly texts?: readonly PopularityHead[] | undefined
  /** The figure for pages that aren't listed in the file, given the number that are. Default: omitted */
  readonly unknown?: ((listed: number) => number) | undefined
}

/** Bytes reserved for `unknown`. */
const UNKNOWN_BYTES = '"unknown":0.123,'.length

/**
 * JSON with one address per line: `{"popularity": {"/story": 0.731}, "unknown": 0.12, "newest": "2026-11-24",
 * "freshness": {"halfLife": 31, "pages": 90}}`.
 *
 * @param figures the figures, highest first; the lowest are dropped if they don't all fit
 */
export function popularityFile(
  figures: ReadonlyMap<string, number>,
  { limit, newest, freshness, texts, unknown }: FileParts,
): PopularityFile {
  const more = {
    newest: new Date(newest).toISOString().slice(0, 10),
    ...(freshness && { freshness }),
    ...(texts?.length && { texts }),
  }
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
