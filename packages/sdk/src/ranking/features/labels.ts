import type { ItemContent } from '../../types.ts'

/** What an item is filed under: its topic and its tags, each once. */
export function labelsOf({ topic, tags }: Pick<ItemContent, 'topic' | 'tags'>): ReadonlySet<string> {
  return new Set([...(topic ? [topic] : []), ...(tags ?? [])])
}
