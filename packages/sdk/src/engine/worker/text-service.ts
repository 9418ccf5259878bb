import { loadModel, type Model } from '../model/load-model.ts'
import { infoOf } from '../pack/model-info.ts'
import type { Precomputed } from '../pack/precomputed.ts'
import { loadDeepTone, type ToneEmbed } from '../tone/tone-embedder.ts'
import { loadCheckedTexts } from './load-checked.ts'
import type { Prepare } from './serve.ts'

/** A worker that embeds texts. */
export const prepareTexts: Prepare<Model, string> = async (device, base, options) => {
  const model = await loadModel(base, options)
  const { embedder, ...measured } = await loadCheckedTexts(device, model)
  const { manifest, precomputed } = model
  const width = manifest.table.output
  /**
   * Loaded on first use. Resolves to undefined if the pack has no tone, or if this backend's tones differ from those
   * computed in training.
   */
  let toned: Promise<ToneEmbed | undefined> | undefined
  return {
    ...measured,
    model: infoOf(manifest),
    async embed(inputs, tone) {
      const texts = inputs as string[]
      if (tone) {
        // Faulty tone files must not prevent vectors from being computed. The page reads the same files for its table
        // and reports the fault.
        toned ??= loadDeepTone(base, options, embedder, width).catch(() => undefined)
        const withTone = await toned
        if (withTone) return { vectors: await withTone(texts), computed: texts.length }
      }
      return embedMissing(texts, precomputed, width, (rest) => embedder.embed(rest))
    },
  }
}

/**
 * Embeds texts, computing only those whose vectors didn't come with the model.
 *
 * @param width number of dimensions of a vector
 * @param compute returns one row per text, in order
 * @returns one row per text, in order, and the number of texts whose vectors were computed
 */
export async function embedMissing(
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
