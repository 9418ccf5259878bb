/** What is looked at, how much of it is too much, and what was found. */
import type { Estimate } from '../estimator/compare.ts'
import { twoSided } from '../estimator/normal.ts'
import type { Uncertain } from './blocks.ts'

/**
 * - `editors`: exposure of a topic's or provider's items, against the editors' order. A ratio.
 * - `exposure`: the same, against that of other items of like merit, which is what readers click wherever it stands. A ratio.
 * - `wanted`: clicks on its items against those on others at the same places. A ratio; above 1 it stands lower than readers want it.
 * - `calibration`: divergence of the first ten's topics from what the reader opened (Steck 2018; RADio).
 * - `representation`: divergence of the first ten from the whole list, by topic or provider. `activation`: by how strongly items
 *   sound. `voices`: by whose voice is heard. `fragmentation`: how little two readers' first ten share (all RADio).
 * - `rare`: share of items that get less than a tenth of an equal share. `coverage`: share of items that stand in anybody's first ten.
 *   `gini`: how unequally exposure is spread over items, 0 to 1.
 * - `popularity`: place of the first ten among all items by popularity, 0 to 1.
 * - `narrowing`: how much the topics' entropy changes from a reader's first third of visits to the last, in bits.
 * - `quality`: nDCG@10 of a group of readers against that of the others. `attention`: how far the topics that a group is shown differ
 *   from what the others are shown.
 */
export type Measure =
  | 'editors'
  | 'exposure'
  | 'wanted'
  | 'calibration'
  | 'representation'
  | 'activation'
  | 'voices'
  | 'fragmentation'
  | 'rare'
  | 'coverage'
  | 'gini'
  | 'popularity'
  | 'narrowing'
  | 'quality'
  | 'attention'

interface Limit {
  /** Whether the audited value is compared by ratio or by difference. */
  readonly by: 'ratio' | 'difference'
  /** What is still no matter: a factor above 1, or a difference. */
  readonly margin: number
  /** In which way it is too much; `told`: in none, since nobody but a site's editors can say how much is right. */
  readonly way: 'more' | 'less' | 'either' | 'told'
}

/** What an audit rings at is surely beyond these. An honest ranking of simulated readers lies within all of them: docs/proof/fairness.md. */
export const LIMITS: Readonly<Record<Measure, Limit>> = {
  editors: { by: 'ratio', margin: 1, way: 'told' },
  exposure: { by: 'ratio', margin: 1.5, way: 'either' },
  wanted: { by: 'ratio', margin: 1.25, way: 'either' },
  calibration: { by: 'difference', margin: 0.05, way: 'more' },
  representation: { by: 'difference', margin: 0.1, way: 'more' },
  activation: { by: 'difference', margin: 0.1, way: 'more' },
  voices: { by: 'difference', margin: 0.1, way: 'more' },
  fragmentation: { by: 'difference', margin: 0, way: 'told' },
  rare: { by: 'difference', margin: 0.1, way: 'more' },
  coverage: { by: 'difference', margin: 0.1, way: 'less' },
  gini: { by: 'difference', margin: 0.1, way: 'more' },
  popularity: { by: 'difference', margin: 0.1, way: 'more' },
  narrowing: { by: 'difference', margin: 0.25, way: 'less' },
  quality: { by: 'difference', margin: 0.05, way: 'less' },
  attention: { by: 'difference', margin: 0.05, way: 'more' },
}

/** Of whom or what. */
export interface Subject {
  /** "topic", "provider", or the name of a group: "language". */
  readonly dimension: string
  /** Where all of the dimension is meant, nothing. */
  readonly name?: string
}

export interface Finding {
  readonly measure: Measure
  readonly subject?: Subject
  /** Of the order that is audited; of `exposure` and `wanted`, a sum that says something by its ratio alone. */
  readonly value: number
  /** Of the editors' order; of `exposure` and `wanted`, what others get; of `quality`, the other readers' nDCG. */
  readonly reference: number
  /** The ratio of the two, or their difference, with a 95 % interval over readers. */
  readonly effect: Estimate
  /** The probability of what was found, if the truth lay at the limit, after Holm's correction; absent where nothing is tested. */
  readonly p?: number
  /** Beyond its limit, and which way. */
  readonly alarm: 'more' | 'less' | 'none'
}

/** A finding before all that is looked at is known. */
export interface Draft extends Omit<Finding, 'alarm' | 'p'> {
  /** Before any correction. */
  readonly p?: number
  readonly towards: 'more' | 'less'
}

/** One-sided: how probable it is to be found so far beyond a limit by who lies at it. */
function beyond({ value, error }: Pick<Uncertain, 'value' | 'error'>): number {
  if (error === 0) return value > 0 ? 0 : 1
  const half = twoSided(value / error) / 2
  return value > 0 ? half : 1 - half
}

type Pair = readonly [value: number, reference: number]

/** A difference, of all readers, and how sure it is. */
export function differenceDraft(
  measure: Measure,
  subject: Subject | undefined,
  [value, reference]: Pair,
  effect: Uncertain | undefined,
): Draft[] {
  if (!effect) return []
  const { margin, way } = LIMITS[measure]
  const towards = way === 'less' ? 'less' : 'more'
  const distance = { value: (towards === 'less' ? -effect.value : effect.value) - margin, error: effect.error }
  return [
    {
      measure,
      ...(subject && { subject }),
      value,
      reference,
      effect: effect.estimate(),
      ...(way !== 'told' && { p: beyond(distance) }),
      towards,
    },
  ]
}

/** Of a subject that is never shown the logarithm has no value: what it gets counts as a hundredth more. */
const NEVER = 0.01

/**
 * What of a ratio's two sides its uncertainty is asked: its logarithm, for the interval; by how much it lies below its limit, and
 * above. Tests are on sums and not on the logarithm, whose error grows without bounds where next to nothing is left.
 */
export function ratioStatistics(
  measure: Measure,
  [value, reference]: Pair,
): [log: number, below: number, above: number] {
  const { margin } = LIMITS[measure]
  const log = Math.log((value + NEVER * reference) / (reference + NEVER * reference))
  return [log, reference / margin - value, value - reference * margin]
}

/** A ratio, of all readers; `effects` are of {@link ratioStatistics}. */
export function ratioDraft(
  measure: Measure,
  subject: Subject,
  [value, reference]: Pair,
  [log, below, above]: ReadonlyArray<Uncertain | undefined>,
): Draft[] {
  if (!log || !below || !above) return []
  const towards = log.value < 0 ? 'less' : 'more'
  const p = beyond(towards === 'less' ? below : above)
  const effect = log.estimate(Math.exp)
  return [{ measure, subject, value, reference, effect, ...(LIMITS[measure].way !== 'told' && { p }), towards }]
}
