import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { findAllIn, type Unit } from './unit.ts'
import { visibleText } from './visible-text.ts'

/** What WordPress, WooCommerce and Ghost write beside these classes. Elsewhere `category-card` and `tag-line` are a design's. */
const POST = '.post,.hentry,.product'
/** A number of a term says nothing, nor do Ghost's own tags (`tag-hash-…`). */
const CLASS = /(?<!\S)(?:product_)?(cat(?:egory)?|tag)-(?!hash-)(\S*[a-z]\S*)/g
/** The shelf of what nobody has filed. */
const UNFILED = /^(?:uncateg|без рубр|non clas|sin cat)/i

/**
 * What a publishing system has filed a unit under: its categories, as links or else as classes (`category-space`,
 * `product_cat-mugs`), then its tags, as links or else as Ghost's primary tag and classes (`tag-moons`). The first is the
 * topic. A link to the item itself leads to no category, whatever its `rel` (Drupal's "Read more").
 *
 * @param isOwn whether a link leads to the item
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
    // The first of Ghost's classes is the primary tag's.
    ...(links.length ? links : [...primary, ...named('t').slice(primary.length)]),
  ]
  const [topic, ...tags] = new Set(labels.filter((label) => label && !UNFILED.test(label)))
  return { ...(topic && { topic }), ...(tags.length && { tags }) }
}
