import * as dom from '../../lib/dom.ts'
import { urlId } from './url.ts'

export interface Metadata {
  /** Of something that can be a page's own item: an article, a product, a film. */
  type?: string
  title?: string
  topic?: string
  published?: string
  tags?: string[]
  author?: string
}

/**
 * What a page's JSON-LD says of things with an address, by {@link urlId}. Under '' is the one thing of the page that its
 * JSON-LD is about, if there is just one.
 */
export type MetadataByUrl = ReadonlyMap<string, Metadata>

/** JSON-LD is the page's, not ours: bounded in depth, and all scripts of a page together in characters and in objects. */
const MAX_CHARACTERS = 500_000
const MAX_OBJECTS = 5000
const MAX_DEPTH = 8

/** Types of schema.org, also by the ends of their names, whose things are read, watched, bought or gone to. */
export const OWN_PAGE =
  /Article|Posting|Product|Recipe|(?:Video|Audio)Object|Event\b|Book\b|Movie|Course\b|Episode|Series\b|Game\b|Application|HowTo\b|Music|CreativeWork\b|Question\b|Vehicle|Apartment|Trip\b/
/** A page of these is a page of many. */
const MANY = /CollectionPage|ItemList\b|SearchResultsPage/

type Json = Record<string, unknown>

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A string, also as the first of several or as the name of something. */
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
  const tags = strings(record['keywords']).flatMap((words) => words.split(','))
  return {
    ...(type && { type }),
    ...(type && title && { title }),
    ...(topic && { topic }),
    ...(published && { published }),
    ...(tags.length && { tags }),
    ...(author && { author }),
  }
}

/** What was read last, and of what: many lists ask for the same. */
let last: { readonly key: string; readonly found: MetadataByUrl } | undefined

/** The page's `application/ld+json`, in its order, as far as it may be read: a script that is too long is skipped. */
function sourcesOf(root: ParentNode): Array<readonly [source: string, own: boolean]> {
  let left = MAX_CHARACTERS
  return [...dom.querySelectorAll(root, 'script[type="application/ld+json"]')].flatMap((script) => {
    const source = dom.textContent(script) ?? ''
    if (source.length > left) return []
    left -= source.length
    return [[source, !isStale(script, source)] as const]
  })
}

/** Reads every `application/ld+json` of the page; what isn't JSON is skipped. */
export function readMetadata(root: ParentNode, base: string): MetadataByUrl {
  const sources = sourcesOf(root)
  const key = [base, ...sources].join('\n')
  if (last?.key !== key) last = { key, found: parse(sources, base) }
  return last.found
}

function parse(sources: ReturnType<typeof sourcesOf>, base: string): MetadataByUrl {
  const found = new Map<string, Metadata>()
  let left = MAX_OBJECTS
  /** What the page's JSON-LD is about. */
  const subjects: Metadata[] = []
  let many = false

  /** @param listed the address that a list gives to its entry */
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
    // What an entry of a breadcrumb trail or a person is called says nothing of the page at its address.
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
      // Broken markup of the page's own is common and not ours to report.
    }
  }
  if (subjects.length === 1 && !many) found.set('', subjects[0]!)
  return found
}

/** What each element said, and on which page of the application. */
const known = new WeakMap<Element, readonly [path: string, said: string]>()

/**
 * Whether an element says what it said on another page of this application: libraries that exchange bodies leave the head
 * as the first page had it. What is said anew, or by a new element, is said of this page.
 */
export function isStale(element: Element, said: string): boolean {
  // On the command line there is none.
  const pathname = globalThis.location?.pathname ?? ''
  const [path, before] = known.get(element) ?? []
  if (before === said) return path !== pathname
  known.set(element, [pathname, said])
  return false
}
