/** Turns the page's bitmaps into pixels on a white background, since transparent pixels have no defined colour. */

import type { Pixels } from '../image-encoder/shape.ts'
import { UnsupportedError } from '../pack/errors.ts'

/** @throws UnsupportedError where workers can't draw; SecurityError for a cross-origin picture without permission */
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
