import type { Item } from '../types.ts'
import { readItem } from './item.ts'
import { type MetadataByUrl, OWN_PAGE } from './metadata.ts'
import { clean, seenText } from './seen-text.ts'
import { urlId } from './url.ts'

export interface PageItem {
  /** In which reading is watched. */
  readonly element: Element
  readonly item: Item
  /** What says that the page is an item. */
  readonly by: 'mark' | 'json-ld' | 'microdata' | 'open-graph' | 'article' | 'text'
}

/** Characters in paragraphs from which on a page with one main heading is something to read. */
const ENOUGH_TEXT = 600
/** Where a page speaks of something else than what it is about. */
const ASIDE = 'header,footer,aside,nav,dialog,form'
/** Types of Open Graph that stand for one thing; `website` is said of most front pages, and `profile` of people. */
const OWN_TYPE = /article|product|video|book|recipe|music|event/

function metaOf(document: Document, ...names: string[]): string[] {
  const selector = names.map((name) => `meta[property="${name}"],meta[name="${name}"]`).join()
  return [...document.querySelectorAll(selector)].map((meta) => clean(meta.getAttribute('content'))).filter(Boolean)
}

/**
 * The page's address as the id that lists link to: the canonical one, else Open Graph's, else where it is. One on another
 * site is a reprint's original, and the front page's on any other page is a mistake of a template: neither is linked to.
 */
export function pageId(document: Document): string | undefined {
  const { baseURI, location } = document
  const here = urlId(location?.href ?? baseURI, baseURI)
  const canonical = document.querySelector('link[rel~=canonical]')?.getAttribute('href')
  const ids = [canonical, metaOf(document, 'og:url')[0]].map((href) => href && urlId(href, baseURI))
  return ids.find((id) => id && (id === here || /^\/./.test(id))) || here
}

/** What Open Graph says, and what a page says of itself to search engines. */
function openGraph(document: Document): Partial<Item> {
  const meta = (...names: string[]) => metaOf(document, ...names)
  const [title] = meta('og:title')
  const [summary] = [...meta('description'), ...meta('og:description')]
  const [topic] = meta('article:section')
  const [published] = meta('article:published_time')
  const tags = meta('article:tag', 'video:tag', 'book:tag').slice(0, 20)
  // Often the address of a profile.
  const author = meta('author', 'article:author').find((name) => !/^https?:/.test(name))
  return {
    ...(title && { title }),
    ...(summary && { summary }),
    ...(topic && { topic }),
    ...(published && { published }),
    ...(tags.length && { tags }),
    ...(author && { author }),
  }
}

/**
 * The page itself as an item: what is marked with `data-inkling-item`; else what JSON-LD, microdata or Open Graph say that
 * it is; else its one <article>; else a main heading with enough text. Front pages and pages of many are none.
 */
export function pageItem(document: Document, metadata: MetadataByUrl): PageItem | undefined {
  const all = (selector: string) =>
    [...document.querySelectorAll(selector)].filter((each) => !each.closest('[data-inkling-list],[data-inkling-slot]'))
  const outermost = (selector: string) => all(selector).filter((each) => !each.parentElement?.closest(selector))

  const [marked] = all('[data-inkling-item]')
  const address = pageId(document)
  const id = marked?.getAttribute('data-inkling-item')?.trim() || address
  if (!id) return undefined

  const isFront = address === '/'
  const named = metadata.get(address ?? id)
  const said = named?.type ? named : isFront ? undefined : metadata.get('')
  const things = outermost('[itemscope][itemtype]').filter((each) => OWN_PAGE.test(each.getAttribute('itemtype')!))
  const thing = things.length === 1 ? things[0] : undefined
  const articles = outermost('article')
  const heads = all('h1')
  const article = articles.length > 1 ? articles.find((each) => each.contains(heads[0] ?? null)) : articles[0]
  const [body] = [...all('[itemprop=articleBody]'), ...all('main,[role=main]'), document.body]
  const paragraphs = () =>
    all('p').reduce(
      (sum, each) => sum + (body?.contains(each) && !each.closest(ASIDE) ? each.textContent!.length : 0),
      0,
    )

  let by: PageItem['by']
  if (marked) by = 'mark'
  else if (said) by = 'json-ld'
  else if (thing) by = 'microdata'
  else if (OWN_TYPE.test(metaOf(document, 'og:type')[0] ?? '')) by = 'open-graph'
  else if (isFront) return undefined
  else if (articles.length === 1) by = 'article'
  else if (heads.length === 1 && paragraphs() >= ENOUGH_TEXT) by = 'text'
  else return undefined

  const element = marked ?? thing ?? article ?? body!
  const read = readItem([element], metadata, document.baseURI, id)
  const graph = openGraph(document)
  const head = heads.find((each) => element.contains(each))
  const title = said?.title || seenText(head) || graph.title || read?.title
  if (!title) return undefined
  const { type, ...known } = said ?? {}
  return {
    by,
    element,
    item: { ...graph, ...known, ...read, ...(graph.summary && { summary: graph.summary }), id, title },
  }
}
