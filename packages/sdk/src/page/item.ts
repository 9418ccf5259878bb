import type { Item } from '../types.ts'
import type { MetadataByUrl } from './metadata.ts'
import { findAllIn, findIn, type Unit } from './unit.ts'
import { urlId } from './url.ts'

const HEADING = 'h1,h2,h3,h4,h5,h6,dt,[role=heading],[itemprop=headline],[itemprop=name]:not([itemprop=author] *)'

const clean = (text: string | null | undefined): string => (text ?? '').slice(0, 5000).replace(/\s+/g, ' ').trim()

/** The heading's link; else the link with the longest text: a category's or an author's link is shorter than a headline. */
export function mainLink(unit: Unit): HTMLAnchorElement | undefined {
  const heading = findIn(unit, HEADING)
  const inHeading =
    heading?.querySelector<HTMLAnchorElement>('a[href]') ?? heading?.closest<HTMLAnchorElement>('a[href]')
  if (inHeading && unit.some((element) => element.contains(inHeading))) return inHeading
  let longest: HTMLAnchorElement | undefined
  for (const link of findAllIn<HTMLAnchorElement>(unit, 'a[href]')) {
    if (!longest || clean(link.textContent).length > clean(longest.textContent).length) longest = link
  }
  return longest
}

/** A unit's id: its first element's attribute, else its main link's address. */
export function itemId(unit: Unit, base: string): string | undefined {
  const link = mainLink(unit)
  return unit[0]!.getAttribute('data-inkling-item')?.trim() || (link && urlId(link.getAttribute('href') ?? '', base))
}

function summaryOf(unit: Unit, title: string): string {
  const marked = findIn(unit, '[itemprop=description],[data-inkling-summary]')
  const paragraphs = marked ? [marked] : findAllIn(unit, 'p,dd')
  const summary = paragraphs
    .map((each) => clean(each.textContent))
    .filter((text) => text && text !== title)
    .join(' ')
  if (summary) return summary
  return (
    findAllIn(unit, 'img[alt]')
      .map((image) => clean(image.getAttribute('alt')))
      .find((alt) => alt && alt !== title) ?? ''
  )
}

/**
 * Reads a unit as an item, or undefined when it has neither id nor text. Attributes come first, then what the
 * markup says, then the page's JSON-LD.
 *
 * @param own the item's id and address when its links lead elsewhere: an article on its own page
 */
export function readItem(unit: Unit, metadata: MetadataByUrl, base: string, own?: string): Item | undefined {
  const attribute = (name: string) => unit[0]!.getAttribute(`data-inkling-${name}`)?.trim() || undefined
  const link = mainLink(unit)
  const address = own ?? (link && urlId(link.getAttribute('href') ?? '', base))
  const id = own ?? itemId(unit, base)
  const heading = findIn(unit, HEADING)
  const title = clean(heading?.textContent) || clean(link?.textContent) || clean(unit[0]!.textContent).slice(0, 120)
  if (!id || !title) return undefined
  const described = (address && metadata.get(address)) || metadata.get(id)
  const summary = summaryOf(unit, title)
  const topic =
    attribute('topic') ?? (clean(findIn(unit, '[itemprop=articleSection]')?.textContent) || described?.topic)
  const time = findIn(unit, '[itemprop=datePublished],time[datetime]')
  const published =
    attribute('published') ?? time?.getAttribute('datetime') ?? time?.getAttribute('content') ?? described?.published
  const tags = attribute('tags')?.split(',') ?? described?.tags
  const author = attribute('author') ?? clean(findIn(unit, '[itemprop=author],[rel=author]')?.textContent)
  const popularity = Number(attribute('popularity') ?? Number.NaN)
  return {
    id,
    title,
    ...(summary && { summary }),
    ...(topic && { topic }),
    ...(tags?.length && { tags }),
    ...(author && { author }),
    ...(published && { published }),
    ...(Number.isFinite(popularity) && { popularity }),
    ...(unit[0]!.hasAttribute('data-inkling-pin') && { pinned: true }),
  }
}
