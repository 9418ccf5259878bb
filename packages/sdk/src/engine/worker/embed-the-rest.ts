import type { Precomputed } from '../pack/precomputed.ts'

/**
 * Embeds texts, computing only those whose vectors didn't come with the model.
 *
 * @param width dimensions of a vector
 * @param compute returns one row per text, in order
 * @returns one row per text, in order, and how many were computed
 */
export async function embedTheRest(
  texts: readonly string[],
  known: Precomputed,
  width: number,
  compute: (texts: readonly string[]) => Promise<Float32Array>,
): Promise<{ readonly vectors: Float32Array; readonly computed: number }> {
  const rest = texts.filter((text) => !known.has(text))
  const rows = await compute(rest)
  const computed = rest.length
  if (computed === texts.length) return { vectors: rows, computed }
  const vectors = new Float32Array(texts.length * width)
  let row = 0
  for (const [i, text] of texts.entries())
    vectors.set(known.get(text) ?? rows.subarray(row * width, ++row * width), i * width)
  return { vectors, computed }
}
