import type { ItemContent } from '../../types.ts'

type Labelled = Pick<ItemContent, 'topic' | 'tags'>

/** A page ranks the same things again and again, and to explain it more often still. */
const known = new WeakMap<Labelled, ReadonlySet<string>>()

/** What an item is filed under: its topic and its tags, each once. */
export function labelsOf(item: Labelled): ReadonlySet<string> {
  const { topic, tags } = item
  const labels = known.get(item) ?? new Set([...(topic ? [topic] : []), ...(tags ?? [])])
  known.set(item, labels)
  return labels
}
