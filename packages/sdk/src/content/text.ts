import type { Item } from '../types.ts'

/**
 * Maximum length, in code points, of the text used for events and vectors. Must not change: the same text must always
 * have the same fingerprint.
 */
export const MAX_TEXT = 300

// English or numeric text that changes while the item stays the same: ages, times, dates, counts, prices. Repetition of
// digits is bounded to prevent catastrophic backtracking.
export const VOLATILE: readonly RegExp[] = [
  /\b(?:\d{1,4}|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\.?\s+ago\b/gi,
  /\b(?:just now|updated|yesterday|today)\b/gi,
  /\b\d{1,2}(?::\d{2}(?:\s*[ap]\.?m\.?)?|\s?h\s?\d{2})\b/gi,
  /\b(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{4})\b/g,
  /\d[\d.,]{0,11}\s*(?:[km]\s*)?(?:views?|comments?|likes?|shares?|reads?|reviews?|ratings?|sold|min(?:ute)?s? read)\b/gi,
  /(?:\p{Sc}|USD|EUR|GBP|RUB)\s?\d[\d.,\s]{0,14}|\d[\d.,\s]{0,14}(?:\p{Sc}|(?:USD|EUR|GBP|RUB|CHF|kr)\b)/gu,
]

/** A quick test that rules out most texts. Every text that one of these patterns matches passes the test. */
const MAY_BE_VOLATILE = /\d|ago|just now|updated|yesterday|today/i

let ofLanguages: readonly RegExp[] = []

/** Sets the patterns for the page's other languages. */
export function setVolatilePatterns(patterns: readonly RegExp[]): void {
  ofLanguages = patterns
}

/** Removes times, counts and prices, so that "3 min ago" doesn't make a new item, and collapses white space. */
export function stripVolatile(text: string): string {
  let stripped = text
  // Apply the other languages' patterns first, because what looks like a date in English may be the beginning of a
  // price in another language.
  for (const pattern of [...ofLanguages, ...(MAY_BE_VOLATILE.test(text) ? VOLATILE : [])])
    stripped = stripped.replace(pattern, ' ')
  // Single spaces are by far the most common white space and needn't be replaced.
  return stripped.replace(/\s\s+|[^\S ]/g, ' ').trim()
}

/** An item's text: topic, title, summary and tags, in this order, because an encoder reads only the beginning. */
export function itemText(item: Pick<Item, 'title' | 'summary' | 'topic' | 'tags'>): string {
  // Limit how much text the patterns have to process, since a page may pass in megabytes.
  const title = stripVolatile(item.title.slice(0, 4 * MAX_TEXT))
  const summary = stripVolatile((item.summary ?? '').slice(0, 4 * MAX_TEXT))
  const parts = [item.topic ? `${item.topic}: ${title}` : title, summary, (item.tags ?? []).slice(0, 12).join(', ')]
  const joined = parts.filter(Boolean).join('. ')
  // Truncate by code points, to keep surrogate pairs whole.
  return joined.length <= MAX_TEXT
    ? joined
    : Array.from(joined.slice(0, 2 * MAX_TEXT))
        .slice(0, MAX_TEXT)
        .join('')
}
