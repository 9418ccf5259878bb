/** A log → the weights of a ranker. */
import { FEATURES, type Feature, features } from '../../../ranking/features/features.ts'
import { fitLogistic } from '../../../ranking/logistic-regression.ts'
import { tierOf } from '../../../ranking/rank.ts'
import { DEFAULT_RANKER, MOST, type Ranker, type Weights } from '../../../ranking/ranker.ts'
import type { Tier } from '../../../types.ts'
import { type Catalogue, inputOf } from '../log/input.ts'
import type { List } from '../log/read-log.ts'
import { countPopularity, type Popularity } from '../popularity.ts'
import { listsByUser, replay } from '../replay.ts'
import { yieldToEventLoop } from './breathe.ts'

/** One list that a user was shown, as numbers. */
export interface Example {
  readonly list: List
  readonly past: readonly List[]
  /** (C × K), K features in the order of FEATURES. */
  readonly rows: Float64Array
  /** (C) 1 for a click. */
  readonly clicked: Float64Array
  /** As it was counted for this user. */
  readonly popularity: Pick<Popularity, 'of'>
}

/** Precision of the prior on weights of features scaled to a spread of 1; ten times more or less changes little. */
const PRECISION = 30
/** Spread within lists below which a feature counts as constant. */
const FLAT = 1e-6
/** Clicks added to both sides: who opened everything, or nothing, isn't infinitely generous, or mean. */
const HALF = 0.5

/** @param popularity must not have been counted on this very user: their clicks are what is asked */
export function exampleOf(
  list: List,
  past: readonly List[],
  catalogue: Catalogue,
  popularity: Pick<Popularity, 'of'>,
  tier: Tier,
): Example {
  const input = inputOf(list, past, list.items, catalogue, popularity.of)
  const { columns } = features(input, tier === 'semantic' ? tierOf(input) : tier)
  const [C, K] = [list.items.length, FEATURES.length]
  const rows = new Float64Array(C * K)
  FEATURES.forEach((name, k) => {
    for (let c = 0; c < C; c++) rows[c * K + k] = columns[name][c]!
  })
  const clicked = Float64Array.from(list.items, (id) => (list.clicked.has(id) ? 1 : 0))
  return { list, past, rows, clicked, popularity }
}

/**
 * Every list of a log but each user's first.
 *
 * @param popularity of another log; by default that of all other users of this one
 */
export function* examplesOf(
  lists: readonly List[],
  catalogue: Catalogue,
  tier: Tier,
  popularity?: Pick<Popularity, 'of'>,
): Generator<Example, void> {
  const all = countPopularity(lists)
  for (const own of listsByUser(lists).values()) {
    const others = popularity ?? all.without(own)
    for (const { list, past } of replay({ lists: own })) yield exampleOf(list, past, catalogue, others, tier)
  }
}

/**
 * Regularised logistic regression on the features, each list with an intercept of its own (the log-odds of its clicks) and
 * each feature as it differs from the list's mean: users differ in how much they click, and that must not be explained by
 * what they were shown. Deterministic: the loss is convex.
 *
 * @param which features take part; the rest get no weight, and so does one that is the same throughout the log
 * @returns weight of each feature, in log-odds
 */
export function fitWeights(
  examples: readonly Example[],
  which: readonly Feature[] = FEATURES,
  precision = PRECISION,
): Weights {
  const K = which.length
  const N = examples.reduce((sum, { clicked }) => sum + clicked.length, 0)
  const rows = new Float64Array(N * K) // (N, K)
  const outcomes = new Float64Array(N)
  const offsets = new Float64Array(N)
  let n = 0
  for (const example of examples) {
    const C = example.clicked.length
    const clicks = example.clicked.reduce((sum, value) => sum + value, 0)
    outcomes.set(example.clicked, n)
    offsets.fill(Math.log((clicks + HALF) / (C - clicks + HALF)), n, n + C)
    which.forEach((name, k) => {
      const column = FEATURES.indexOf(name)
      let mean = 0
      for (let c = 0; c < C; c++) mean += example.rows[c * FEATURES.length + column]! / C
      for (let c = 0; c < C; c++) rows[(n + c) * K + k] = example.rows[c * FEATURES.length + column]! - mean
    })
    n += C
  }
  const spread = new Float64Array(K)
  for (let i = 0; i < rows.length; i++) spread[i % K]! += rows[i]! ** 2
  for (let k = 0; k < K; k++) spread[k] = Math.sqrt(spread[k]! / (N || 1))
  for (let i = 0; i < rows.length; i++) rows[i] = spread[i % K]! > FLAT ? rows[i]! / spread[i % K]! : 0
  const weights = fitLogistic(
    { rows, outcomes, offsets },
    { mean: new Float64Array(K), precision: new Float64Array(K).fill(precision) },
  )
  return Object.fromEntries(which.flatMap((name, k) => (spread[k]! > FLAT ? [[name, weights[k]! / spread[k]!]] : [])))
}

/**
 * Where in the list it was shown helped an item to be clicked: modelled when fitting, dropped when ranking. A refusal can't
 * speak for anything, and counts as the default ranker counts it where the log knows none.
 */
function servable({ position: _, ...weights }: Weights): Weights {
  const dismissed = Math.min(0, weights.dismissed ?? DEFAULT_RANKER.weights.semantic.dismissed ?? 0)
  // A feature that hardly differs within lists can have any weight, and pages take no larger one.
  const bounded = Object.entries(weights).map(([name, weight]) => [name, Math.max(-MOST, Math.min(MOST, weight))])
  return { ...Object.fromEntries(bounded), dismissed: Math.max(-MOST, dismissed) }
}

/** @param weights of both tiers */
export function rankerOf(name: string, weights: Ranker['weights']): Ranker {
  return { name, version: '1', licence: '', coldStart: 'prior', weights }
}

/** A log's examples, as each tier sees them. @param onProgress lists done, of all */
export async function bothTiers(
  lists: readonly List[],
  catalogue: Catalogue,
  onProgress: (done: number, total: number) => void,
): Promise<Readonly<Record<Tier, readonly Example[]>>> {
  const examples = { semantic: [] as Example[], lexical: [] as Example[] }
  for (const tier of ['semantic', 'lexical'] as const) {
    for (const example of examplesOf(lists, catalogue, tier)) {
      examples[tier].push(example)
      await yieldToEventLoop()
      onProgress(examples.semantic.length + examples.lexical.length, 2 * lists.length)
    }
  }
  return examples
}

/** One tier's weights, as a page may use them. */
export const fitTier = (examples: readonly Example[], which: readonly Feature[] = FEATURES): Weights =>
  servable(fitWeights(examples, which))

/** Both tiers' weights, from a log. */
export function fitBoth(
  { semantic, lexical }: Readonly<Record<Tier, readonly Example[]>>,
  which: readonly Feature[] = FEATURES,
): Ranker['weights'] {
  return { semantic: fitTier(semantic, which), lexical: fitTier(lexical, which) }
}
