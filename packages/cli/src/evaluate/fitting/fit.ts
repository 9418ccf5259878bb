/** Fits a ranker's weights to a log. */
import { FEATURES, type Feature, features } from '../../../../sdk/src/ranking/features/features.ts'
import { tierOf } from '../../../../sdk/src/ranking/rank.ts'
import { DEFAULT_RANKER, MOST, type Ranker, type Weights } from '../../../../sdk/src/ranking/ranker.ts'
import type { Tier } from '../../../../sdk/src/types.ts'
import { type Catalogue, inputOf } from '../log/input.ts'
import type { List } from '../log/read-log.ts'
import { fromOtherReaders, type Popularity, type PopularityFor } from '../popularity.ts'
import { listsByUser, replay } from '../replay.ts'
import { yieldToEventLoop } from './breathe.ts'
import { designOf, fitDesign, type LabelledList, weightsByName } from './design.ts'
import { type Selection, selectFeatures } from './select-features.ts'

/** One list shown to a user, in numeric form. */
export interface Example extends LabelledList {
  readonly list: List
  readonly past: readonly List[]
  /**
   * Popularity, counted without this user's clicks. A function, because keeping all of them would take a lot of memory.
   */
  readonly popularity: () => Pick<Popularity, 'of'>
}

/** @param popularity must exclude this user's clicks, which are the labels */
export function exampleOf(
  list: List,
  past: readonly List[],
  catalogue: Catalogue,
  popularity: Example['popularity'],
  tier: Tier,
): Example {
  const input = inputOf(list, past, list.items, catalogue, popularity().of)
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
 * @param popularityFor Default: counts the clicks of all other users of this log
 */
export function* examplesOf(
  lists: readonly List[],
  catalogue: Catalogue,
  tier: Tier,
  popularityFor: PopularityFor = fromOtherReaders(lists),
): Generator<Example, void> {
  for (const own of listsByUser(lists).values())
    for (const { list, past } of replay({ lists: own }))
      yield exampleOf(list, past, catalogue, () => popularityFor(list, past, own), tier)
}

/**
 * Regularised logistic regression on the features. Deterministic, because the loss is convex.
 *
 * @param which features to use; the others get no weight, and neither does a feature that is constant throughout the
 * log
 * @returns each feature's weight, in log-odds
 */
export function fitWeights(examples: readonly LabelledList[], which: readonly Feature[] = FEATURES): Weights {
  const design = designOf(examples, which)
  return weightsByName(design, fitDesign(design))
}

/**
 * Keeps the weight of position only if the examination of places is known: the weight is then the value of the page's
 * order beyond visibility, and is at least 0. Otherwise, it would mainly reflect position bias. Also prevents
 * dismissals from raising an item; if the log has no dismissals, their weight is the default ranker's.
 */
function servable({ position = 0, ...weights }: Weights, isExamined: boolean): Weights {
  const dismissed = Math.min(0, weights.dismissed ?? DEFAULT_RANKER.weights.semantic.dismissed ?? 0)
  // A feature that hardly varies within lists can get an arbitrarily large weight, but pages reject weights larger
  // than MOST.
  const bounded = Object.entries(weights).map(([name, weight]) => [name, Math.max(-MOST, Math.min(MOST, weight))])
  const place = isExamined && position > 0 ? { position: Math.min(MOST, position) } : {}
  return { ...Object.fromEntries(bounded), ...place, dismissed: Math.max(-MOST, dismissed) }
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
  popularityFor?: PopularityFor,
): Promise<Readonly<Record<Tier, readonly Example[]>>> {
  const examples = { semantic: [] as Example[], lexical: [] as Example[] }
  for (const tier of ['semantic', 'lexical'] as const) {
    for (const example of examplesOf(lists, catalogue, tier, popularityFor)) {
      examples[tier].push(example)
      await yieldToEventLoop()
      onProgress(examples.semantic.length + examples.lexical.length, 2 * lists.length)
    }
  }
  return examples
}

/** One tier's weights, in the form that pages accept. */
export const fitTier = (examples: readonly Example[], which: readonly Feature[] = FEATURES): Weights =>
  servable(
    fitWeights(examples, which),
    examples.some(({ examination }) => examination),
  )

/** One tier's weights without the features that don't help on held-out readers. */
export function fitSelected(examples: readonly Example[]): { weights: Weights; selection: Selection } {
  const selection = selectFeatures(examples)
  return { weights: fitTier(examples, selection.kept), selection }
}

/** Fits both tiers' weights to a log. */
export function fitBoth(
  { semantic, lexical }: Readonly<Record<Tier, readonly Example[]>>,
  which: readonly Feature[] = FEATURES,
): Ranker['weights'] {
  return { semantic: fitTier(semantic, which), lexical: fitTier(lexical, which) }
}
