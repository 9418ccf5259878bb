import { own } from '../lib/json/own.ts'
import { primaryLanguage } from '../lib/text/language.ts'
import { normalized } from '../lib/text/normalized.ts'
import type { Item, ItemContent } from '../types.ts'
import { fingerprint } from './fingerprint.ts'
import { itemText } from './text.ts'

/** Values for fields that an item doesn't set itself. */
export interface ItemDefaults {
  /** Popularity from the site's file, for an item without its own. */
  readonly figure?: number | undefined
  /** Popularity of items that aren't in the file and weren't published after `until` (milliseconds since 1970). */
  readonly unlisted?: { readonly figure: number; readonly until: number } | undefined
  /** The page's language, for an item without its own. */
  readonly language?: string | undefined
  /** Whether pictures are used; `auto` uses them only for items without text. Default: false. */
  readonly pictures?: 'auto' | boolean | undefined
}

/** Cached content, with the item's fields at the time of caching, since a site may change its own objects. */
const cache = new WeakMap<
  Item,
  { readonly from: Item; readonly defaults: ItemDefaults; readonly content: ItemContent }
>()

function isUnchanged(a: Item, b: Item): boolean {
  const { tags: some = [], ...one } = a
  const { tags: others = [], ...other } = b
  const keys = Object.keys(one) as Array<keyof typeof one>
  return (
    keys.length === Object.keys(other).length &&
    // Objects such as dates can't be compared, so the content is recomputed.
    keys.every((key) => one[key] === other[key] && typeof one[key] !== 'object') &&
    some.length === others.length &&
    some.every((tag, i) => tag === others[i])
  )
}

/**
 * Like {@link makeContent}, but cached per item: computing the text and its fingerprint is the largest part of a
 * ranking's cost.
 */
export function itemContent(item: Item, defaults: ItemDefaults = {}): ItemContent {
  const known = cache.get(item)
  const isSame =
    known?.defaults.figure === defaults.figure &&
    known?.defaults.language === defaults.language &&
    known?.defaults.unlisted === defaults.unlisted
  if (isSame && known && isUnchanged(item, known.from)) return known.content
  const content = makeContent(item, defaults)
  cache.set(item, { defaults, content, from: { ...item, ...(item.tags && { tags: [...item.tags] }) } })
  return content
}

/** Extracts what later stages need from an item. Invalid dates and popularities are dropped rather than guessed. */
function makeContent(given: Item, { figure, unlisted, language: pages, pictures }: ItemDefaults): ItemContent {
  const item = own(given)
  // For a sensitive item, pass on only its id and its place.
  if (item.sensitive) return own({ id: item.id, text: '', fingerprint: '', pinned: true })
  // Items without text have their picture's URL as the title. A URL doesn't count as text.
  const text = item.title === item.picture ? '' : itemText(item)
  const picture = (pictures === true || (pictures && !text)) && item.picture
  const published = item.published === undefined ? Number.NaN : new Date(item.published).getTime()
  const rest = unlisted && !(published >= unlisted.until) ? unlisted.figure : Number.NaN
  const popularity = Number(item.popularity ?? figure ?? rest)
  const language = primaryLanguage(item.language ?? pages)
  return own({
    id: item.id,
    text,
    fingerprint: fingerprint(picture ? text + picture : text),
    ...(picture && { picture }),
    ...(item.topic && { topic: normalized(item.topic) }),
    ...(item.tags?.length && { tags: item.tags.map(normalized).filter(Boolean) }),
    ...(item.author && { author: item.author.trim() }),
    ...(Number.isFinite(published) && { published }),
    ...(Number.isFinite(popularity) && { popularity: Math.min(1, Math.max(0, popularity)) }),
    ...(language && { language }),
    ...(item.pinned && { pinned: true }),
    ...(item.breaking && { breaking: true }),
  })
}
