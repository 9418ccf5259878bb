import { loadModel, type Model } from '../model/load-model.ts'
import { infoOf } from '../pack/model-info.ts'
import { embedTheRest } from './embed-the-rest.ts'
import { makeReady } from './make-ready.ts'
import type { Prepare } from './service.ts'

/** A worker that reads texts. */
export const readTexts: Prepare<Model, string> = async (device, base, options) => {
  const model = await loadModel(base, options)
  const { embedder, ...measured } = await makeReady(device, model)
  const { manifest, precomputed } = model
  return {
    ...measured,
    model: infoOf(manifest),
    embed: (texts) => embedTheRest(texts as string[], precomputed, manifest.table.output, embedder.embed),
  }
}
