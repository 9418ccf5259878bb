/**
 * Measures whether explanations are faithful to the ranking: deletion curves, smallest sets, and what sentences
 * mention.
 */
import type { Evidence } from '../../src/ranking/features/evidence.ts'
import { wordVectors } from '../../src/ranking/features/word-vectors.ts'
import { type RankInput, rank } from '../../src/ranking/rank.ts'
import { explain } from '../../src/ranking/why/explain.ts'
import type { EventRef, Explanation } from '../../src/types.ts'
import type { Random } from './readers.ts'

const AGAIN = { rank, readWords: wordVectors }
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

type Named = Pick<EventRef, 'item' | 'kind' | 'at'>

export function withoutEvents(input: RankInput, events: Iterable<Named>): RankInput {
  const key = ({ item, kind, at }: Named) => `${kind} ${at} ${item}`
  const gone = new Set(Array.from(events, key))
  const keep = (side: readonly Evidence[]) => side.filter((event) => !gone.has(key(event)))
  const { history } = input
  return { ...input, history: { ...history, positive: keep(history.positive), dismissed: keep(history.dismissed) } }
}

/**
 * Events sorted by how much they raise the item according to the explanation; those without effect by weight, and those
 * that lower it last.
 */
export function orderOf({ events, to }: Explanation, all: readonly Evidence[]): readonly Evidence[] {
  const effect = new Map(events.map(({ item, without }) => [item, without - to]))
  return [...all].sort((a, b) => (effect.get(b.item) ?? 0) - (effect.get(a.item) ?? 0))
}

/**
 * Area under the deletion curve: the item's score above its list's mean, averaged over deleting no event, one, two …
 * and all, in the given order, ranking again each time. A low area means that important events come first.
 */
export function areaUnder(input: RankInput, id: string, order: readonly Evidence[]): number {
  const scores = []
  for (let gone = 0; gone <= order.length; gone++) {
    const { items } = rank(withoutEvents(input, order.slice(0, gone)))
    scores.push(items.find((item) => item.id === id)!.score - mean(items.map(({ score }) => score)))
  }
  return mean(scores)
}

/** Areas for orders by explanation, by weight, by recency, and at random (mean of `draws` orders). */
export function areasOf(input: RankInput, id: string, random: Random, draws: number) {
  const all = input.history.positive
  const area = (order: readonly Evidence[]) => areaUnder(input, id, order)
  const shuffled = () =>
    all
      .map((event) => ({ event, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ event }) => event)
  return {
    explained: area(orderOf(explain(input, id, AGAIN)!, all)),
    weight: area(all),
    recency: area([...all].sort((a, b) => b.at - a.at)),
    chance: mean(Array.from({ length: draws }, () => area(shuffled()))),
  }
}

/** A claim about a top item, and whether ranking again confirms it. */
export interface Claim {
  /** Also at the top without any history, so no event is needed. */
  readonly anyway: boolean
  /** Number of events whose deletion removes it from the top; undefined if no set was found. */
  readonly size?: number
  /** Ranking without them gives the predicted place. */
  readonly holds: boolean
  /** The events mentioned in the reason are among them. */
  readonly namesHold: boolean
}

/** Top places that depend on the reader, without pinned and read items. */
export function claimsOf(input: RankInput): Claim[] {
  const { items } = rank(input)
  const first = Math.min(10, Math.ceil(items.length / 2))
  const none = { ...input.history, positive: [], skipped: [], dismissed: [] }
  const nobody = rank({ ...input, history: none }).items
  return items.slice(0, first).map(({ id }) => {
    const { needs, reason } = explain(input, id, AGAIN)!
    const placeWithout = (events: Iterable<Named>) =>
      rank(withoutEvents(input, events)).items.find((item) => item.id === id)!.to
    const found = needs && needs.first === first ? needs.events.length : undefined
    const named = reason.why === 'event' ? reason.events : []
    return {
      anyway: nobody.find((item) => item.id === id)!.to < first,
      ...(found !== undefined && { size: found }),
      holds: !needs || (placeWithout(needs.events) === needs.without && needs.without >= needs.first),
      namesHold: named.every(({ item }) => needs?.events.some((event) => event.item === item)),
    }
  })
}
