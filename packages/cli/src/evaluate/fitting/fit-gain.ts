/** Cross-validated gain of fitted weights over the default. */
import { DEFAULT_RANKER, type Ranker, type Weights } from '../../../../sdk/src/ranking/ranker.ts'
import type { Tier } from '../../../../sdk/src/types.ts'
import { orderBy } from '../inkling-rows.ts'
import { type Catalogue, inputOf } from '../log/input.ts'
import { bootstrap, type Estimate } from '../metrics/bootstrap.ts'
import { listMetrics, skippedFor, tieKeys } from '../metrics/metrics.ts'
import { hash32 } from '../random.ts'
import { yieldToEventLoop } from './breathe.ts'
import { type Example, fitTier, rankerOf } from './fit.ts'

/** nDCG@10 over lists of held-out readers; 95 % intervals from 2,000 bootstrap resamples of readers. */
export interface Gain {
  readonly lists: number
  readonly readers: number
  readonly fitted: Estimate
  readonly standard: Estimate
  /** Fitted minus default, list by list. */
  readonly difference: Estimate
}

/** Number of folds; the lists of each fold are ordered by weights fitted to the other folds. */
const PARTS = 5
const SEED = 5

/**
 * The candidates on which orders can be compared: items not shown to the reader before. At least one must have been
 * opened and one not.
 */
export function judged({ list, past }: Pick<Example, 'list' | 'past'>) {
  const before = new Set(past.flatMap(({ items }) => items))
  const candidates = list.items.filter((item) => !before.has(item))
  const relevance = candidates.map((item) => (list.clicked.has(item) ? 1 : 0))
  return skippedFor(relevance) ? undefined : { candidates, relevance }
}

/**
 * Splits readers into five folds, fits to four, and orders the lists of the fifth by both the fitted and the default
 * weights under the same rules. Popularity for both is counted from the clicks of all other readers.
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
  const columns: [number[], number[]] = [[], []]
  for (const part of parts) {
    const weights: Weights = fitTier(examples.filter((example) => partOf(example) !== part))
    const rankers: readonly Ranker[] = [rankerOf('fitted', { semantic: weights, lexical: weights }), DEFAULT_RANKER]
    for (const example of examples) {
      if (partOf(example) !== part) continue
      onList()
      await yieldToEventLoop()
      const asked = judged(example)
      if (!asked) continue
      const { list, past, popularity } = example
      // Leave out the outcomes, so that the order can't depend on the answers.
      const input = inputOf({ at: list.at }, past, asked.candidates, known, popularity.of)
      const keys = tieKeys(list.id, asked.candidates)
      rankers.forEach((ranker, i) => {
        columns[i]!.push(listMetrics(orderBy(input, ranker), asked.relevance, keys)!.ndcg10)
      })
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
    difference: estimates.difference(0, 1),
  }
}
