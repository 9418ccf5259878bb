/** Converts a logged item's fields to the SDK's item. */
import type { Item } from '../../../../sdk/src/types.ts'
import { instantOf } from './time.ts'

/** Supported field values. Metarank also has booleans and lists of numbers, which are ignored. */
export type FieldValue = string | number | readonly string[]

// Field names that are common for each property, in order of preference; Metarank leaves naming to the site.
const TITLE = ['title', 'name', 'headline']
const SUMMARY = ['summary', 'description', 'overview', 'subtitle']
const TOPIC = ['topic', 'category', 'section']
const TOPICS = ['genres', 'categories', 'topics']
const TAGS = ['tags', 'keywords', 'labels']
const AUTHOR = ['author', 'director', 'brand', 'creator']
const PUBLISHED = ['published', 'published_at', 'release_date', 'date', 'created_at']
const DATES: ReadonlySet<string> = new Set(PUBLISHED)
/** Names of the fields that an item can use; keeping others, such as a story's body, would only take memory. */
export const FIELDS: ReadonlySet<string> = new Set([TITLE, SUMMARY, TOPIC, TOPICS, TAGS, AUTHOR, PUBLISHED].flat())

/**
 * Smaller numbers are treated as seconds since 1970, because in milliseconds they would be dates within three years of
 * 1970.
 */
const LEAST_MILLISECONDS = 1e11

/**
 * A field's value if an item can use it. Numbers other than dates are dropped. This includes popularity, because a
 * log's popularity figures are from another source (votes, sales) rather than from clicks in these lists, and may be
 * newer than the lists.
 */
export function usableValue(name: string, value: unknown): FieldValue | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return DATES.has(name) ? value : undefined
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((each): each is string => typeof each === 'string')
  return texts.length ? texts : undefined
}

const textsOf = (value: FieldValue | undefined): string[] =>
  (typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [])
    .map((text) => text.trim())
    .filter(Boolean)

function publishedOf(value: FieldValue | undefined): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const instant = instantOf(value)
  if (instant === undefined) return undefined
  // Only plain numbers can be in seconds; `instantOf` has already converted other text to milliseconds.
  const bare = typeof value === 'number' || Number.isFinite(Number(value))
  return bare && !isYear(value) && Math.abs(instant) < LEAST_MILLISECONDS ? instant * 1000 : instant
}

/** "1995" in quotes is an ISO 8601 year; the number 1995 is in seconds, like any other number. */
const isYear = (value: FieldValue) => typeof value === 'string' && /^\s*\d{4}\s*$/.test(value)

/** @param fields keyed by name, in order of first appearance */
export function itemOf(id: string, fields: ReadonlyMap<string, FieldValue>): Item {
  const all = (names: readonly string[]) => names.flatMap((name) => textsOf(fields.get(name)))
  const title = all(TITLE)[0] ?? id
  const summary = all(SUMMARY)[0]
  const topics = [...all(TOPIC), ...all(TOPICS)]
  const topic = topics[0]
  // Drop other lists of words, such as a film's actors, because they blur the topic on RankLens (−.0015 nDCG@10).
  const tags = new Set([...topics, ...all(TAGS)])
  if (topic) tags.delete(topic)
  const author = all(AUTHOR)[0]
  const published = PUBLISHED.map((name) => publishedOf(fields.get(name))).find((at) => at !== undefined)
  return {
    id,
    title,
    ...(summary && { summary }),
    ...(topic && { topic }),
    ...(tags.size && { tags: [...tags] }),
    ...(author && { author }),
    ...(published !== undefined && { published }),
  }
}
