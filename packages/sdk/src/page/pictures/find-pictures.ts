/** Images of the page that have come, by their addresses. */

import * as dom from '../../lib/dom.ts'
import { shadowRootsIn } from '../read/lists/shadow-roots.ts'
import { pictureAddress } from '../read/picture.ts'

/** Images of a page that are looked at: more are no lists of cards. */
const MOST = 1000

/**
 * @param wanted their addresses
 * @returns the first of each address that has come whole, and those that are still to come
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
