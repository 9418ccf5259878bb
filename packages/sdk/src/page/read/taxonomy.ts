import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { findAllIn, type Unit } from './unit.ts'
import { visibleText } from './visible-text.ts'

/**
 * Elements to which WordPress, WooCommerce and Ghost add these classes. On other elements, a class such as
 * `category-card` or `tag-line` is part of the design.
 */
const POST = '.post,.hentry,.product'
/**
 * A class that names a category or a tag. Numeric term ids have no meaning, and neither do Ghost's internal tags
 * (`tag-hash-…`).
 */
const CLASS = /(?<!\S)(?:product_)?(cat(?:egory)?|tag)-(?!hash-)(\S*[a-z]\S*)/g
/** Names of the default category, assigned to posts without any other category. */
const UNFILED = /^(?:uncateg|без рубр|non clas|sin cat)/i

/**
 * The topic and tags that a publishing system has given to a unit: categories, from links or else from classes
 * (`category-space`, `product_cat-mugs`), followed by tags, from links or else from Ghost's primary tag and classes
 * (`tag-moons`). The first entry is the topic. Links to the item itself are ignored, whatever their `rel` (Drupal's
 * "Read more").
 *
 * @param isOwn tells whether a link leads to the item itself
 */
export function taxonomyOf(unit: Unit, isOwn: (link: Element) => boolean): Pick<Item, 'topic' | 'tags'> {
  const said = (selector: string) =>
    findAllIn(unit, selector)
      .filter((link) => !isOwn(link))
      .map(visibleText)
  const classes = (dom.matches(unit[0], POST) && dom.getAttribute(unit[0], 'class')) || ''
  const named = (kind: string) =>
    [...classes.matchAll(CLASS)].filter(([, of]) => of![0] === kind).map(([, , slug]) => slug!.replace(/[-_]+/g, ' '))
  const categories = said('[rel~=category],.taxonomy-category [rel~=tag]')
  const links = said('[rel~=tag]')
  const primary = said('[class*=primary-tag]').slice(0, 1)
  const labels = [
    ...(categories.length ? categories : named('c')),
    // The first of these classes repeats Ghost's primary tag.
    ...(links.length ? links : [...primary, ...named('t').slice(primary.length)]),
  ]
  const [topic, ...tags] = new Set(labels.filter((label) => label && !UNFILED.test(label)))
  return { ...(topic && { topic }), ...(tags.length && { tags }) }
}
