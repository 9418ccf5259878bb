/** An image of the page → a small bitmap that a worker may have. Nothing is asked for: the image has come already. */

/** Of the bitmap, in pixels: what the picture encoder of this release sees. */
const SIDE = 128
/** Pixels that an image may have: more takes a phone's memory when it is decoded whole. */
const MOST_PIXELS = 16e6
/** A side below this is a spacer, or counts views. */
const LEAST_SIDE = 16
/** Milliseconds that the browser may take for one. */
const PATIENCE = 3000

/** What can't be seen, and why: broken, too small or large to be looked at, of another origin that doesn't allow it. */
export type UnreadableReason = 'broken' | 'size' | 'origin'

/**
 * Squashed to a square: nothing of it is cut off. Of what moves, its first picture.
 *
 * @returns a bitmap, which is to be closed, or why there is none
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
    // What may not leave this origin may not be cloned either: told here, where it is one picture's matter.
    return structuredClone(bitmap, { transfer: [bitmap] })
  } catch (cause) {
    return (cause as Error | undefined)?.name === 'DataCloneError' ? 'origin' : 'broken'
  } finally {
    clearTimeout(timer)
  }
}
