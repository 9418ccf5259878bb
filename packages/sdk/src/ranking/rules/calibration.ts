import type { ItemContent } from '../../types.ts'
import type { History } from '../features/evidence.ts'
import { levelOf } from '../features/levels.ts'
import { isPlaceholder } from '../features/placeholder.ts'
import { trust } from '../features/trust.ts'
import type { Gain, Placed } from './rerank.ts'

/** Places that follow the shares. */
const PLACES = 10
/** Items that a topic may have beyond its share before they cost anything. */
const SLACK = 0.5

/** Shares of the topics; they sum to 1. What has no topic is a topic of its own. */
export type Shares = ReadonlyMap<string | undefined, number>

/**
 * What the first places should be about: the page's own topics and the reader's, mixed by how far interests are believed.
 * Each dismissal of a topic's items halves it, each step by which the reader has raised or lowered it is e-fold.
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
 * Calibration (Steck 2018): the topics of the first ten follow the target's shares. An item costs `strength` for each item
 * by which its topic would then exceed its share of the ten. On RankLens this brings the shares twice as near to the target
 * as the greedy step on his logarithm, which moves lists that are in proportion already, for the same loss of nDCG.
 *
 * @param strength in units of the score
 */
export function calibrationGain<T extends Placed>(
  strength: number,
  target: Shares,
  topicOf: (item: T) => string | undefined,
): Gain<T> {
  /** By topic, the places of its share that are left. */
  const left = new Map(Array.from(target, ([topic, share]) => [topic, { places: PLACES * share }]))
  /** The same by item: each is asked for again and again. */
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
