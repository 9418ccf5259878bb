import type { StoredVector } from '../types.ts'
import { quantise } from './quantise.ts'

/** Number of texts per call to the engine. At most this many are lost if the reader leaves. */
const AT_ONCE = 16
/** Number of texts sorted by length at a time; small enough that the page's first items are still embedded first. */
const SORTED = 4 * AT_ONCE

/**
 * Embeds texts in batches, as quantised vectors.
 *
 * @param texts the texts, keyed by fingerprint, most important first
 * @param embed resolves to undefined once the engine has ended
 * @param keep stores each batch as soon as it is made
 * @returns whether any vectors were made
 */
export async function embedTexts(
  texts: ReadonlyMap<string, string>,
  embed: (texts: readonly string[]) => Promise<Float32Array[] | undefined>,
  keep: (vectors: ReadonlyMap<string, StoredVector>) => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  const all = [...texts]
  const queue: typeof all = []
  // Group texts by length, since a batch is padded to its longest text.
  while (all.length) queue.push(...all.splice(0, SORTED).sort(([, a], [, b]) => a.length - b.length))
  let made = false
  while (queue.length && !signal.aborted) {
    const part = queue.splice(0, AT_ONCE)
    const vectors = await embed(part.map(([, text]) => text))
    if (!vectors || signal.aborted) break
    await keep(new Map(part.map(([fingerprint], i) => [fingerprint, quantise(vectors[i]!)])))
    made = true
  }
  return made
}
