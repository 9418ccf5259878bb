import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from './unit.ts'
import { urlId } from './url.ts'

/**
 * The URL of an image, as used for an item's picture. It comes from the markup and not from the source selected by the
 * browser, so it is the same before the image loads and on every screen. Undefined for a data URL, which is usually a
 * placeholder that a script will replace.
 */
export const pictureAddress = (image: Element, base: string): string | undefined =>
  urlId(dom.getAttribute(image, 'src') ?? '#', base)

/** The URL of the first picture in a unit. */
export const pictureIn = (unit: Unit, base: string): string | undefined =>
  findAllIn(unit, 'img[src]')
    .map((image) => pictureAddress(image, base))
    .find(Boolean)
