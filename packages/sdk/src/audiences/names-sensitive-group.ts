/**
 * Recognises phrases that name a sensitive group by their vectors: a multinomial logistic regression over eight kinds of
 * groups and none, trained by models/training/groups.py on phrases in five languages, with the vectors of both depths.
 */

import { dot } from '../lib/cosine.ts'
import type { StoredVector } from '../types.ts'
import { BIASES, SCALE, THRESHOLD, WEIGHTS } from './group-weights.ts'

/** Dimensions of the vectors that the weights are for. */
const WIDTH = 128

const weights = Int8Array.from(atob(WEIGHTS), (byte) => byte.charCodeAt(0)) // (8, WIDTH)

/**
 * Whether a phrase's vector shows that the phrase names a sensitive group. docs/audiences.md states the accuracy.
 *
 * @returns false if there is no vector, or if it has another width than the packs' vectors
 */
export function namesSensitiveGroup(vector: StoredVector | undefined): boolean {
  if (vector?.length !== WIDTH) return false
  const scale = SCALE / (Math.sqrt(dot(vector, vector)) || 1)
  // The odds of each kind against none.
  const odds = BIASES.map((bias, kind) =>
    Math.exp(bias + scale * dot(vector, weights.subarray(kind * WIDTH, (kind + 1) * WIDTH))),
  )
  return Math.log(odds.reduce((sum, each) => sum + each)) > THRESHOLD
}
