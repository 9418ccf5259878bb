import { loadSeer, type SeerModel } from '../seer/load-seer.ts'
import type { Pixels } from '../seer/shape.ts'
import { checkReady } from './make-ready.ts'
import { createPixelReader } from './pixels.ts'
import type { Prepare } from './service.ts'

/** A worker that looks at pictures. */
export const seePictures: Prepare<SeerModel, Pixels> = async (device, base, options) => {
  const model = await loadSeer(base, options)
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
