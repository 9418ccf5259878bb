import type { StoredVector } from '../types.ts'
import { quantise } from './quantise.ts'

/** Texts handed to the engine at once: what is lost when a page is left in mid-work. */
const AT_ONCE = 16
/** Texts sorted by their lengths at once: few enough that the first ones, which the page shows, come first. */
const SORTED = 4 * AT_ONCE

/**
 * Makes vectors at rest of texts, a few at a time.
 *
 * @param texts by fingerprint, the most wanted first
 * @param embed gives undefined when there is no engine any more
 * @param keep takes each few as soon as they are made
 * @returns whether any was made
 */
export async function embedTexts(
  texts: ReadonlyMap<string, string>,
  embed: (texts: readonly string[]) => Promise<Float32Array[] | undefined>,
  keep: (vectors: ReadonlyMap<string, StoredVector>) => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  const all = [...texts]
  const queue: typeof all = []
  // Texts of like length together: a batch is as long as its longest text.
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
