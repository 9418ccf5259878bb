/**
 * Always-valid intervals: asymptotic confidence sequences with Robbins' normal mixture (Waudby-Smith, Arbour, Sinha,
 * Kennedy & Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", arXiv:2103.06476, theorem
 * 2.2). An interval is the estimate ± its standard error times {@link sequentialMultiplier}.
 */

/** Default number of devices, over both arms, at which intervals are narrowest. */
export const PLANNED = 20_000

/**
 * The mixture's ρ², chosen so that intervals are narrowest at `planned` devices (the paper's approximation without
 * Lambert's W). It must be fixed before any results are read.
 */
export function mixture(planned: number, alpha: number): number {
  const twice = -2 * Math.log(alpha)
  return (twice + Math.log(twice + 1)) / planned
}

/**
 * @param n the number of devices so far, over both arms
 * @param alpha probability that the interval ever misses the truth
 * @param planned the number of devices, over both arms, at which intervals are narrowest
 */
export function sequentialMultiplier(n: number, alpha: number, planned = PLANNED): number {
  const growth = n * mixture(planned, alpha)
  return Math.sqrt(2 * (1 + 1 / growth) * Math.log(Math.sqrt(growth + 1) / alpha))
}

/**
 * Always-valid p-value: the smallest alpha at which an interval of the same mixture excludes 0.
 *
 * @param z the estimate divided by its standard error
 * @param alpha the level for which the mixture was chosen
 */
export function sequentialP(z: number, n: number, alpha: number, planned = PLANNED): number {
  const growth = n * mixture(planned, alpha)
  return Math.min(1, Math.sqrt(growth + 1) * Math.exp((-z * z * growth) / (2 * (growth + 1))))
}
