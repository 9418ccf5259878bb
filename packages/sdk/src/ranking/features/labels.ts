import type { ItemContent } from '../../types.ts'

type Labelled = Pick<ItemContent, 'topic' | 'tags'>

/** Cached, because a page ranks the same items many times, and explanations rank them even more often. */
const known = new WeakMap<Labelled, ReadonlySet<string>>()

/** An item's topic and tags, without duplicates. */
export function labelsOf(item: Labelled): ReadonlySet<string> {
  const { topic, tags } = item
  const labels = known.get(item) ?? new Set([...(topic ? [topic] : []), ...(tags ?? [])])
  known.set(item, labels)
  return labels
}
