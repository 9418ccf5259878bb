import * as dom from '../../lib/dom.ts'
import { parseAmount } from './price.ts'
import { urlId } from './url.ts'

export interface Metadata {
  /** The schema.org type, if things of this type can be a page's subject: an article, a product, a film. */
  type?: string
  title?: string
  topic?: string
  published?: string
  tags?: string[]
  author?: string
  price?: number
}

/**
 * The page's JSON-LD, keyed by URL ({@link urlId}). If the page is about exactly one thing, its data is also stored
 * under the key ''.
 */
export type MetadataByUrl = ReadonlyMap<string, Metadata>

/**
 * JSON-LD is untrusted input, so its depth is limited, and so are the numbers of characters and objects in all scripts
 * of a page together.
 */
const MAX_CHARACTERS = 500_000
const MAX_OBJECTS = 5000
const MAX_DEPTH = 8

/**
 * schema.org types that can be a page's subject: things to read, watch, buy or attend. Also matched as suffixes of type
 * names.
 */
export const OWN_PAGE =
  /Article|Posting|Product|Recipe|(?:Video|Audio)Object|Event\b|Book\b|Movie|Course\b|Episode|Series\b|Game\b|Application|HowTo\b|Music|CreativeWork\b|Question\b|Vehicle|Apartment|Trip\b/
/** Types that identify an index page. */
const MANY = /CollectionPage|ItemList\b|SearchResultsPage/

type Json = Record<string, unknown>

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a string, the first of several strings, or the name of an object. */
function text(value: unknown, key = 'name'): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  const string = isRecord(first) ? first[key] : first
  return typeof string === 'string' && string.trim() ? string.trim() : undefined
}

const strings = (value: unknown): string[] => [value].flat().filter((each) => typeof each === 'string')

function describe(record: Json): Metadata {
  const type = strings(record['@type']).find((name) => OWN_PAGE.test(name))
  const title = text(record['headline']) ?? text(record['name'])
  const topic = ['articleSection', 'category', 'recipeCategory', 'genre', 'section', 'occupationalCategory', 'about']
    .map((key) => text(record[key]))
    .find(Boolean)
  const published = text(record['datePublished'])
  const author = text(record['author'])
  const price = priceOf(record['offers'])
  const tags = strings(record['keywords']).flatMap((words) => words.split(','))
  return {
    ...(type && { type }),
    ...(type && title && { title }),
    ...(topic && { topic }),
    ...(published && { published }),
    ...(tags.length && { tags }),
    ...(author && { author }),
    ...(price !== undefined && { price }),
  }
}

/** The price of a product's first offer. */
function priceOf(offers: unknown): number | undefined {
  const first: unknown = Array.isArray(offers) ? offers[0] : offers
  return isRecord(first) ? parseAmount(first['price'] ?? first['lowPrice']) : undefined
}

/** The latest result and its input, cached because many lists need the data of the same page. */
let last: { readonly key: string; readonly found: MetadataByUrl } | undefined

/**
 * The page's `application/ld+json` scripts in document order. A script that would exceed the character limit is
 * skipped.
 */
function sourcesOf(root: ParentNode): Array<readonly [source: string, own: boolean]> {
  let left = MAX_CHARACTERS
  return [...dom.querySelectorAll(root, 'script[type="application/ld+json"]')].flatMap((script) => {
    const source = dom.textContent(script) ?? ''
    if (source.length > left) return []
    left -= source.length
    return [[source, !isStale(script, source)] as const]
  })
}

/** Reads every `application/ld+json` script on the page. Invalid JSON is skipped. */
export function readMetadata(root: ParentNode, base: string): MetadataByUrl {
  const sources = sourcesOf(root)
  const key = [base, ...sources].join('\n')
  if (last?.key !== key) last = { key, found: parse(sources, base) }
  return last.found
}

function parse(sources: ReturnType<typeof sourcesOf>, base: string): MetadataByUrl {
  const found = new Map<string, Metadata>()
  let left = MAX_OBJECTS
  /** Top-level objects that the page may be about. */
  const subjects: Metadata[] = []
  let many = false

  /** @param listed the URL that a list gives for this entry */
  const collect = (node: unknown, depth: number, top: boolean, listed?: unknown): void => {
    if (depth > MAX_DEPTH || typeof node !== 'object' || node === null || left-- <= 0) return
    if (Array.isArray(node)) {
      for (const each of node) collect(each, depth + 1, top)
      return
    }
    const record = node as Json
    const said = describe(record)
    if (top && MANY.test(text(record['@type']) ?? '')) many = true
    if (top && said.type && said.title) subjects.push(said)
    const addresses = [record['url'] ?? listed, record['mainEntityOfPage'], record['@id']].map((value) => {
      const href = text(value, '@id')
      return href && urlId(href, base)
    })
    // The name of a breadcrumb or a person isn't the title of the page to which its URL leads, so entries with only a
    // name are skipped.
    if (Object.keys(said).length)
      for (const id of new Set(addresses))
        if (id) found.set(id, said.type ? { ...found.get(id), ...said } : { ...said, ...found.get(id) })
    for (const [key, value] of Object.entries(record))
      collect(value, depth + 1, top && /^(?:@graph|mainEntity)$/.test(key), key === 'item' ? record['url'] : undefined)
  }

  for (const [source, own] of sources) {
    try {
      collect(JSON.parse(source), 0, own)
    } catch {
      // Invalid JSON-LD is common, and reporting it isn't our job.
    }
  }
  if (subjects.length === 1 && !many) found.set('', subjects[0]!)
  return found
}

/** Each element's content, and the application page on which the element was first seen. */
const known = new WeakMap<Element, readonly [path: string, said: string]>()

/**
 * Whether an element is left over from another page of this single-page application: libraries that replace only the
 * body leave the first page's head in place. An element that is new or has new content counts as belonging to this
 * page.
 */
export function isStale(element: Element, said: string): boolean {
  // On the command line, there is no `location`.
  const pathname = globalThis.location?.pathname ?? ''
  const [path, before] = known.get(element) ?? []
  if (before === said) return path !== pathname
  known.set(element, [pathname, said])
  return false
}
