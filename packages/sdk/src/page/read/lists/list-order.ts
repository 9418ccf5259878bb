import type { Item } from '../../../types.ts'
import type { MetadataByUrl } from '../metadata.ts'
import { priceIn } from '../price.ts'
import { visibleText } from '../visible-text.ts'
import type { PageList } from './list.ts'
import { type OrderKeys, type RecognisedOrder, recogniseOrder } from './recognise-order.ts'

/** A number at the beginning of a text, possibly after a word or two: "3.", "#3", "Lesson 3: …". */
const NUMBER = /^[^\d]{0,24}?(\d{1,6})(?![\d.,]*\d)/
/** A number is searched for only within this many leading characters of a text. */
const BEGINNING = 60

/** Cached orders of lists, so that prices aren't read again when a list is ordered again. */
const known = new WeakMap<PageList['entries'], { readonly order: RecognisedOrder | undefined }>()

/** Recognises the order of a list on the page. @param metadata the page's JSON-LD */
export function listOrder(entries: PageList['entries'], metadata: MetadataByUrl): RecognisedOrder | undefined {
  const found = known.get(entries) ?? { order: read(entries, metadata) }
  known.set(entries, found)
  return found.order
}

function read(entries: PageList['entries'], metadata: MetadataByUrl): RecognisedOrder | undefined {
  const free = entries.filter(({ item }) => !item.pinned)
  const priceOf = ({ unit, item }: PageList['entries'][number]) =>
    (metadata.get(item.url ?? item.id) ?? metadata.get(item.id))?.price ?? priceIn(unit)
  const shownNumber = ({ unit, item }: PageList['entries'][number]) =>
    numberOf(item.title) ?? numberOf(visibleText(unit[0]))
  // In most lists, the first items show that there are no prices and no numbers.
  const top = free.slice(0, 3)
  const hasPrices = top.some((entry) => priceOf(entry) !== undefined)
  const hasNumbers = top.some((entry) => shownNumber(entry) !== undefined)
  return recogniseOrder(
    free.map((entry) => ({
      ...keysOf(entry.item),
      ...(hasNumbers && { number: shownNumber(entry) }),
      ...(hasPrices && { price: priceOf(entry) }),
    })),
  )
}

/** Recognises the order of items that aren't on the page. */
export const itemsOrder = (items: readonly Item[]): RecognisedOrder | undefined =>
  recogniseOrder(items.filter(({ pinned, sensitive }) => !pinned && !sensitive).map(keysOf))

function keysOf({ title, published }: Item): OrderKeys {
  const at = published === undefined ? Number.NaN : new Date(published).getTime()
  return { title, number: numberOf(title), ...(Number.isFinite(at) && { published: at }) }
}

function numberOf(text: string): number | undefined {
  const [, digits] = NUMBER.exec(text.slice(0, BEGINNING)) ?? []
  return digits === undefined ? undefined : Number(digits)
}
