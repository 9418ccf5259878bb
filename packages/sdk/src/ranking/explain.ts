import type { Explanation } from '../types.ts'
import type { Evidence, History } from './features/evidence.ts'
import { type RankInput, rank } from './rank.ts'

function without(history: History, event: Evidence): History {
  const drop = (side: readonly Evidence[]) => side.filter((each) => each !== event)
  const { positive, skipped, dismissed, read } = history
  return { positive: drop(positive), skipped: drop(skipped), dismissed: drop(dismissed), read }
}

/**
 * The parts of an item's score, and by leave-one-out what each past event did to its place: take the event away, rank
 * again. Not additive. Undefined when the item isn't among the candidates.
 */
export function explain(input: RankInput, id: string): Explanation | undefined {
  const ranking = rank(input)
  const item = ranking.items.find((each) => each.id === id)
  if (!item) return undefined
  const events = [...input.history.positive, ...input.history.dismissed]
    .map((event) => {
      const again = rank({ ...input, history: without(input.history, event) })
      const place = again.items.find((each) => each.id === id)!.to
      return { item: event.item, text: event.text, kind: event.kind, without: place }
    })
    .filter((event) => event.without !== item.to)
    .sort((a, b) => Math.abs(b.without - item.to) - Math.abs(a.without - item.to))
  const { score, parts, from, to } = item
  return { id, score, parts, from, to, tier: ranking.tier, events }
}
