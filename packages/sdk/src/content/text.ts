import type { Item } from '../types.ts'

/** An event keeps this much of a text, and so do vectors: the same text must always give the same fingerprint. */
export const MAX_TEXT = 300

// What changes without the item changing: ages, clock times, dates in figures, counts of views or comments, prices; in
// English, Russian, German, French and Spanish. Repetitions of figures are bounded, so that no text makes a pattern try every
// way to part it.
export const VOLATILE: readonly RegExp[] = [
  /\b(?:\d{1,4}|an?|one)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\s+ago\b/gi,
  /(?:\d{1,4}\s*)?(?:сек|мин|час|день|дн|недел|месяц|год|лет)[а-я]{0,4}\.?\s+назад/gi,
  /\bvor\s+(?:\d{1,4}|ein(?:er|em)|wenigen)\s*(?:Sek|Min|Std|Stund|Tag|Woche|Monat|Jahr)[a-z]{0,4}\b/gi,
  /\bil y a\s+(?:\d{1,4}|une?|quelques)\s*(?:s|sec|secondes?|min|minutes?|h|heures?|j|jours?|semaines?|mois|ans?)\b/gi,
  /\bhace\s+(?:\d{1,4}|un[ao]?s?)\s*(?:s|seg|segundos?|min|minutos?|h|horas?|d[ií]as?|semanas?|mes|meses|años?)\b/gi,
  /\b(?:just now|updated|yesterday|today)\b/gi,
  /\b\d{1,2}(?::\d{2}(?:\s*[ap]\.?m\.?)?|\s?h\s?\d{2}|\sUhr)\b/gi,
  /\b(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{4})\b/g,
  /\d[\d.,]{0,11}\s*(?:[km]\s*)?(?:views?|comments?|likes?|shares?|reads?|reviews?|ratings?|sold|min(?:ute)?s? read)\b/gi,
  /\d[\d.,]{0,11}\s*(?:Kommentare?|Aufrufe|Bewertungen|Min\.? Lesezeit|commentaires?|vues|avis|partages|min de lecture|comentarios?|visitas|reseñas|min de lectura)\b/gi,
  /\d[\d.,]{0,11}\s*(?:тыс\.\s*)?(?:комментари|просмотр|отзыв|лайк)[а-я]{0,3}/gi,
  /(?:\p{Sc}|USD|EUR|GBP|RUB)\s?\d[\d.,\s]{0,14}|\d[\d.,\s]{0,14}(?:\p{Sc}|(?:USD|EUR|GBP|RUB|CHF|kr)\b|руб\p{L}{0,3}\.?)/gu,
]

/** What each of these patterns needs at the least. Most texts have none of it, and one search that finds nothing is cheap. */
const MAY_BE_VOLATILE = /\d|ago|just now|updated|yesterday|today|назад|vor\s+(?:ein|wen)|il y a|hace\s+un/i

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
