import type { Item } from '../types.ts'
import type { MetadataByUrl } from './metadata.ts'
import { urlId } from './url.ts'

const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading],[itemprop=headline],[itemprop=name]:not([itemprop=author] *)'

const clean = (text: string | null | undefined): string => (text ?? '').slice(0, 5000).replace(/\s+/g, ' ').trim()

/** The heading's link; else the link with the longest text: a category's or an author's link is shorter than a headline. */
function mainLink(element: Element): HTMLAnchorElement | undefined {
  const heading = element.querySelector(HEADING)
  const inHeading =
    heading?.querySelector<HTMLAnchorElement>('a[href]') ?? heading?.closest<HTMLAnchorElement>('a[href]')
  if (inHeading && element.contains(inHeading)) return inHeading
  const links = [...element.querySelectorAll<HTMLAnchorElement>('a[href]')]
  if (element.matches('a[href]')) links.push(element as HTMLAnchorElement)
  let longest: HTMLAnchorElement | undefined
  for (const link of links) {
    if (!longest || clean(link.textContent).length > clean(longest.textContent).length) longest = link
  }
  return longest
}

/** An element's id: its attribute, else its main link's address. */
export function itemId(element: Element, base: string): string | undefined {
  const link = mainLink(element)
  return element.getAttribute('data-inkling-item')?.trim() || (link && urlId(link.getAttribute('href') ?? '', base))
}

function summaryOf(element: Element, title: string): string {
  const marked = element.querySelector('[itemprop=description],[data-inkling-summary]')
  const paragraphs = marked ? [marked] : [...element.querySelectorAll('p')]
  const summary = paragraphs
    .map((each) => clean(each.textContent))
    .filter((text) => text && text !== title)
    .join(' ')
  if (summary) return summary
  return (
    [...element.querySelectorAll('img[alt]')]
      .map((image) => clean(image.getAttribute('alt')))
      .find((alt) => alt && alt !== title) ?? ''
  )
}

/**
 * Reads one element as an item, or undefined when it has neither id nor text. Attributes come first, then what the
 * markup says, then the page's JSON-LD.
 *
 * @param own the element's id and address when its links lead elsewhere: an article on its own page
 */
export function readItem(element: Element, metadata: MetadataByUrl, base: string, own?: string): Item | undefined {
  const attribute = (name: string) => element.getAttribute(`data-inkling-${name}`)?.trim() || undefined
  const link = mainLink(element)
  const address = own ?? (link && urlId(link.getAttribute('href') ?? '', base))
  const id = own ?? itemId(element, base)
  const heading = element.querySelector(HEADING)
  const title = clean(heading?.textContent) || clean(link?.textContent) || clean(element.textContent).slice(0, 120)
  if (!id || !title) return undefined
  const described = (address && metadata.get(address)) || metadata.get(id)
  const summary = summaryOf(element, title)
  const topic =
    attribute('topic') ?? (clean(element.querySelector('[itemprop=articleSection]')?.textContent) || described?.topic)
  const time = element.querySelector('[itemprop=datePublished],time[datetime]')
  const published =
    attribute('published') ?? time?.getAttribute('datetime') ?? time?.getAttribute('content') ?? described?.published
  const tags = attribute('tags')?.split(',') ?? described?.tags
  const author = attribute('author') ?? clean(element.querySelector('[itemprop=author],[rel=author]')?.textContent)
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
    ...(element.hasAttribute('data-inkling-pin') && { pinned: true }),
  }
}
