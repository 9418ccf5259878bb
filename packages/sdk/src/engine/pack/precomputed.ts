/**
 * Vectors that come with a model: of short texts that every new reader's device would embed, as the page stores vectors,
 * in int8. A bundle may do without the file: then they are computed like all others.
 */

import { ModelError } from './errors.ts'
import { type Pack, textOf } from './files/load-files.ts'

export const PRECOMPUTED_FILE = 'precomputed.json'
const MOST_TEXTS = 1024
/** In characters, as UTF-16 has them: what an item's text has at most. */
const LONGEST_TEXT = 300

/** Vectors of length 1, by their texts. */
export type Precomputed = ReadonlyMap<string, Float32Array>

/** @returns nothing where the bundle has no such file */
export const readPrecomputed = (pack: Pack): Precomputed =>
  pack.names.includes(PRECOMPUTED_FILE)
    ? parsePrecomputed(textOf(pack, PRECOMPUTED_FILE), pack.manifest.table.output)
    : new Map()

/**
 * @param json `{"texts":[{"text":"…","vector":"…"}, …]}`, the vector as the Base64 of one int8 a dimension
 * @param width Numbers a vector has.
 * @throws ModelError `model-damaged` when it is anything else.
 */
export function parsePrecomputed(json: string, width: number): Precomputed {
  try {
    const { texts } = JSON.parse(json) as { texts: unknown }
    if (Array.isArray(texts) && texts.length > 0 && texts.length <= MOST_TEXTS)
      return new Map(texts.map((entry) => readEntry(entry, width)))
  } catch {
    // Not JSON, no Base64, or another shape: the same to whoever reads it.
  }
  throw new ModelError(
    'model-damaged',
    `${PRECOMPUTED_FILE} must list 1 to ${MOST_TEXTS} texts with vectors of ${width} int8 in Base64.`,
  )
}

function readEntry(entry: unknown, width: number): [string, Float32Array] {
  const { text, vector } = entry as { text: unknown; vector: unknown }
  if (typeof text !== 'string' || text.length > LONGEST_TEXT || typeof vector !== 'string') throw new TypeError()
  const values = Int8Array.from(atob(vector), (byte) => byte.charCodeAt(0))
  const length = Math.hypot(...values)
  if (values.length !== width || length === 0) throw new RangeError()
  return [text, Float32Array.from(values, (value) => value / length)]
}
