import type { ItemContent } from '../../types.ts'
import { type History, trust } from '../features/evidence.ts'
import { levelOf } from '../features/levels.ts'
import { isPlaceholder } from '../features/placeholder.ts'
import type { Gain, Placed } from './rerank.ts'

/** Places that are calibrated. */
const PLACES = 10
/** Number of items by which a topic may exceed its share without being penalised. */
const SLACK = 0.5

/** Share of each topic; the shares sum to 1. Items without a topic count as an additional topic. */
export type Shares = ReadonlyMap<string | undefined, number>

/**
 * Target shares for the top places: a mixture of the page's and the reader's topics, weighted by trust in the reader's
 * interests. Each dismissal in a topic halves the topic's share. Each step by which the reader raised the topic
 * multiplies the share by e, and each step by which the reader lowered it divides the share by e.
 */
export function targetShares(candidates: readonly ItemContent[], history: History): Shares {
  const favour = (topic: string | undefined) =>
    Math.exp(levelOf(history.levels, topic)) *
    0.5 ** history.dismissed.reduce((sum, event) => sum + (event.topic === topic ? Math.min(1, event.weight) : 0), 0)
  const topics = new Map<string | undefined, { readonly favour: number; page: number; reader: number }>()
  let ofPage = 0
  let ofReader = 0
  for (const item of candidates) {
    if (isPlaceholder(item)) continue
    const { topic } = item
    const own = topics.get(topic) ?? { favour: favour(topic), page: 0, reader: 0 }
    topics.set(topic, own)
    own.page += own.favour
    ofPage += own.favour
  }
  for (const { topic, weight } of history.positive) {
    const own = topic !== undefined && topics.get(topic)
    if (!own) continue
    own.reader += weight * own.favour
    ofReader += weight * own.favour
  }
  const mix = ofReader ? trust(history) : 0
  return new Map(
    [...topics].map(([topic, { page, reader }]) => [
      topic,
      ((1 - mix) * page) / (ofPage || 1) + (mix * reader) / (ofReader || 1),
    ]),
  )
}

/**
 * Calibration (Steck 2018): brings the topics in the top ten places close to the target shares. An item's penalty is
 * `strength` times the number of items by which the item would make its topic exceed its share of these places. On
 * RankLens, this brought the shares twice as close to the target as greedy selection by Steck's KL divergence did, at
 * the same cost in nDCG. Greedy selection also changes lists whose topics are already in proportion.
 *
 * @param strength in score units
 */
export function calibrationGain<T extends Placed>(
  strength: number,
  target: Shares,
  topicOf: (item: T) => string | undefined,
): Gain<T> {
  /** Number of places that each topic has left in its share. */
  const left = new Map(Array.from(target, ([topic, share]) => [topic, { places: PLACES * share }]))
  /** The same numbers, keyed by item. Cached because each item is looked up many times. */
  const own: Array<{ places: number }> = []
  const leftOf = (item: T) => (own[item.from] ??= left.get(topicOf(item)) ?? { places: 0 })
  let places = 0
  return {
    of: (item) => (places < PLACES ? -strength * Math.max(0, 1 - SLACK - leftOf(item).places) : 0),
    placed(item) {
      leftOf(item).places--
      places++
    },
  }
}
