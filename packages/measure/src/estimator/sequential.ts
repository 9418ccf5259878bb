/**
 * Intervals that hold however often they are looked at: asymptotic confidence sequences with Robbins' normal mixture
 * (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences",
 * arXiv:2103.06476, theorem 2.2). An estimate ± its standard error times {@link sequentialMultiplier}.
 */

/** Devices of both arms at which intervals are narrowest, where nobody says what is planned. */
export const PLANNED = 20_000

/**
 * ρ² of the mixture, for intervals that are narrowest at `planned` devices (the same paper's approximation, without Lambert's W).
 * It must be chosen before the devices are looked at, and not after.
 */
export function mixture(planned: number, alpha: number): number {
  const twice = -2 * Math.log(alpha)
  return (twice + Math.log(twice + 1)) / planned
}

/**
 * @param n devices until now, of both arms
 * @param alpha the share of experiments in which the interval may ever miss the truth
 * @param planned devices of both arms at which intervals are narrowest
 */
export function sequentialMultiplier(n: number, alpha: number, planned = PLANNED): number {
  const growth = n * mixture(planned, alpha)
  return Math.sqrt(2 * (1 + 1 / growth) * Math.log(Math.sqrt(growth + 1) / alpha))
}

/**
 * The least share that an interval of the same mixture could be given and exclude 0.
 *
 * @param z the estimate by its standard error
 * @param alpha for which the mixture was chosen
 */
export function sequentialP(z: number, n: number, alpha: number, planned = PLANNED): number {
  const growth = n * mixture(planned, alpha)
  return Math.min(1, Math.sqrt(growth + 1) * Math.exp((-z * z * growth) / (2 * (growth + 1))))
}
