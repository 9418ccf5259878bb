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
/** Links that lead somewhere. */
const LINK = 'a[href]:not([href^="#"]):not([href^="javascript:"])'
/** What tells of something else: who made the item, what it belongs to, what it costs. */
const OTHER = '[rel~=author],[rel~=tag],[itemprop=author],[itemprop=brand],[itemprop=offers]'
/** A price, a counter or an age in a heading: tomorrow it says something else. */
const VOLATILE = /\p{Sc}|\d[:)]| ago/u

const ofItem = (element: Element) => !dom.closest(element, OTHER)

export function headingOf(unit: Unit): Element | undefined {
  return findAllIn(unit, HEADING).find(ofItem)
}

/** Links of one unit that are compared: more are no card's. */
const MOST_LINKS = 50

/** What a link says, without images for readers without scripts, which are text here; or what it says of itself as its card's cover. */
const labelOf = (link: Element) =>
  collapseWhitespace(dom.textContent(link))
    .replace(/<[^<>]*>/g, '')
    .trim() ||
  dom.getAttribute(link, 'aria-label') ||
  ''

/**
 * The link that microdata names; else the heading's; else the one with the longest text: a category's or an author's link is
 * shorter than a headline.
 */
export function linkOf(unit: Unit, heading = headingOf(unit)): Element | undefined {
  const all = findAllIn(unit, LINK).filter(ofItem)
  // What continues an item, a row with its author and its comments, leads elsewhere.
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
 * A unit's id: its first element's attribute, else its link's address. What has a heading but leads nowhere is known by its
 * `id` (as `#id`), its `itemid`, or what the heading says (as `=text`).
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
  // What somebody pays for keeps its place, whatever its mark.
  if (dom.matches(link, '[rel~=sponsored]')) return
  // A row of column heads may have links that sort.
  if (marked || dom.matches(dom.lastElementChild(element), 'th,[role=columnheader]')) return marked
  if (isPagination(unit, heading) || isAd(unit, heading)) return
  const address = urlId(dom.getAttribute(link, 'href') ?? '#', base)
  if (address || !heading || dom.matches(element, BESIDE_ITEMS)) return address
  const text = collapseWhitespace(dom.textContent(heading))
  const name = attribute('id')
  return name ? `#${name}` : attribute('itemid') || (text && !VOLATILE.test(text) ? `=${text}` : undefined)
}

/**
 * Which ids of one list are items': where any leads somewhere, one that leads nowhere is a heading between the items.
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

/** What an element of microdata says. */
const propertyOf = (element: Element | undefined): string =>
  collapseWhitespace(dom.getAttribute(element, 'content')) || visibleText(element)

/**
 * Reads a unit as an item, or undefined when it has neither id nor text. Attributes come first, then what the
 * markup says, then the page's JSON-LD.
 *
 * @param own the item's id and address when its links lead elsewhere: an article on its own page
 * @param within where its text is looked for, if not in all of it
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
  // An article's own links lead elsewhere.
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
    // Not half of a surrogate pair.
    visibleText(unit[0])
      .slice(0, 120)
      .replace(/[\uD800-\uDBFF]$/, '') ||
    // What leads elsewhere is an advertisement, and keeps its place.
    (url[0] === '/' || attribute('item') ? picture : '')
  if (!title) return undefined
  const summary = summaryOf(within, title, heading)
  // The article's own page says better what it is filed under, and shows what others are.
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
