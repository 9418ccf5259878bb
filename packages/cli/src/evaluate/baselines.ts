/** Baselines that a ranker has to beat. */
import { lateFusion } from '../../../sdk/src/ranking/features/late-fusion.ts'
import type { Context, Similarities } from './context.ts'
import { hash32 } from './random.ts'
import type { Replayed } from './replay.ts'

/** A ranking method: one row of the tables. */
export interface Row {
  readonly name: string
  /**
   * @param replayed the list, without its clicks
   * @param candidates ids (C), in the order shown
   * @returns scores (C), which must not be NaN and must depend only on these arguments; higher is better
   */
  score(replayed: Replayed, candidates: readonly string[], context: Context): ArrayLike<number>
}

/** The temperature τ of the fusion rows, in units of similarity. */
const TEMPERATURE = 0.1
/** Differs from the seed for ties, because otherwise the random row would equal a row with constant scores. */
const RANDOM_SEED = 0x5eed

/** Combines the similarities to the history into a score. */
type Pooling = (similarities: readonly number[]) => number

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const mean: Pooling = (values) => sumOf(values) / values.length
const max: Pooling = (values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
const top3: Pooling = (values) => mean([...values].sort((a, b) => b - a).slice(0, 3))
const fusion: Pooling = (values) => lateFusion(values, new Array(values.length).fill(1), TEMPERATURE)

/**
 * Similarity to the user's previously clicked items, each counted once. A candidate that was itself clicked is only
 * compared with the other clicked items. Without a history, all scores are 0. A candidate without similarities gets the
 * mean score of the other candidates.
 */
function pooled({ history, rows }: Similarities, candidates: readonly string[], pool: Pooling): number[] {
  const scores = rows.map((row, c) => {
    const others = row && Array.from(row).filter((_, h) => history[h] !== candidates[c])
    return others && (others.length ? pool(others) : 0)
  })
  const known = scores.filter((score) => score !== undefined)
  const middle = known.length ? mean(known) : 0
  return scores.map((score) => score ?? middle)
}

const likeness =
  (by: 'wordSimilarities' | 'textSimilarities', pool: Pooling): Row['score'] =>
  ({ clickedBefore, shownBefore }, candidates, context) =>
    pooled(context[by]([...clickedBefore], candidates, [...shownBefore]), candidates, pool)

/**
 * random · shown-order: the order in the log · popularity: smoothed clicks per showing in the training log (0 for every
 * item if there is no training log) · tfidf-mean, tfidf-fusion: word overlap with clicked items · mean, max, top3,
 * fusion: cosine similarity of text vectors to clicked items, pooled in four ways; fusion is the pooling of
 * ranking/features/late-fusion.ts with τ = 0.1.
 */
export const BASELINES: readonly Row[] = [
  {
    name: 'random',
    score: ({ list }, candidates) => candidates.map((item) => hash32(`${list.id}\0${item}`, RANDOM_SEED)),
  },
  { name: 'shown-order', score: (_, candidates) => candidates.map((_, place) => -place) },
  {
    name: 'popularity',
    score: (_, candidates, { popularity }) => candidates.map((item) => popularity.of(item) ?? 0),
  },
  { name: 'tfidf-mean', score: likeness('wordSimilarities', mean) },
  { name: 'tfidf-fusion', score: likeness('wordSimilarities', fusion) },
  { name: 'mean', score: likeness('textSimilarities', mean) },
  { name: 'max', score: likeness('textSimilarities', max) },
  { name: 'top3', score: likeness('textSimilarities', top3) },
  { name: 'fusion', score: likeness('textSimilarities', fusion) },
]
