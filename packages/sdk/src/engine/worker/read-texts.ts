import { loadModel, type Model } from '../model/load-model.ts'
import { infoOf } from '../pack/model-info.ts'
import { loadDeepTone, type ToneEmbed } from '../tone/tone-embedder.ts'
import { embedTheRest } from './embed-the-rest.ts'
import { makeReady } from './make-ready.ts'
import type { Prepare } from './service.ts'

/** A worker that embeds texts. */
export const readTexts: Prepare<Model, string> = async (device, base, options) => {
  const model = await loadModel(base, options)
  const { embedder, ...measured } = await makeReady(device, model)
  const { manifest, precomputed } = model
  const width = manifest.table.output
  /**
   * Loaded on first use. Resolves to undefined if the pack has no tone, or if this backend computes another tone than
   * training did.
   */
  let toned: Promise<ToneEmbed | undefined> | undefined
  return {
    ...measured,
    model: infoOf(manifest),
    async embed(inputs, tone) {
      const texts = inputs as string[]
      if (tone) {
        // A fault in the tone files must not fail the vectors. The page reads the same files for its table, and reports
        // it.
        toned ??= loadDeepTone(base, options, embedder, width).catch(() => undefined)
        const withTone = await toned
        if (withTone) return { vectors: await withTone(texts), computed: texts.length }
      }
      return embedTheRest(texts, precomputed, width, (rest) => embedder.embed(rest))
    },
  }
}
