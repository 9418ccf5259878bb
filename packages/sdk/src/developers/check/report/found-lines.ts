import type { PageOrder } from '../../../types.ts'
import type { CheckReport, Sources } from './report.ts'

/** What each order means for the ranking. */
const ORDERS: Readonly<Record<PageOrder, string>> = {
  auto: 'Its order isn’t recognised. If editors arrange it, add data-inkling-order="editors".',
  editors: 'Its order counts as the editors’ choice.',
  number: 'Its items are numbered, so their places count.',
  newest: 'It lists the newest items first, so dates count instead of places.',
  oldest: 'It lists the oldest items first, so places don’t count.',
  price: 'It is in order of price, so places don’t count.',
  name: 'It is in order of title, so places don’t count.',
  none: 'Its places don’t count.',
}

const fromWhere = (sources: Sources): string =>
  Object.entries(sources)
    .map(([source, number], _, { length }) => (length > 1 ? `${source} (${number})` : source))
    .join(', ') || 'nowhere'

/** Describes what was found, with one line for each list and slot and for the page. */
export function foundLines({ lists, slots, page }: CheckReport): string[] {
  const lines = lists.map(
    ({ name, at, items, fixed, from, reach, order = 'auto' }) =>
      `List “${name}” (${at}): ${items.length} ${items.length === 1 ? 'item' : 'items'}, ${fixed} fixed. ` +
      `Ids from ${fromWhere(from.id)}; titles from ${fromWhere(from.title)}; topics from ${fromWhere(from.topic)}; dates from ${fromWhere(from.published)}. ` +
      `${ORDERS[order]} ` +
      `Ranked by ${reach.tier === 'lexical' ? 'words, topics and authors alone' : 'the model'}, because ${reach.why}.`,
  )
  for (const { name, at, creatives } of slots)
    lines.push(`Slot “${name}” (${at}): ${creatives.length ? creatives.join(', ') : 'no creatives'}.`)
  if (page)
    lines.push(`The page is an item by ${page.by}: “${page.item.title}”, id ${page.item.id}, read in ${page.at}.`)
  return lines
}
