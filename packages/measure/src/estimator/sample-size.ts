/** Computes the number of devices needed to detect a difference. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { zOf } from './normal.ts'
import { bitVariance } from './randomised-response.ts'
import { sequentialMultiplier } from './sequential.ts'

/** A proportion or a mean, and the effect to detect. */
export interface PowerOptions {
  /** The control's value: a share of devices (0 to 1) or, if `deviation` is given, a mean. */
  readonly rate: number
  /** Standard deviation over devices. Default: that of a proportion */
  readonly deviation?: number | undefined
  /** Relative effect to detect: .1 is 10 % more, −.1 is 10 % less. */
  readonly uplift: number
  /** ε of randomised bits. Default: no noise */
  readonly epsilon?: number | undefined
  /** The control's share of all devices. Default: .5 */
  readonly share?: number | undefined
  /** Probability of detecting the effect. Default: .8 */
  readonly power?: number | undefined
  /** Two-sided false-positive rate. Default: .05 */
  readonly alpha?: number | undefined
}

export interface SampleSize {
  /** Devices needed if results are read once, at the planned number. */
  readonly once: { readonly control: number; readonly treatment: number }
  /** Devices needed if results are read at any time. */
  readonly always: { readonly control: number; readonly treatment: number }
}

/** The normal quantile: the z below which the probability is `power`. */
const quantile = (power: number) => (power === 0.5 ? 0 : power > 0.5 ? zOf(2 * (1 - power)) : -zOf(2 * power))

/**
 * Solves for the total n at which the critical value plus the power quantile equals the standardised effect.
 *
 * @param variance the variance of the difference, times n
 */
function whole(variance: number, effect: number, multiplier: (n: number) => number, power: number): number {
  let n = 1
  // Fixed-point iteration: the multiplier grows only with the logarithm of n, so it converges within a few rounds.
  for (let round = 0; round < 60; round++) n = (variance * (multiplier(n) + quantile(power)) ** 2) / effect ** 2
  return n
}

/**
 * Number of devices, over both arms, needed to detect a difference of `effect`, either for a single look or for
 * continuous monitoring.
 */
export function devicesFor(
  variance: number,
  effect: number,
  { power = 0.8, alpha = 0.05 }: Pick<PowerOptions, 'power' | 'alpha'> = {},
): { readonly once: number; readonly always: number } {
  const z = zOf(alpha)
  return {
    once: whole(variance, effect, () => z, power),
    // Uses n itself as the planned number, as with `--planned`.
    always: whole(variance, effect, (n) => sequentialMultiplier(n, alpha, n), power),
  }
}

/** @throws InklingMisuse with a message that says what to write instead */
export function power({ rate, deviation, uplift, epsilon, share = 0.5, ...rest }: PowerOptions): SampleSize {
  const { power: wanted = 0.8, alpha = 0.05 } = rest
  const after = rate * (1 + uplift)
  assertUsage(
    Number.isFinite(uplift) && uplift !== 0 && uplift > -1,
    'uplift is a share, above −1 and not 0: write .1 for 10 % more',
  )
  assertUsage(share > 0 && share < 1, "the control's share must be between 0 and 1: write .5")
  assertUsage(
    wanted > 0 && wanted < 1 && alpha > 0 && alpha < 1,
    'power and alpha must be between 0 and 1: write .8 and .05',
  )
  if (deviation === undefined)
    assertUsage(
      rate > 0 && rate < 1 && after < 1,
      'rate is a share of devices, between 0 and 1 with the uplift, too: write .05, or give the deviation of a mean',
    )
  else {
    assertUsage(
      rate > 0 && Number.isFinite(rate) && deviation > 0 && Number.isFinite(deviation),
      'mean and deviation lie above 0: write 3 and 8',
    )
    assertUsage(epsilon === undefined, 'a randomised bit is a share of devices and no mean: leave the deviation out')
  }
  const variance = (mean: number) => (deviation === undefined ? bitVariance(mean, epsilon) : deviation * deviation)
  const all = devicesFor(variance(rate) / share + variance(after) / (1 - share), after - rate, { power: wanted, alpha })
  const split = (n: number) => ({ control: Math.ceil(n * share), treatment: Math.ceil(n * (1 - share)) })
  return { once: split(all.once), always: split(all.always) }
}
