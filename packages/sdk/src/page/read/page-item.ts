import * as dom from '../../lib/dom.ts'
import type { Item } from '../../types.ts'
import { addressOf, readItem } from './item.ts'
import { isSensitive } from './marks.ts'
import { isStale, type MetadataByUrl, OWN_PAGE } from './metadata.ts'
import { taxonomyOf } from './taxonomy.ts'
import { urlId } from './url.ts'
import { collapseWhitespace, visibleText } from './visible-text.ts'

export interface PageItem {
  /** The element whose reading is tracked. */
  readonly element: Element
  readonly item: Item
  /** The signal that identified the page as an item. */
  readonly by: 'mark' | 'json-ld' | 'microdata' | 'open-graph' | 'article' | 'text'
}

/** A page with one main heading counts as something to read if its paragraphs contain at least this many characters. */
const ENOUGH_TEXT = 600
/** An article whose paragraphs contain fewer characters counts as a mere introduction to a list. */
const INTRODUCTION = 250
/** Minimum number of links on an index page. */
const ENOUGH_LINKS = 5
/** Parts of a page that describe something other than the page itself. A framework renders `ranked` lists. */
const MARKED = '[data-inkling-list],[data-inkling-ranked],[data-inkling-slot]'
/** Elements that may describe the page itself. */
const SAYING = '[data-inkling-item],[itemscope][itemtype],h1,article,[itemprop=articleBody],main,[role=main]'
const ASIDE = 'header,footer,aside,nav,dialog,form'
/**
 * Open Graph types that represent a single thing. They don't include `website`, which most front pages declare, or
 * `profile`, which is used for pages about people.
 */
const OWN_TYPE = /article|product|video|book|recipe|music|event/

/**
 * The contents of the page's <meta> elements, keyed by name or property. The whole document is searched once, because
 * some of these elements are in the body.
 */
function metasOf(document: Document): (name: string) => readonly string[] {
  const found = new Map<string, string[]>()
  for (const meta of dom.querySelectorAll(document, 'meta[content]')) {
    const name = dom.getAttribute(meta, 'property') ?? dom.getAttribute(meta, 'name')
    const content = collapseWhitespace(dom.getAttribute(meta, 'content'))
    // Microdata uses <meta> elements without names, possibly many of them.
    if (!name || !content || isStale(meta, content)) continue
    const said = found.get(name)
    if (said) said.push(content)
    else found.set(name, [content])
  }
  return (name) => found.get(name) ?? []
}

/**
 * The page's id, which equals the id derived from links to the page. It is based on the canonical URL, or else on Open
 * Graph's URL, or else on the location. Two kinds of canonical URLs are ignored: a URL on another site, which points to
 * the original of a reprint, and the front page's URL on any other page, which is a template error.
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

/** An item's properties from Open Graph and from <meta> elements for search engines. */
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

/**
 * If an item has at least this many elements, only the part around its heading is searched, because searching all of it
 * would take too long.
 */
const LARGE = 5000

/**
 * The elements in which to search for an item's properties: the whole item or, if it is large, only the part around its
 * heading.
 */
function sayingOf(element: Element, heading: Element | undefined): Element[] {
  if (dom.getElementsByTagName(element, '*').length < LARGE) return [element]
  const beside = dom.closest(heading, 'header,hgroup') ?? heading
  return beside && beside !== element ? [beside] : []
}

/** Maximum number of candidates of each kind. A page with more is an index page. */
const MOST = 1000

/**
 * Whether an element contains enough characters in paragraphs outside lists, asides and forms.
 *
 * @param aside a selector for elements to ignore
 */
function hasText(main: Element, enough = ENOUGH_TEXT, aside = ASIDE): boolean {
  let length = 0
  for (const paragraph of dom.getElementsByTagName(main, 'p')) {
    if (!dom.closest(paragraph, `${aside},${MARKED}`)) length += dom.textContent(paragraph)!.length
    if (length >= enough) return true
  }
  return false
}

const HEADINGS = ':is(h1,h2,h3,h4,h5,h6)'
/**
 * Signs of an index page: a marked list, or articles whose headings are links. Comment headings don't count, because
 * they aren't links.
 */
const MANY = `[data-inkling-list],article ${HEADINGS} a[href],article a[href] ${HEADINGS}`

/** Whether links make up most of an element's text. */
function isLinks(element: Element): boolean {
  const links = [...dom.querySelectorAll(element, 'a[href]')].slice(0, MOST)
  const texts = links
    .filter((link) => !dom.closest(link, ASIDE))
    .map((link) => collapseWhitespace(dom.textContent(link)))
  const whole = dom.textContent(element)!.replace(/\s+/g, ' ')
  return texts.length >= ENOUGH_LINKS && texts.join('').length * 2 > whole.length
}

/**
 * Whether an <article> wraps an index: it links to many articles, and its own text is no longer than an introduction.
 */
const isIndex = (article: Element): boolean =>
  (!!dom.querySelector(article, MANY) || isLinks(article)) &&
  !hasText(article, INTRODUCTION, `${ASIDE},article article`)

/**
 * Elements outside lists and slots that may describe the page itself. Lists and slots aren't searched because a page
 * with many lists can have a hundred thousand elements, nearly all of them inside lists.
 */
function sayingBeside(document: Document): Element[] {
  const around = new Set<Element>()
  // Use separate queries, because browsers run one simple selector several times as fast as a list of two.
  for (const marked of MARKED.split(',').flatMap((each) => [...dom.querySelectorAll(document, each)]))
    for (let each = dom.parentElement(marked); each && !around.has(each); each = dom.parentElement(each))
      around.add(each)
  const found: Element[] = []
  // Traverses in document order with an explicit stack, because scripts may nest elements to any depth.
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
 * Reads the page itself as an item. A page is an item if an element is marked with `data-inkling-item`; failing that,
 * if JSON-LD, microdata or Open Graph say so; failing that, if it has a single <article> or one main heading with
 * enough text. Front pages and index pages aren't items.
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
  // The page's own summary takes precedence over the article's paragraphs.
  const { summary = read?.summary } = graph
  return {
    by,
    element,
    item: { ...taxonomyOf(saying, isOwn), ...graph, ...known, ...read, ...(summary && { summary }), id, title },
  }
}
