import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { addressOf, readItem } from './item.ts'
import { isSensitive } from './marks.ts'
import { isStale, type MetadataByUrl, OWN_PAGE } from './metadata.ts'
import { taxonomyOf } from './taxonomy.ts'
import { urlId } from './url.ts'
import { collapseWhitespace, visibleText } from './visible-text.ts'

export interface PageItem {
  /** In which reading is watched. */
  readonly element: Element
  readonly item: Item
  /** What says that the page is an item. */
  readonly by: 'mark' | 'json-ld' | 'microdata' | 'open-graph' | 'article' | 'text'
}

/** Characters in paragraphs from which on a page with one main heading is something to read. */
const ENOUGH_TEXT = 600
/** Up to which they introduce a list. */
const INTRODUCTION = 250
/** Links from which on a page may be one of links. */
const ENOUGH_LINKS = 5
/** Where a page speaks of something else than what it is about. */
const MARKED = '[data-inkling-list],[data-inkling-slot]'
/** All that may say what a page is. */
const SAYING = '[data-inkling-item],[itemscope][itemtype],h1,article,[itemprop=articleBody],main,[role=main]'
const ASIDE = 'header,footer,aside,nav,dialog,form'
/** Types of Open Graph that stand for one thing; `website` is said of most front pages, and `profile` of people. */
const OWN_TYPE = /article|product|video|book|recipe|music|event/

/** What the page's <meta> say, by name or property. The whole document is searched, once: some stand in the body. */
function metasOf(document: Document): (name: string) => readonly string[] {
  const found = new Map<string, string[]>()
  for (const meta of dom.querySelectorAll(document, 'meta[content]')) {
    const name = dom.getAttribute(meta, 'property') ?? dom.getAttribute(meta, 'name')
    const content = collapseWhitespace(dom.getAttribute(meta, 'content'))
    // Those of microdata are nameless, and may be many.
    if (!name || !content || isStale(meta, content)) continue
    const said = found.get(name)
    if (said) said.push(content)
    else found.set(name, [content])
  }
  return (name) => found.get(name) ?? []
}

/**
 * The page's address as the id that lists link to: the canonical one, else Open Graph's, else where it is. One on another
 * site is a reprint's original, and the front page's on any other page is a mistake of a template: neither is linked to.
 */
export function pageId(document: Document, metaOf = metasOf(document)): string | undefined {
  const baseURI = dom.baseURI(document)
  const link = dom.querySelector(document, 'link[rel~=canonical]')
  const href = dom.getAttribute(link, 'href')
  const canonical = link && href && !isStale(link, href) ? href : undefined
  const [here, ...named] = [dom.defaultView(document)?.location?.href, canonical, ...metaOf('og:url')].map((href) =>
    urlId(href || '#', baseURI),
  )
  return named.find((id) => id && (id === here || /^\/./.test(id))) || here
}

/** What Open Graph says, and what a page says of itself to search engines. */
function openGraph(metaOf: ReturnType<typeof metasOf>): Partial<Item> {
  const found: Record<string, unknown> = {}
  const say = (key: keyof Item, ...names: string[]) => {
    const values = names.flatMap(metaOf)
    if (values.length) found[key] = key === 'tags' ? values : values[0]
  }
  say('title', 'og:title')
  say('summary', 'description', 'og:description')
  say('topic', 'article:section')
  say('published', 'article:published_time')
  say('tags', 'article:tag')
  say('author', 'author')
  return found
}

/** Elements in a page's item from which on it isn't searched for what it says of itself: that takes too long. */
const LARGE = 5000

/** Where an item says what it is: anywhere, or beside its heading if it is large. */
function sayingOf(element: Element, heading: Element | undefined): Element[] {
  if (dom.getElementsByTagName(element, '*').length < LARGE) return [element]
  const beside = dom.closest(heading, 'header,hgroup') ?? heading
  return beside && beside !== element ? [beside] : []
}

/** Of each thing that a page may be: what has more of them is a page of many. */
const MOST = 1000

/** Whether it has so many characters in paragraphs beside lists, asides and forms. @param aside what else doesn't count */
function hasText(main: Element, enough = ENOUGH_TEXT, aside = ASIDE): boolean {
  let length = 0
  for (const paragraph of dom.getElementsByTagName(main, 'p')) {
    if (!dom.closest(paragraph, `${aside},${MARKED}`)) length += dom.textContent(paragraph)!.length
    if (length >= enough) return true
  }
  return false
}

const HEADINGS = ':is(h1,h2,h3,h4,h5,h6)'
/** A marked list; or articles whose headings lead elsewhere, which comments have none of. */
const MANY = `[data-inkling-list],article ${HEADINGS} a[href],article a[href] ${HEADINGS}`

/** Whether links are most of what it says. */
function isLinks(element: Element): boolean {
  const links = [...dom.querySelectorAll(element, 'a[href]')].slice(0, MOST)
  const texts = links
    .filter((link) => !dom.closest(link, ASIDE))
    .map((link) => collapseWhitespace(dom.textContent(link)))
  const whole = dom.textContent(element)!.replace(/\s+/g, ' ')
  return texts.length >= ENOUGH_LINKS && texts.join('').length * 2 > whole.length
}

/** Whether an <article> is around a page of many, and has no more text of its own than introduces them. */
const isIndex = (article: Element): boolean =>
  (!!dom.querySelector(article, MANY) || isLinks(article)) &&
  !hasText(article, INTRODUCTION, `${ASIDE},article article`)

/**
 * What may say what a page is, and lies in no list and no slot. These are never searched: a page of many lists has a hundred
 * thousand elements, nearly all of them in lists.
 */
function sayingBeside(document: Document): Element[] {
  const around = new Set<Element>()
  // One by one: browsers look for one thing several times as fast as for one of two.
  for (const marked of MARKED.split(',').flatMap((each) => [...dom.querySelectorAll(document, each)]))
    for (let each = dom.parentElement(marked); each && !around.has(each); each = dom.parentElement(each))
      around.add(each)
  const found: Element[] = []
  // In the order of the document, without recursion or long calls: a script may nest, and add, as much as it likes.
  const waiting: Element[] = [dom.documentElement(document)]
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (dom.matches(element, MARKED)) continue
    if (dom.matches(element, SAYING)) found.push(element)
    if (around.has(element)) for (const child of [...dom.children(element)].reverse()) waiting.push(child)
    else for (const inside of dom.querySelectorAll(element, SAYING)) found.push(inside)
  }
  return found
}

/**
 * The page itself as an item: what is marked with `data-inkling-item`; else what JSON-LD, microdata or Open Graph say that
 * it is; else its one <article>; else a main heading with enough text. Front pages and pages of many are none.
 */
export function pageItem(document: Document, metadata: MetadataByUrl): PageItem | undefined {
  const beside = sayingBeside(document)
  const all = (selector: string) => beside.filter((each) => dom.matches(each, selector)).slice(0, MOST)
  const outermost = (selector: string) =>
    all(selector).filter((each) => !dom.closest(dom.parentElement(each), selector))

  const [marked] = all('[data-inkling-item]')
  const metaOf = metasOf(document)
  const address = pageId(document, metaOf)
  const id = dom.getAttribute(marked, 'data-inkling-item')?.trim() || address
  if (!id) return

  const isFront = address === '/'
  const named = metadata.get(address ?? id)
  const said = named?.type ? named : isFront ? undefined : metadata.get('')
  const things = outermost('[itemscope][itemtype]').filter((each) => OWN_PAGE.test(dom.getAttribute(each, 'itemtype')!))
  const thing = things.length === 1 ? things[0] : undefined
  const heads = all('h1')
  const articles = outermost('article')
  const article = articles.length > 1 ? articles.find((each) => dom.contains(each, heads[0] ?? null)) : articles[0]
  const [main] = [...all('[itemprop=articleBody]'), ...all('main'), ...all('[role=main]'), dom.body(document)]
  const graph = openGraph(metaOf)

  let by: PageItem['by']
  if (marked) by = 'mark'
  else if (said) by = 'json-ld'
  else if (thing) by = 'microdata'
  else if (OWN_TYPE.test(metaOf('og:type')[0] ?? '')) by = 'open-graph'
  else if (isFront) return
  else if (articles.length === 1) by = 'article'
  else if (heads.length === 1 && hasText(main!)) by = 'text'
  else return
  if (by === 'article' && isIndex(articles[0]!)) return

  const element = marked ?? thing ?? article ?? main!
  if (isSensitive(element)) return
  const head = heads.find((each) => dom.contains(element, each))
  const saying = sayingOf(element, head)
  const read = readItem([element], metadata, dom.baseURI(document), id, saying)
  const isOwn = (link: Element) => addressOf(link, dom.baseURI(document)) === id
  const title = said?.title || visibleText(head) || graph.title || read?.title
  if (!title) return
  const { type, ...known } = said ?? {}
  // The paragraphs of a whole article are no summary, if the page has one of its own.
  const { summary = read?.summary } = graph
  return {
    by,
    element,
    item: { ...taxonomyOf(saying, isOwn), ...graph, ...known, ...read, ...(summary && { summary }), id, title },
  }
}
