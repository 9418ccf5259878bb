/**
 * Turns an image on the page into a small bitmap for a worker. The image has already loaded, so nothing is requested.
 */

/** Side length of the bitmap in pixels, as expected by this release's picture encoder. */
const SIDE = 128
/** Maximum number of pixels in an image. Decoding a larger image would use too much memory on a phone. */
const MOST_PIXELS = 16e6
/** Minimum side length in pixels; smaller images are spacers or tracking pixels. */
const LEAST_SIDE = 16
/** Time limit for decoding an image, in milliseconds. */
const PATIENCE = 3000

/**
 * Why an image can't be read: it is broken, too small or too large, or it comes from another origin without permission
 * (CORS).
 */
export type UnreadableReason = 'broken' | 'size' | 'origin'

/**
 * Scales an image to a square without cropping. For an animation, the first frame is used.
 *
 * @returns a bitmap, which the caller must close, or the reason why there is none
 */
export async function openPicture(image: HTMLImageElement): Promise<ImageBitmap | UnreadableReason> {
  const { naturalWidth: width, naturalHeight: height } = image
  if (!width || !height) return 'broken'
  if (Math.min(width, height) < LEAST_SIDE || width * height > MOST_PIXELS) return 'size'
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, PATIENCE)
  })
  try {
    const options = { resizeWidth: SIDE, resizeHeight: SIDE, resizeQuality: 'high' } as const
    const bitmap = await Promise.race([createImageBitmap(image, options), patience])
    // A bitmap tainted by another origin can't be cloned. Testing for this here means that only one picture fails.
    return structuredClone(bitmap, { transfer: [bitmap] })
  } catch (cause) {
    return (cause as Error | undefined)?.name === 'DataCloneError' ? 'origin' : 'broken'
  } finally {
    clearTimeout(timer)
  }
}
