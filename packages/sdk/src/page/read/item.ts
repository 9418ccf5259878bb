import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { isAd } from './is-ad.ts'
import { isPinned } from './marks.ts'
import type { MetadataByUrl } from './metadata.ts'
import { isPagination, isPaginationText } from './pagination.ts'
import { pictureIn } from './picture.ts'
import { summaryIn } from './summary.ts'
import { taxonomyOf } from './taxonomy.ts'
import { BESIDE_ITEMS, findAllIn, findIn, type Unit } from './unit.ts'
import { urlId } from './url.ts'
import { collapseWhitespace, visibleText } from './visible-text.ts'

const HEADING = 'h1,h2,h3,h4,h5,h6,dt,[role=heading],[itemprop=headline],[itemprop=name]:not(meta)'
/** Links to another page. */
const LINK = 'a[href]:not([href^="#"]):not([href^="javascript:"])'
/** Parts of an item that describe something other than the item: its author, tags, brand or price. */
const OTHER = '[rel~=author],[rel~=tag],[itemprop=author],[itemprop=brand],[itemprop=offers]'
/** A price, a counter or an age in a heading: text that will have changed by tomorrow. */
const VOLATILE = /\p{Sc}|\d[:)]| ago/u

const ofItem = (element: Element) => !dom.closest(element, OTHER)

export function headingOf(unit: Unit): Element | undefined {
  return findAllIn(unit, HEADING).find(ofItem)
}

/** Maximum number of links compared per unit. A card has fewer. */
const MOST_LINKS = 50

/**
 * A link's label: its text, without <noscript> images (whose markup would count as text here), or else the `aria-label`
 * of a link that covers its card.
 */
const labelOf = (link: Element) =>
  collapseWhitespace(dom.textContent(link))
    .replace(/<[^<>]*>/g, '')
    .trim() ||
  dom.getAttribute(link, 'aria-label') ||
  ''

/**
 * A unit's main link: the link named by microdata, or else the link in the heading, or else the link with the longest
 * text (links to categories or authors are shorter than headlines).
 */
export function linkOf(unit: Unit, heading = headingOf(unit)): Element | undefined {
  const all = findAllIn(unit, LINK).filter(ofItem)
  // Other elements of the unit, such as a row with the author and comments, link elsewhere.
  const first = all.filter((link) => dom.contains(unit[0]!, link))
  const links = first.length ? first : all
  return (
    findAllIn(unit, '[itemprop~=url][href]').find(ofItem) ??
    links.find((link) => heading && (dom.contains(heading, link) || dom.contains(link, heading))) ??
    links.slice(0, MOST_LINKS).sort((a, b) => labelOf(b).length - labelOf(a).length)[0]
  )
}

export const addressOf = (link: Element | undefined, base: string): string | undefined =>
  urlId(dom.getAttribute(link, 'href') ?? '#', base)

/**
 * A unit's id: the attribute on its first element, or else the URL of its link. A unit with a heading but no link is
 * identified by its `id` (as `#id`), its `itemid`, or the text of its heading (as `=text`).
 */
export function itemId(
  unit: Unit,
  base: string,
  heading = headingOf(unit),
  link = linkOf(unit, heading),
): string | undefined {
  const [element] = unit as [Element]
  const attribute = (name: string) => dom.getAttribute(element, name)?.trim()
  const marked = attribute('data-inkling-item')
  // Sponsored items keep their places regardless of how they are marked.
  if (dom.matches(link, '[rel~=sponsored]')) return
  // A header row may contain links that sort the table.
  if (marked || dom.matches(dom.lastElementChild(element), 'th,[role=columnheader]')) return marked
  if (isPagination(unit, heading) || isAd(unit, heading)) return
  const address = urlId(dom.getAttribute(link, 'href') ?? '#', base)
  if (address || !heading || dom.matches(element, BESIDE_ITEMS)) return address
  const text = collapseWhitespace(dom.textContent(heading))
  const name = attribute('id')
  return name ? `#${name}` : attribute('itemid') || (text && !VOLATILE.test(text) ? `=${text}` : undefined)
}

/**
 * Returns a predicate for the ids of a list's items. If any unit has a link, units without a link are headings between
 * the items.
 */
export function itemsAmong(ids: ReadonlyArray<string | undefined>): (id: string) => boolean {
  const leads = /^[^=#]/
  const some = ids.some((id) => id && leads.test(id))
  return (id) => !some || leads.test(id)
}

function summaryOf(unit: Unit, title: string, heading: Element | undefined): string {
  const marked = findIn(unit, '[itemprop=description],[data-inkling-summary]')
  const textOf = (element: Element) => {
    const text = propertyOf(element)
    return text === title ? '' : text
  }
  return (
    (marked && textOf(marked)) || summaryIn(unit, heading, textOf) || (altsOf(unit).find((alt) => alt !== title) ?? '')
  )
}

const altsOf = (unit: Unit) =>
  findAllIn(unit, 'img[alt]')
    .map((image) => collapseWhitespace(dom.getAttribute(image, 'alt')))
    .filter(Boolean)

/** The value of a microdata property. */
const propertyOf = (element: Element | undefined): string =>
  collapseWhitespace(dom.getAttribute(element, 'content')) || visibleText(element)

/**
 * Reads a unit as an item. Attributes take precedence over the markup, and the markup over the page's JSON-LD.
 *
 * @param own the item's id and URL, if its links lead elsewhere, as with an article on its own page
 * @param within where to look for the item's text. Default: the whole unit
 * @returns undefined if the unit has no id or no text
 */
export function readItem(
  unit: Unit,
  metadata: MetadataByUrl,
  base: string,
  own?: string,
  within: Unit = unit,
): Item | undefined {
  const attribute = (name: string) => dom.getAttribute(unit[0]!, `data-inkling-${name}`)?.trim() || undefined
  const value = (selector: string) =>
    propertyOf(findAllIn(within, selector).find((each) => !dom.closest(each, '[itemprop=offers]')))
  // The links in an article lead elsewhere.
  const heading = headingOf(within)
  const link = own ? undefined : linkOf(unit, heading)
  const id = own ?? itemId(unit, base, heading, link)
  if (!id || (id !== attribute('item') && !own && isPaginationText(unit, heading))) return undefined
  const url = own ?? addressOf(link, base) ?? id
  const described = metadata.get(url) ?? metadata.get(id)
  const picture = pictureIn(within, base)
  const title =
    visibleText(heading) ||
    (link && (visibleText(link) || labelOf(link))) ||
    altsOf(within)[0] ||
    described?.title ||
    // Avoid ending on half of a surrogate pair.
    visibleText(unit[0])
      .slice(0, 120)
      .replace(/[\uD800-\uDBFF]$/, '') ||
    // Only for links within the site, because a picture that links to another site is an ad and keeps its place.
    (url[0] === '/' || attribute('item') ? picture : '')
  if (!title) return undefined
  const summary = summaryOf(within, title, heading)
  // On an article's own page, category links and classes may belong to other articles.
  const filed = own ? {} : taxonomyOf(unit, (link) => addressOf(link, base) === url)
  const topic =
    attribute('topic') ??
    (value(
      '[itemprop=articleSection],[itemprop=category],[itemprop=recipeCategory],[itemprop=genre],[itemprop=about]',
    ) ||
      (described?.topic ?? filed.topic))
  const time = findIn(within, '[itemprop=datePublished],time[datetime]')
  const published =
    attribute('published') ??
    dom.getAttribute(time, 'datetime') ??
    dom.getAttribute(time, 'content') ??
    described?.published
  const keywords = attribute('tags') ?? value('[itemprop=keywords]')
  const tags = keywords ? keywords.split(',') : (described?.tags ?? filed.tags)
  const maker = findIn(within, '[itemprop=author],[rel~=author]')
  const author =
    attribute('author') ?? (propertyOf(dom.querySelector(maker, '[itemprop=name]') ?? maker) || described?.author)
  const popularity = Number(attribute('popularity') ?? Number.NaN)
  const language = dom.getAttribute(dom.closest(unit[0]!, '[lang]:not(html)'), 'lang')
  return {
    id,
    title,
    ...(url !== id && { url }),
    ...(summary && { summary }),
    ...(picture && { picture }),
    ...(topic && { topic }),
    ...(tags?.length && { tags }),
    ...(author && { author }),
    ...(published && { published }),
    ...(Number.isFinite(popularity) && { popularity }),
    ...(language && { language }),
    ...(isPinned(unit[0]!) && { pinned: true }),
    ...(dom.hasAttribute(unit[0]!, 'data-inkling-breaking') && { breaking: true }),
  }
}
