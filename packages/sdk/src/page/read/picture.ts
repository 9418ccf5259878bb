import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from './unit.ts'
import { urlId } from './url.ts'

/**
 * The address of an image, as items name their pictures: what the markup says and not what the browser chose of it, so that it is the same
 * before the image has come, and on every screen. None for what a script is still to replace, which is data.
 */
export const pictureAddress = (image: Element, base: string): string | undefined =>
  urlId(dom.getAttribute(image, 'src') ?? '#', base)

/** The address of the first picture in a unit. */
export const pictureIn = (unit: Unit, base: string): string | undefined =>
  findAllIn(unit, 'img[src]')
    .map((image) => pictureAddress(image, base))
    .find(Boolean)
