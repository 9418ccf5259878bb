/** A picture as the page hands it over → its pixels, on white: what is transparent has no colour of its own. */

import type { Pixels } from '../image-encoder/shape.ts'
import { UnsupportedError } from '../pack/errors.ts'

/** @throws UnsupportedError where a worker can't draw; SecurityError for a picture of another origin that doesn't allow it. */
export function createPixelReader(side: number): (picture: ImageBitmap) => Pixels {
  const context =
    typeof OffscreenCanvas === 'undefined'
      ? null
      : new OffscreenCanvas(side, side).getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new UnsupportedError('This browser draws no pictures in workers.')
  return (picture) => {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, side, side)
    context.drawImage(picture, 0, 0, side, side)
    return context.getImageData(0, 0, side, side).data
  }
}
