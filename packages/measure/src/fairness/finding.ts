/** The measures of an audit, their limits, and its findings. */
import type { Estimate } from '../estimator/compare.ts'
import { twoSided } from '../estimator/normal.ts'
import type { Uncertain } from './blocks.ts'

/**
 * - `editors`: exposure of a topic's or provider's items, relative to the editors' order (a ratio).
 * - `exposure`: the same, relative to other items of equal merit, estimated from position-corrected clicks (a ratio).
 * - `wanted`: clicks on a topic's or provider's items, relative to other items at the same places (a ratio). Above 1,
 *   these items are ranked lower than readers want.
 * - `calibration`: divergence between the topics of the first ten items and the topics that the reader opened (Steck
 *   2018; RADio).
 * - `representation`: divergence between the first ten items and the whole list, by topic or provider (RADio).
 * - `activation`: as `representation`, but by the items' emotional intensity (RADio).
 * - `voices`: as `representation`, but by the group whose voice an item represents (RADio).
 * - `fragmentation`: dissimilarity between the first ten items of two readers (RADio).
 * - `rare`: share of items with less than a tenth of an equal share of exposure.
 * - `coverage`: share of items that are among the first ten of at least one reader.
 * - `gini`: inequality of exposure over items, 0 to 1.
 * - `popularity`: mean popularity percentile of the first ten among all items, 0 to 1.
 * - `narrowing`: change in topic entropy from the first third of a reader's visits to the last, in bits.
 * - `quality`: nDCG@10 of a group of readers relative to the others.
 * - `attention`: divergence between the topics shown to a group and those shown to the others.
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
  /** Whether the audited value is compared with its reference by ratio or by difference. */
  readonly by: 'ratio' | 'difference'
  /** Tolerated deviation: a factor above 1 for a ratio, or else a difference. */
  readonly margin: number
  /**
   * The direction in which a deviation raises an alarm. `told`: never, because only a site's editors can decide what is
   * right.
   */
  readonly way: 'more' | 'less' | 'either' | 'told'
}

/**
 * An alarm means that one of these limits is significantly exceeded. An unbiased ranking of simulated readers stays
 * within all of them: docs/proof/fairness.md.
 */
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

/** The readers or items that a finding concerns. */
export interface Subject {
  /** "topic", "provider", or the name of a group: "language". */
  readonly dimension: string
  /** Absent if the finding concerns the whole dimension. */
  readonly name?: string
}

export interface Finding {
  readonly measure: Measure
  readonly subject?: Subject
  /** Value in the audited order; for `exposure` and `wanted`, a sum that has a meaning only as part of the ratio. */
  readonly value: number
  /**
   * Value in the editors' order; for `exposure` and `wanted`, the value of the other items; for `quality`, the other
   * readers' nDCG.
   */
  readonly reference: number
  /** The ratio of the two values, or their difference, with a 95 % interval over readers. */
  readonly effect: Estimate
  /** Holm-corrected p-value for the null hypothesis that the limit is just met; absent if nothing is tested. */
  readonly p?: number
  /** The direction in which the limit is exceeded. */
  readonly alarm: 'more' | 'less' | 'none'
}

/** A finding before multiple-testing correction. */
export interface Draft extends Omit<Finding, 'alarm' | 'p'> {
  /** Uncorrected. */
  readonly p?: number
  readonly towards: 'more' | 'less'
}

/** One-sided p-value for exceeding a limit. */
function beyond({ value, error }: Pick<Uncertain, 'value' | 'error'>): number {
  if (error === 0) return value > 0 ? 0 : 1
  const half = twoSided(value / error) / 2
  return value > 0 ? half : 1 - half
}

type Pair = readonly [value: number, reference: number]

/** Drafts a finding for a difference. */
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

/**
 * Added to both sides of a ratio, as a share of the reference, so that the logarithm is defined even for a subject that
 * is never shown.
 */
const NEVER = 0.01

/**
 * The statistics of a ratio that the jackknife needs: the logarithm, for the interval, and the distances to the lower
 * and upper limits, for the tests. The tests use sums because the logarithm's error grows without bound as a sum
 * approaches 0.
 */
export function ratioStatistics(
  measure: Measure,
  [value, reference]: Pair,
): [log: number, below: number, above: number] {
  const { margin } = LIMITS[measure]
  const log = Math.log((value + NEVER * reference) / (reference + NEVER * reference))
  return [log, reference / margin - value, value - reference * margin]
}

/** Drafts a finding for a ratio; `effects` are those of {@link ratioStatistics}. */
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
