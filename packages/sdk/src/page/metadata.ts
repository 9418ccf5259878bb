import { urlId } from './url.ts'

export interface Metadata {
  topic?: string
  published?: string
  tags?: string[]
}

/** What a page's JSON-LD says of things with an address, by {@link urlId}. */
export type MetadataByUrl = ReadonlyMap<string, Metadata>

/** JSON-LD is the page's, not ours: bounded in size and depth. */
const MAX_CHARACTERS = 500_000
const MAX_DEPTH = 6

const text = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first.trim() ? first.trim() : undefined
}

function collect(node: unknown, base: string, found: Map<string, Metadata>, depth: number): void {
  if (depth > MAX_DEPTH || typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const each of node) collect(each, base, found, depth + 1)
    return
  }
  const record = node as Record<string, unknown>
  const main = record['mainEntityOfPage']
  const href =
    text(record['url']) ??
    text(main) ??
    text((main as Record<string, unknown> | undefined)?.['@id']) ??
    text(record['@id'])
  const id = href === undefined ? undefined : urlId(href, base)
  const topic = text(record['articleSection']) ?? text(record['category']) ?? text(record['genre'])
  const published = text(record['datePublished'])
  const keywords = record['keywords']
  const tags =
    typeof keywords === 'string'
      ? keywords.split(',')
      : Array.isArray(keywords)
        ? keywords.filter((k) => typeof k === 'string')
        : []
  if (id !== undefined && (topic || published || tags.length)) {
    found.set(id, { ...(topic && { topic }), ...(published && { published }), ...(tags.length && { tags }) })
  }
  for (const value of Object.values(record)) collect(value, base, found, depth + 1)
}

/** Reads every `application/ld+json` of the page; what isn't JSON is passed over. */
export function readMetadata(root: ParentNode, base: string): MetadataByUrl {
  const found = new Map<string, Metadata>()
  for (const script of root.querySelectorAll('script[type="application/ld+json"]')) {
    const source = script.textContent ?? ''
    if (source.length > MAX_CHARACTERS) continue
    try {
      collect(JSON.parse(source), base, found, 0)
    } catch {
      // Broken markup of the page's own is common and not ours to report.
    }
  }
  return found
}
