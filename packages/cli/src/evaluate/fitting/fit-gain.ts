/** Cross-validated gain of fitted weights over the default. */
import { DEFAULT_RANKER, type Ranker } from '../../../../sdk/src/ranking/ranker.ts'
import type { Tier } from '../../../../sdk/src/types.ts'
import { orderBy } from '../inkling-rows.ts'
import { type Catalogue, inputOf } from '../log/input.ts'
import { bootstrap, type Estimate } from '../metrics/bootstrap.ts'
import { listMetrics, skippedFor, tieKeys } from '../metrics/metrics.ts'
import { hash32 } from '../random.ts'
import { yieldToEventLoop } from './breathe.ts'
import { type Example, fitSelected, rankerOf } from './fit.ts'

/** nDCG@10 over lists of held-out readers; 95 % intervals from 2,000 bootstrap resamples of readers. */
export interface Gain {
  readonly lists: number
  readonly readers: number
  readonly fitted: Estimate
  readonly standard: Estimate
  /** By popularity alone. */
  readonly popularity: Estimate
  /** Fitted weights minus default weights, paired by list. */
  readonly difference: Estimate
  /** Fitted weights minus popularity, paired by list. */
  readonly overPopularity: Estimate
}

/** Number of folds; the lists of each fold are ordered by weights fitted to the other folds. */
const PARTS = 5
const SEED = 5
/** Maximum weight of an opened item, relative to an opened item in the first place. */
const MOST_INVERSE = 10

/**
 * The candidates used to compare orders: items that the reader hadn't been shown before, at least one of them opened
 * and at least one not. If the probability that each place is examined is known, opened items are weighted by its
 * inverse, so that the order that was shown isn't favoured (Joachims, Swaminathan & Schnabel, WSDM 2017).
 */
export function judged({ list, past, examination }: Pick<Example, 'list' | 'past' | 'examination'>) {
  const before = new Set(past.flatMap(({ items }) => items))
  const candidates = list.items.filter((item) => !before.has(item))
  const relevance = candidates.map((item) => (list.clicked.has(item) ? 1 : 0))
  if (skippedFor(relevance)) return undefined
  const gains =
    examination && relevance.map((clicked, c) => clicked * inverseOf(examination, list.items.indexOf(candidates[c]!)))
  return { candidates, relevance: gains ?? relevance }
}

/** Relative to the first place, and bounded, because few large weights would make the metric's variance too large. */
const inverseOf = (examination: Float64Array, place: number) =>
  Math.min(MOST_INVERSE, Math.exp(examination[0]! - examination[place]!))

/**
 * Splits readers into five folds. For each fold, chooses features and fits weights on the other four, then orders the
 * fold's lists by the fitted weights, by the default weights (under the same rules) and by popularity alone. Popularity
 * figures are those of the examples.
 * @param examples all examples of a log, for one tier
 * @returns undefined if no list can be judged or all readers are in one fold
 */
export async function gainOf(
  examples: readonly Example[],
  tier: Tier,
  catalogue: Catalogue,
  onList: () => void = () => undefined,
): Promise<Gain | undefined> {
  const known = tier === 'semantic' ? catalogue : { ...catalogue, vectors: new Map() }
  const partOf = ({ list }: Example) => hash32(list.user, SEED) % PARTS
  const parts = new Set(examples.map(partOf))
  if (parts.size < 2) return undefined
  const numbers = new Map<string, number>()
  const users: number[] = []
  const columns: [number[], number[], number[]] = [[], [], []]
  for (const part of parts) {
    const { weights } = fitSelected(examples.filter((example) => partOf(example) !== part))
    const rankers: readonly Ranker[] = [rankerOf('fitted', { semantic: weights, lexical: weights }), DEFAULT_RANKER]
    for (const example of examples) {
      if (partOf(example) !== part) continue
      onList()
      await yieldToEventLoop()
      const asked = judged(example)
      if (!asked) continue
      const { list, past } = example
      const popularity = example.popularity()
      // Leave out the outcomes, so that the order can't depend on the answers.
      const input = inputOf({ at: list.at }, past, asked.candidates, known, popularity.of)
      const keys = tieKeys(list.id, asked.candidates)
      const orders = rankers.map((ranker) => orderBy(input, ranker))
      for (const [i, scores] of [...orders, asked.candidates.map((id) => popularity.of(id) ?? 0)].entries())
        columns[i]!.push(listMetrics(scores, asked.relevance, keys)!.ndcg10)
      if (!numbers.has(list.user)) numbers.set(list.user, numbers.size)
      users.push(numbers.get(list.user)!)
    }
  }
  if (!users.length) return undefined
  const estimates = bootstrap(users, columns)
  return {
    lists: users.length,
    readers: numbers.size,
    fitted: estimates.mean(0),
    standard: estimates.mean(1),
    popularity: estimates.mean(2),
    difference: estimates.difference(0, 1),
    overPopularity: estimates.difference(0, 2),
  }
}
