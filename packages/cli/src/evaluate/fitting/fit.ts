/** Fits a ranker's weights to a log. */
import { FEATURES, type Feature, features } from '../../../../sdk/src/ranking/features/features.ts'
import { fitLogistic } from '../../../../sdk/src/ranking/logistic-regression.ts'
import { tierOf } from '../../../../sdk/src/ranking/rank.ts'
import { DEFAULT_RANKER, MOST, type Ranker, type Weights } from '../../../../sdk/src/ranking/ranker.ts'
import type { Tier } from '../../../../sdk/src/types.ts'
import { type Catalogue, inputOf } from '../log/input.ts'
import type { List } from '../log/read-log.ts'
import { countPopularity, type Popularity } from '../popularity.ts'
import { listsByUser, replay } from '../replay.ts'
import { yieldToEventLoop } from './breathe.ts'

/** The numeric form of one list shown to a user. */
export interface Example {
  readonly list: List
  readonly past: readonly List[]
  /** (C × K), K features in the order of FEATURES. */
  readonly rows: Float64Array
  /** (C) 1 for a click. */
  readonly clicked: Float64Array
  /** Popularity, counted without this user's clicks. */
  readonly popularity: Pick<Popularity, 'of'>
}

/**
 * Precision of the Gaussian prior on the weights of standardised features; making it ten times larger or smaller
 * changes little.
 */
const PRECISION = 30
/** A feature whose standard deviation within lists is below this counts as constant. */
const FLAT = 1e-6
/**
 * Pseudo-count added to clicks and non-clicks, which keeps the log-odds finite for a user who opened everything or
 * nothing.
 */
const HALF = 0.5

/** @param popularity must exclude this user's clicks, which are the labels */
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
 * Converts every list of a log except each user's first.
 *
 * @param popularity from another log; default: from all other users of this log
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
 * Regularised logistic regression on the features. Each list has its own intercept (the log-odds of its clicks), and
 * features are centred within the list, so that differences in how much users click aren't attributed to what they were
 * shown. Deterministic, because the loss is convex.
 *
 * @param which features to use; the others get no weight, and neither does a feature that is constant throughout the
 * log
 * @returns each feature's weight, in log-odds
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
 * Drops the weight of position, which is only needed to control for position bias while fitting. Keeps dismissals from
 * raising an item; if the log has none, their weight is the default ranker's.
 */
function servable({ position: _, ...weights }: Weights): Weights {
  const dismissed = Math.min(0, weights.dismissed ?? DEFAULT_RANKER.weights.semantic.dismissed ?? 0)
  // A feature that hardly varies within lists can get an arbitrarily large weight, but pages reject weights larger
  // than MOST.
  const bounded = Object.entries(weights).map(([name, weight]) => [name, Math.max(-MOST, Math.min(MOST, weight))])
  return { ...Object.fromEntries(bounded), dismissed: Math.max(-MOST, dismissed) }
}

/** @param weights of both tiers */
export function rankerOf(name: string, weights: Ranker['weights']): Ranker {
  return { name, version: '1', licence: '', coldStart: 'prior', weights }
}

/** Converts a log to examples for each tier. @param onProgress receives the number of lists done and the total */
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

/** One tier's weights, in the form that pages accept. */
export const fitTier = (examples: readonly Example[], which: readonly Feature[] = FEATURES): Weights =>
  servable(fitWeights(examples, which))

/** Fits both tiers' weights to a log. */
export function fitBoth(
  { semantic, lexical }: Readonly<Record<Tier, readonly Example[]>>,
  which: readonly Feature[] = FEATURES,
): Ranker['weights'] {
  return { semantic: fitTier(semantic, which), lexical: fitTier(lexical, which) }
}
