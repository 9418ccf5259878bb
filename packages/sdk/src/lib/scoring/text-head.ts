/**
 * A linear model that predicts from a text's vector how well the text does. A site fits it to its own counts
 * (`--texts`), and pages apply it to texts that have no counts yet.
 */

import type { StoredVector, VectorOrigin } from '../../types.ts'
import { dot } from '../cosine.ts'
import { defined, type JsonReader } from '../json/json-reader.ts'

export interface TextHead {
  /** The pack whose vectors the weights apply to, as `space/name@version`. Each language has its own pack. */
  readonly by: string
  /** Weights (D), in log-odds per unit of a vector of length 1. */
  readonly weights: Float64Array
  /** Added to the product, in log-odds, so that the site's average text scores 0. */
  readonly offset: number
}

/** Version of the format. Readers of the file reject any other. */
export const HEAD_VERSION = 1
/** Maximum number of heads in a file, one per pack. */
export const MAX_HEADS = 20
/** Predictions are clipped to ± this value, in log-odds: counts in a file have about the same range. */
const MOST = 3
const MAX_DIMENSIONS = 1024
/** Characters of base64 for {@link MAX_DIMENSIONS} bytes. */
const MAX_BASE64 = Math.ceil(MAX_DIMENSIONS / 3) * 4
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const ORIGIN = /^[a-z0-9.-]{1,64}\/[a-z0-9.-]{1,64}@[a-z0-9.+-]{1,64}$/i

/**
 * @throws TypeError that names the field and states what to write
 */
function weightsIn(file: JsonReader): Float64Array {
  const text = file.text('weights', MAX_BASE64 + 1) ?? ''
  if (!text || text.length > MAX_BASE64 || !BASE64.test(text))
    return file.fail('weights', `1 to ${MAX_DIMENSIONS} bytes in base64`)
  const scale = file.number('scale', 0, 1) ?? file.fail('scale', 'a number from 0 to 1')
  return Float64Array.from(atob(text), (byte) => ((byte.charCodeAt(0) << 24) >> 24) * scale)
}

/** @throws TypeError that names the field and states what to write */
export function readTextHead(file: JsonReader): TextHead {
  if (file.number('version', 0, 1000) !== HEAD_VERSION)
    file.fail('version', `${HEAD_VERSION}, or fit the file with this release`)
  return defined({
    by: file.matching('by', (text) => ORIGIN.test(text), 'space/name@version') ?? file.fail('by', 'space/name@version'),
    weights: weightsIn(file),
    offset: file.number('offset', -MOST, MOST) ?? 0,
  })
}

/** The vectors on a device, keyed by fingerprint. */
export interface KnownVectors {
  readonly vectors: ReadonlyMap<string, StoredVector>
  readonly replica: { readonly origins: ReadonlyMap<string, VectorOrigin> }
}

/** A vector that a head applies to. */
export interface TextVector<T extends TextHead> {
  readonly head: T
  /** Predicted log-odds relative to the site's average text, −{@link MOST} to {@link MOST}. */
  readonly logOdds: number
}

/** @returns undefined if the text has no vector, or none of the heads was fitted to its pack */
export function predictText<T extends TextHead>(
  heads: readonly T[],
  fingerprint: string,
  known: KnownVectors | undefined,
): TextVector<T> | undefined {
  const vector = known?.vectors.get(fingerprint)
  const by = known?.replica.origins.get(fingerprint)?.by
  const head = vector && heads.find((each) => each.by === by && each.weights.length === vector.length)
  const length = head && Math.sqrt(dot(vector, vector))
  if (!head || !length) return undefined
  const logOdds = dot(head.weights, vector) / length + head.offset
  return { head, logOdds: Math.min(MOST, Math.max(-MOST, logOdds)) }
}
