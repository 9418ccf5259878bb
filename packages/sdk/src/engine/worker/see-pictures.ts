import { type ImageEncoderModel, loadImageEncoder } from '../image-encoder/load-image-encoder.ts'
import type { Pixels } from '../image-encoder/shape.ts'
import { checkReady } from './make-ready.ts'
import { createPixelReader } from './pixels.ts'
import type { Prepare } from './service.ts'

/** A worker that embeds pictures. */
export const seePictures: Prepare<ImageEncoderModel, Pixels> = async (device, base, options) => {
  const model = await loadImageEncoder(base, options)
  const { name, version, space, output, side } = model.manifest
  const pixelsOf = createPixelReader(side)
  const golden = model.golden.map(({ pixels, vector }) => [pixels, vector] as const)
  const { embedder, ...measured } = await checkReady(device, model, golden)
  return {
    ...measured,
    model: { name, version, space, dims: [output], languages: [], deepest: 1 },
    embed: async (pictures) => ({
      vectors: await embedder.embed((pictures as ImageBitmap[]).map(pixelsOf)),
      computed: pictures.length,
    }),
  }
}
