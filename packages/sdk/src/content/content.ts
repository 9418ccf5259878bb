import { own } from '../lib/json/own.ts'
import { primaryLanguage } from '../lib/text/language.ts'
import { normalized } from '../lib/text/normalized.ts'
import type { Item, ItemContent } from '../types.ts'
import { fingerprint } from './fingerprint.ts'
import { itemText } from './text.ts'

/** What is known of an item that it doesn't say. */
export interface Beside {
  /** Popularity by the site's file, for an item that tells none. */
  readonly figure?: number | undefined
  /** The same where the file doesn't have it, of an item that wasn't published after `until`, in milliseconds since 1970. */
  readonly unlisted?: { readonly figure: number; readonly until: number } | undefined
  /** The page's language, for an item that tells none. */
  readonly language?: string | undefined
  /** Whether pictures count. auto: of items without words. Default: they don't. */
  readonly pictures?: 'auto' | boolean | undefined
}

/** What was made of an item, and what the item said then: a site may change its own objects. */
const made = new WeakMap<Item, { readonly from: Item; readonly beside: Beside; readonly content: ItemContent }>()

function says(a: Item, b: Item): boolean {
  const { tags: some = [], ...one } = a
  const { tags: others = [], ...other } = b
  const keys = Object.keys(one) as Array<keyof typeof one>
  return (
    keys.length === Object.keys(other).length &&
    // Dates are objects, and are made anew rather than compared.
    keys.every((key) => one[key] === other[key] && typeof one[key] !== 'object') &&
    some.length === others.length &&
    some.every((tag, i) => tag === others[i])
  )
}

/** As {@link makeContent}; the text and its fingerprint, most of what a ranking costs, are made once for each item. */
export function itemContent(item: Item, beside: Beside = {}): ItemContent {
  const known = made.get(item)
  const isSame =
    known?.beside.figure === beside.figure &&
    known?.beside.language === beside.language &&
    known?.beside.unlisted === beside.unlisted
  if (isSame && known && says(item, known.from)) return known.content
  const content = makeContent(item, beside)
  made.set(item, { beside, content, from: { ...item, ...(item.tags && { tags: [...item.tags] }) } })
  return content
}

/** Item → what the later stages need of it. Unusable dates and popularities are left out rather than guessed. */
function makeContent(given: Item, { figure, unlisted, language: pages, pictures }: Beside): ItemContent {
  const item = own(given)
  // Nothing of it goes further than its place.
  if (item.sensitive) return own({ id: item.id, text: '', fingerprint: '', pinned: true })
  // What has no words is titled by its picture's address, which says nothing.
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
