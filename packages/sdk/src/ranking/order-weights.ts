import type { PageOrder } from '../types.ts'
import type { FeatureInput } from './features/feature-input.ts'
import { isPlaceholder } from './features/placeholder.ts'
import type { Weights } from './ranker.ts'

/**
 * Evidence from opened items, in clicks, at which a place has lost 1 − 1/e of its weight. After two seconds on a story
 * (.38), .56 of the weight is left; after one story that was opened and read, next to nothing.
 */
const BOUNCES = 0.5

/**
 * Adapts a ranker's weights to what the page's order means. For readers about whom hardly anything is known, places
 * keep their weight unless the site states that its order means nothing.
 *
 * - Newest first: the place only repeats the date, so the date takes over the place's weight.
 * - By price, by title or oldest first: places lose their weight.
 * - Unknown: places keep their weight to the extent that items have popularity figures. Otherwise, interests alone
 *   decide: on lists in random order, even a fifth of the weight costs more than text vectors gain
 *   (docs/decisions/0087-what-the-pages-order-means.md).
 * - Stated as the editors' order, or numbered: places keep their weight.
 */
export function orderWeights(
  weights: Weights,
  order: PageOrder | undefined,
  { candidates, history: { positive } }: Pick<FeatureInput, 'candidates' | 'history'>,
): Weights {
  const { position = 0, freshness = 0 } = weights
  if (order === 'editors' || order === 'number') return weights
  if (order === 'none') return { ...weights, position: 0 }
  const opened = positive.reduce((sum, { weight }) => sum + weight, 0)
  /** 1 for a new reader, almost 0 once a story was opened and read. */
  const unfamiliar = Math.exp(-((opened / BOUNCES) ** 2))
  if (order === 'newest')
    return { ...weights, position: position * unfamiliar, freshness: freshness + position * (1 - unfamiliar) }
  if (order && order !== 'auto') return { ...weights, position: position * unfamiliar }
  const items = candidates.filter((candidate) => !isPlaceholder(candidate))
  const known = items.filter(({ popularity }) => popularity !== undefined).length / (items.length || 1)
  return { ...weights, position: position * (known + (1 - known) * unfamiliar) }
}
