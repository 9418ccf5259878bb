import type { Item } from '../types.ts'

/** An event keeps this much of a text, and so do vectors: the same text must always give the same fingerprint. */
export const MAX_TEXT = 300

// What changes without the item changing: relative times, clock times, counts of views or comments, prices.
export const VOLATILE: readonly RegExp[] = [
  /\b(?:\d+|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\s+ago\b/gi,
  /\b\d+\s*(?:секунд\p{L}*|минут\p{L}*|час\p{L}*|д(?:ень|ня|ней)|недел\p{L}*|месяц\p{L}*)\s+назад/giu,
  /\b(?:just now|updated|yesterday|today)\b/gi,
  /\b\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?\b/gi,
  /[\d.,]+\s*(?:[kKmM]\s*)?(?:views?|comments?|likes?|shares?|reads?|reviews?|ratings?|sold|min(?:ute)?s? read)\b/gi,
  /(?:[$€£¥₽]|USD|EUR|GBP|RUB)\s?\d[\d.,\s]*|\d[\d.,\s]*(?:[$€£¥₽]|(?:USD|EUR|GBP|RUB)\b)/g,
]

/**
 * What each of these patterns needs at the least: a digit, one of its words, or a count that is nothing but a full stop.
 * Most texts have none of it, and one search that finds nothing costs a fifth of six replacements.
 */
const MAY_BE_VOLATILE =
  /\d|ago|just now|updated|yesterday|today|[.,]\s*(?:[km]\s*)?(?:view|comment|like|share|rea|rev|rating|sold|min)/i

/** Takes out times, counts and prices, so that "3 min ago" makes no new item, and folds white space. */
export function stripVolatile(text: string): string {
  let stripped = text
  if (MAY_BE_VOLATILE.test(text)) for (const pattern of VOLATILE) stripped = stripped.replace(pattern, ' ')
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
