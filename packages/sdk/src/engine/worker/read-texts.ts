import { loadModel, type Model } from '../model/load-model.ts'
import { infoOf } from '../pack/model-info.ts'
import { loadDeepTone, type ToneEmbed } from '../tone/tone-embedder.ts'
import { embedTheRest } from './embed-the-rest.ts'
import { makeReady } from './make-ready.ts'
import type { Prepare } from './service.ts'

/** A worker that reads texts. */
export const readTexts: Prepare<Model, string> = async (device, base, options) => {
  const model = await loadModel(base, options)
  const { embedder, ...measured } = await makeReady(device, model)
  const { manifest, precomputed } = model
  const width = manifest.table.output
  /** Loaded when it is first asked for. */
  let toned: Promise<ToneEmbed | undefined> | undefined
  return {
    ...measured,
    model: infoOf(manifest),
    async embed(inputs, tone) {
      const texts = inputs as string[]
      if (tone) {
        toned ??= loadDeepTone(base, options, embedder, width)
        const withTone = await toned
        if (withTone) return { vectors: await withTone(texts), computed: texts.length }
      }
      return embedTheRest(texts, precomputed, width, (rest) => embedder.embed(rest))
    },
  }
}
