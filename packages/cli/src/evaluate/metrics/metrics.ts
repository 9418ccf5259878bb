/** Ranking metrics of a single list. */
import { hash32 } from '../random.ts'

export const METRICS = ['auc', 'mrr', 'ndcg5', 'ndcg10'] as const

export type Metric = (typeof METRICS)[number]

/** Each metric is between 0 and 1, where 1 is best. */
export type ListMetrics = Readonly<Record<Metric, number>>

/** Why a list can't be used to compare orders. */
export type Skipped = 'noClick' | 'allClicked' | 'oneCandidate'

/** @param relevance 1 for a clicked candidate, 0 for any other (C) @returns undefined if the list can be scored */
export function skippedFor(relevance: ArrayLike<number>): Skipped | undefined {
  const clicked = clicksIn(relevance)
  if (!clicked) return 'noClick'
  if (relevance.length < 2) return 'oneCandidate'
  return clicked === relevance.length ? 'allClicked' : undefined
}

function clicksIn(relevance: ArrayLike<number>): number {
  let clicked = 0
  for (let c = 0; c < relevance.length; c++) if (relevance[c]) clicked++
  return clicked
}

/**
 * Tie-breaking keys (C): pseudo-random, and the same for every row. Without these keys, tied items would stay in the
 * order shown, in which clicked items tend to be near the top.
 */
export function tieKeys(list: string, items: readonly string[]): Uint32Array {
  return Uint32Array.from(items, (item) => hash32(`${list}\0${item}`))
}

/**
 * - `auc`: share of (clicked, not clicked) pairs that are in the right order; pairs with equal scores count half.
 * - `mrr`: reciprocal rank of the first clicked item.
 * - `ndcg5`, `ndcg10`: relevance as the gain, with discount 1/log₂(1 + rank), relative to the ideal order (Järvelin &
 *   Kekäläinen 2002).
 *
 * @param scores scores (C), none of them NaN; higher is better
 * @param relevance above 0 (usually 1) for a clicked candidate, 0 for any other (C)
 * @param keys tie-breaking keys (C) from {@link tieKeys}
 * @returns undefined if {@link skippedFor} gives a reason
 */
export function listMetrics(
  scores: ArrayLike<number>,
  relevance: ArrayLike<number>,
  keys: ArrayLike<number>,
): ListMetrics | undefined {
  if (skippedFor(relevance)) return undefined
  const order = orderOf(scores, keys)
  const clicked = clicksIn(relevance)
  return {
    auc: areaUnderCurve(order, scores, relevance, clicked),
    mrr: 1 / (1 + order.findIndex((c) => relevance[c])),
    ndcg5: ndcg(order, relevance, 5),
    ndcg10: ndcg(order, relevance, 10),
  }
}

/** Indices (C) of the candidates, best first. */
export function orderOf(scores: ArrayLike<number>, keys: ArrayLike<number>): number[] {
  return Array.from(scores, (_, c) => c).sort((a, b) => compare(scores[b]!, scores[a]!) || compare(keys[a]!, keys[b]!))
}

// Subtraction would give NaN for two infinities.
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)

function areaUnderCurve(
  order: readonly number[],
  scores: ArrayLike<number>,
  relevance: ArrayLike<number>,
  clicked: number,
): number {
  const others = order.length - clicked
  let right = 0
  let below = others // unclicked candidates with this score or lower
  for (let from = 0; from < order.length; ) {
    const score = scores[order[from]!]
    let [hits, misses] = [0, 0]
    for (; from < order.length && scores[order[from]!] === score; from++) relevance[order[from]!] ? hits++ : misses++
    below -= misses
    right += hits * (below + misses / 2)
  }
  return right / (clicked * others)
}

function ndcg(order: readonly number[], relevance: ArrayLike<number>, k: number): number {
  const best = Array.from(relevance).sort((a, b) => b - a)
  let [gain, ideal] = [0, 0]
  for (let rank = 1; rank <= Math.min(k, order.length); rank++) {
    const discounted = 1 / Math.log2(1 + rank)
    gain += relevance[order[rank - 1]!]! * discounted
    ideal += best[rank - 1]! * discounted
  }
  return gain / ideal
}
