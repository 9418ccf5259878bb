/**
 * Precomputed int8 vectors shipped with a model, for short texts that every new reader's device would otherwise have to
 * embed. The file is optional; without it, these texts are embedded like all others.
 */

import { ModelError } from './errors.ts'
import { type Pack, textOf } from './files/load-files.ts'

export const PRECOMPUTED_FILE = 'precomputed.json'
const MOST_TEXTS = 1024
/** In UTF-16 code units; the same as the limit for an item's text. */
const LONGEST_TEXT = 300

/** Vectors of length 1, keyed by text. */
export type Precomputed = ReadonlyMap<string, Float32Array>

/** @returns an empty map if the bundle has no such file */
export const readPrecomputed = (pack: Pack): Precomputed =>
  pack.names.includes(PRECOMPUTED_FILE)
    ? parsePrecomputed(textOf(pack, PRECOMPUTED_FILE), pack.manifest.table.output)
    : new Map()

/**
 * @param json `{"texts":[{"text":"…","vector":"…"}, …]}`; the vector is Base64 of one int8 per dimension
 * @param width number of dimensions of a vector
 * @throws ModelError `model-damaged` if the JSON is anything else
 */
export function parsePrecomputed(json: string, width: number): Precomputed {
  try {
    const { texts } = JSON.parse(json) as { texts: unknown }
    if (Array.isArray(texts) && texts.length > 0 && texts.length <= MOST_TEXTS)
      return new Map(texts.map((entry) => readEntry(entry, width)))
  } catch {
    // Invalid JSON, Base64 and structure are all reported below.
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
