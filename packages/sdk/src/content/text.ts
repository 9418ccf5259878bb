import type { Item } from '../types.ts'

/** An event keeps this much of a text, and so do vectors: the same text must always give the same fingerprint. */
export const MAX_TEXT = 300

// What changes without the item changing, in English and in figures: ages, clock times, dates, counts of views or comments,
// prices. Repetitions of figures are bounded, so that no text makes a pattern try every way to part it.
export const VOLATILE: readonly RegExp[] = [
  /\b(?:\d{1,4}|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\.?\s+ago\b/gi,
  /\b(?:just now|updated|yesterday|today)\b/gi,
  /\b\d{1,2}(?::\d{2}(?:\s*[ap]\.?m\.?)?|\s?h\s?\d{2})\b/gi,
  /\b(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{4})\b/g,
  /\d[\d.,]{0,11}\s*(?:[km]\s*)?(?:views?|comments?|likes?|shares?|reads?|reviews?|ratings?|sold|min(?:ute)?s? read)\b/gi,
  /(?:\p{Sc}|USD|EUR|GBP|RUB)\s?\d[\d.,\s]{0,14}|\d[\d.,\s]{0,14}(?:\p{Sc}|(?:USD|EUR|GBP|RUB|CHF|kr)\b)/gu,
]

/** What each of these patterns needs at the least. Most texts have none of it, and one search that finds nothing is cheap. */
const MAY_BE_VOLATILE = /\d|ago|just now|updated|yesterday|today/i

let ofLanguages: readonly RegExp[] = []

/** From now on, what these find is taken out as well: how other languages say it. */
export function stripAlso(patterns: readonly RegExp[]): void {
  ofLanguages = patterns
}

/** Takes out times, counts and prices, so that "3 min ago" makes no new item, and folds white space. */
export function stripVolatile(text: string): string {
  let stripped = text
  // A language's own first: its price may begin with a number that is a date here.
  for (const pattern of [...ofLanguages, ...(MAY_BE_VOLATILE.test(text) ? VOLATILE : [])])
    stripped = stripped.replace(pattern, ' ')
  // Single blanks are nearly all there is, and need no replacing.
  return stripped.replace(/\s\s+|[^\S ]/g, ' ').trim()
}

/** One text for an item: topic, title, summary, tags, in this order, since an encoder reads only the beginning. */
export function itemText(item: Pick<Item, 'title' | 'summary' | 'topic' | 'tags'>): string {
  // A page may hand over megabytes: patterns see a bounded text.
  const title = stripVolatile(item.title.slice(0, 4 * MAX_TEXT))
  const summary = stripVolatile((item.summary ?? '').slice(0, 4 * MAX_TEXT))
  const parts = [item.topic ? `${item.topic}: ${title}` : title, summary, (item.tags ?? []).slice(0, 12).join(', ')]
  const joined = parts.filter(Boolean).join('. ')
  // Cut by code points: half a surrogate pair is no text.
  return joined.length <= MAX_TEXT
    ? joined
    : Array.from(joined.slice(0, 2 * MAX_TEXT))
        .slice(0, MAX_TEXT)
        .join('')
}
