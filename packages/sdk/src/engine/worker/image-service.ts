import { type ImageEncoderModel, loadImageEncoder } from '../image-encoder/load-image-encoder.ts'
import type { Pixels } from '../image-encoder/manifest.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { loadChecked } from './load-checked.ts'
import type { Prepare } from './serve.ts'

/** A worker that embeds pictures. */
export const prepareImages: Prepare<ImageEncoderModel, Pixels> = async (device, base, options) => {
  const model = await loadImageEncoder(base, options)
  const { name, version, space, output, side } = model.manifest
  const pixelsOf = createPixelReader(side)
  const golden = model.golden.map(({ pixels, vector }) => [pixels, vector] as const)
  const { embedder, ...measured } = await loadChecked(device, model, golden)
  return {
    ...measured,
    model: { name, version, space, dims: [output], languages: [], deepest: 1 },
    embed: async (pictures) => ({
      vectors: await embedder.embed((pictures as ImageBitmap[]).map(pixelsOf)),
      computed: pictures.length,
    }),
  }
}

/**
 * Turns the page's bitmaps into pixels on a white background, because transparent pixels have no defined colour.
 *
 * @throws UnsupportedError if workers can't draw; SecurityError if a picture is cross-origin and may not be read
 */
function createPixelReader(side: number): (picture: ImageBitmap) => Pixels {
  const context =
    typeof OffscreenCanvas === 'undefined'
      ? null
      : new OffscreenCanvas(side, side).getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new UnsupportedError("This browser can't draw pictures in workers.")
  return (picture) => {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, side, side)
    context.drawImage(picture, 0, 0, side, side)
    return context.getImageData(0, 0, side, side).data
  }
}
