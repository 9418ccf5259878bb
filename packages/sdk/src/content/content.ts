import type { Item, ItemContent } from '../types.ts'
import { fingerprint } from './fingerprint.ts'
import { itemText } from './text.ts'

/** Item → what the later stages need of it. Unusable dates and popularities are left out rather than guessed. */
export function itemContent(item: Item): ItemContent {
  const text = itemText(item)
  const published = item.published === undefined ? Number.NaN : new Date(item.published).getTime()
  const popularity = Number(item.popularity ?? Number.NaN)
  return {
    id: item.id,
    text,
    fingerprint: fingerprint(text),
    ...(item.topic && { topic: item.topic.trim().toLowerCase() }),
    ...(item.tags?.length && { tags: item.tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean) }),
    ...(item.author && { author: item.author.trim() }),
    ...(Number.isFinite(published) && { published }),
    ...(Number.isFinite(popularity) && { popularity: Math.min(1, Math.max(0, popularity)) }),
    ...(item.pinned && { pinned: true }),
  }
}
