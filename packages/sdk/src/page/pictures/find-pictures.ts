/** Finds images on the page by their URLs. */

import * as dom from '../../lib/dom.ts'
import { shadowRootsIn } from '../read/lists/shadow-roots.ts'
import { pictureAddress } from '../read/picture.ts'

/** Maximum number of images examined. A page with more images doesn't consist of lists of cards. */
const MOST = 1000

/**
 * @param wanted the URLs of the images
 * @returns the first loaded image for each URL, and the images that are still loading
 */
export function findPictures(
  document: Document,
  wanted: ReadonlySet<string>,
): { readonly here: Map<string, HTMLImageElement>; readonly coming: HTMLImageElement[] } {
  const base = dom.baseURI(document)
  const here = new Map<string, HTMLImageElement>()
  const coming: HTMLImageElement[] = []
  const images = [document, ...shadowRootsIn(document)]
    .flatMap((root) => [...dom.querySelectorAll<HTMLImageElement>(root, 'img[src]')])
    .slice(0, MOST)
  for (const image of images) {
    const address = pictureAddress(image, base)
    if (!address || !wanted.has(address) || here.has(address)) continue
    if (dom.complete(image)) here.set(address, image)
    else coming.push(image)
  }
  return { here, coming }
}
