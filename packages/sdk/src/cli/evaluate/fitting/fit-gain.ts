/** What fitted weights are worth to readers whom they haven't seen. */
import { DEFAULT_RANKER, type Ranker, type Weights } from '../../../ranking/ranker.ts'
import type { Tier } from '../../../types.ts'
import { orderBy } from '../inkling-rows.ts'
import { type Catalogue, inputOf } from '../log/input.ts'
import { bootstrap, type Estimate } from '../metrics/bootstrap.ts'
import { listMetrics, skippedFor, tieKeys } from '../metrics/metrics.ts'
import { hash32 } from '../random.ts'
import { yieldToEventLoop } from './breathe.ts'
import { type Example, fitTier, rankerOf } from './fit.ts'

/** Of nDCG@10, over lists of readers who had no part in fitting; 95 % intervals of 2,000 resamplings of readers. */
export interface Gain {
  readonly lists: number
  readonly readers: number
  readonly fitted: Estimate
  readonly standard: Estimate
  /** Fitted less the default, list by list. */
  readonly difference: Estimate
}

/** Parts of the readers, each ordered by what was fitted to the others. */
const PARTS = 5
const SEED = 5

/** Candidates of a list that an order can be judged by: those that its reader wasn't shown before, some opened and some not. */
export function judged({ list, past }: Pick<Example, 'list' | 'past'>) {
  const before = new Set(past.flatMap(({ items }) => items))
  const candidates = list.items.filter((item) => !before.has(item))
  const relevance = candidates.map((item) => (list.clicked.has(item) ? 1 : 0))
  return skippedFor(relevance) ? undefined : { candidates, relevance }
}

/**
 * Deals the readers out to five parts, fits to four of them, and orders the lists of the fifth by the fitted weights and by the
 * default, with the same rules. Popularity is for both what all other readers clicked.
 *
 * @param examples of a whole log, of one tier @returns undefined where no list can be judged, or all readers are in one part
 */
export async function gainOf(
  examples: readonly Example[],
  tier: Tier,
  { contents, vectors }: Catalogue,
  onList: () => void = () => undefined,
): Promise<Gain | undefined> {
  const known = { contents, vectors: tier === 'semantic' ? vectors : new Map() }
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
      // What is asked isn't handed over.
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
