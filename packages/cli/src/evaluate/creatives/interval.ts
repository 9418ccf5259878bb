/** Standard errors and confidence intervals of means. */
import type { Interval } from '../metrics/bootstrap.ts'

export interface Spread {
  readonly standardError: number
  /** 95 %. */
  readonly interval: Interval
}

/** The 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054
/** A skewness whose magnitude is below this is treated as zero. */
const SYMMETRIC = 1e-9

/**
 * Confidence interval of a mean, given N deviations, one per decision. Deviations are first summed by cluster, because
 * a user's decisions are correlated. Uses Hall's transformation (1992, "On the removal of skewness by transformation"):
 * for rare rewards with large weights, whose distribution is skewed, a normal interval would cover the true value too
 * rarely.
 *
 * @param parts deviations (N), whose sum is about 0
 * @param clusters cluster of each decision (N)
 * @returns NaN if there are fewer than two clusters
 */
export function spread(value: number, parts: Float64Array, clusters: Uint32Array): Spread {
  const last = clusters.reduce((most, cluster) => Math.max(most, cluster), 0)
  const sums = new Float64Array(last + 1)
  const present = new Uint8Array(last + 1)
  parts.forEach((part, n) => {
    sums[clusters[n]!]! += part
    present[clusters[n]!] = 1
  })
  const count = present.reduce((all, each) => all + each, 0)
  if (count < 2) return { standardError: Number.NaN, interval: [Number.NaN, Number.NaN] }
  const deviation = Math.sqrt(sums.reduce((squares, sum) => squares + sum ** 2, 0) / count)
  const standardError = (deviation * count) / Math.sqrt(count - 1) / parts.length
  if (!(standardError > 0)) return { standardError, interval: [value, value] }
  const skewness = sums.reduce((cubes, sum) => cubes + (sum / deviation) ** 3, 0) / count
  const root = Math.sqrt(count)
  const bound = (z: number) => {
    if (Math.abs(skewness) < SYMMETRIC) return value - standardError * z
    const inner = 1 + skewness * (z / root - skewness / (6 * count))
    return value - (standardError * root * 3 * (Math.cbrt(inner) - 1)) / skewness
  }
  return { standardError, interval: [bound(Z), bound(-Z)] }
}
