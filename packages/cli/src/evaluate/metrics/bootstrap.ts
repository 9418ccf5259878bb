/** Bootstrap confidence intervals of means over lists, resampling users. */
import { uniform } from '../random.ts'

export const RESAMPLES = 2000
const SEED = 20261124
/** Percentiles that bound the 95 % interval. */
const QUANTILES = [0.025, 0.975] as const

export type Interval = readonly [low: number, high: number]

/** A mean over lists, with its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly interval: Interval
}

/** All results are NaN if there are no lists. */
export interface Bootstrap {
  /** @param k index of the column */
  mean(k: number): Estimate
  /**
   * Paired difference, column a minus column b. Using the same users for both columns cancels the variation they share.
   */
  difference(a: number, b: number): Estimate
}

/**
 * Percentile intervals (Efron 1979) for the mean of each column. A column has one value per list. Resamples users
 * rather than lists, because a user's lists are correlated; all columns use the same draws. Deterministic.
 *
 * @param users 0-based index of each list's user (L)
 * @param columns K columns of length L
 */
export function bootstrap(
  users: ArrayLike<number>,
  columns: ReadonlyArray<ArrayLike<number>>,
  { resamples = RESAMPLES, seed = SEED }: { readonly resamples?: number; readonly seed?: number } = {},
): Bootstrap {
  const K = columns.length
  const [L, U] = [users.length, 1 + Array.from(users).reduce((most, user) => Math.max(most, user), -1)]
  const sums = new Float64Array(U * K) // (U, K)
  const counts = new Float64Array(U)
  for (let l = 0; l < L; l++) {
    const user = users[l]!
    counts[user]!++
    for (let k = 0; k < K; k++) sums[user * K + k]! += columns[k]![l]!
  }
  // Don't resample users who only have lists in other slices.
  const present = Uint32Array.from(counts.keys()).filter((user) => counts[user]! > 0)
  const means = Float64Array.from(columns, (column) => Array.from(column).reduce((sum, value) => sum + value, 0) / L)
  const drawn = new Float64Array(K * resamples) // (K, resamples)
  const next = uniform(seed)
  const times = new Uint32Array(U)
  const total = new Float64Array(K)
  for (let b = 0; b < resamples; b++) {
    times.fill(0)
    for (let n = 0; n < present.length; n++) times[present[Math.floor(next() * present.length)]!]!++
    total.fill(0)
    let lists = 0
    for (const user of present) {
      const weight = times[user]!
      if (!weight) continue
      lists += weight * counts[user]!
      const start = user * K
      for (let k = 0; k < K; k++) total[k]! += weight * sums[start + k]!
    }
    for (let k = 0; k < K; k++) drawn[k * resamples + b] = total[k]! / lists
  }
  const drawsOf = (k: number) => drawn.subarray(k * resamples, (k + 1) * resamples)
  return {
    mean: (k) => ({ value: means[k]!, interval: intervalOf(drawsOf(k).slice()) }),
    difference: (a, b) => {
      const [first, second] = [drawsOf(a), drawsOf(b)]
      return { value: means[a]! - means[b]!, interval: intervalOf(first.map((value, i) => value - second[i]!)) }
    },
  }
}

function intervalOf(draws: Float64Array): Interval {
  draws.sort()
  const [low, high] = QUANTILES.map((share) => {
    const place = share * (draws.length - 1)
    const below = Math.floor(place)
    const above = Math.min(below + 1, draws.length - 1)
    return draws[below]! + (place - below) * (draws[above]! - draws[below]!)
  }) as [number, number]
  return [low, high]
}
