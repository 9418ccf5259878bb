/** What a worker does for its page: it reads texts, or it looks at pictures. */

import type { Device } from '../backends/backend.ts'
import { loadModel } from '../model/load-model.ts'
import type { LoadOptions } from '../pack/load-files.ts'
import { infoOf, type ModelInfo } from '../pack/model-info.ts'
import { loadSeer } from '../seer/load-seer.ts'
import { embedTheRest } from './embed-the-rest.ts'
import { makeReady, makeSeerReady, type Readiness } from './make-ready.ts'
import { createPixelReader } from './pixels.ts'

export interface Service extends Pick<Readiness, 'goldenCosine' | 'milliseconds'> {
  readonly model: ModelInfo
  /** @returns One row an input, and how many were computed: the vectors of others came with the model. */
  embed(inputs: readonly unknown[]): Promise<{ readonly vectors: Float32Array; readonly computed: number }>
}

export async function readTexts(device: Device, base: string, options: LoadOptions): Promise<Service> {
  const model = await loadModel(base, options)
  const { embedder, ...measured } = await makeReady(device, model)
  const { manifest, precomputed } = model
  return {
    ...measured,
    model: infoOf(manifest),
    embed: (texts) => embedTheRest(texts as string[], precomputed, manifest.table.output, embedder.embed),
  }
}

export async function seePictures(device: Device, base: string, options: LoadOptions): Promise<Service> {
  const model = await loadSeer(base, options)
  const { name, version, space, output, side } = model.manifest
  const pixelsOf = createPixelReader(side)
  const { embedder, ...measured } = await makeSeerReady(device, model)
  return {
    ...measured,
    model: { name, version, space, dims: [output], languages: [], deepest: 1 },
    embed: async (pictures) => ({
      vectors: await embedder.embed((pictures as ImageBitmap[]).map(pixelsOf)),
      computed: pictures.length,
    }),
  }
}
