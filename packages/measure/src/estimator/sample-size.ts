/** How many devices it takes to see a difference. */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { zOf } from './normal.ts'
import { bitVariance } from './randomised-response.ts'
import { sequentialMultiplier } from './sequential.ts'

/** A share of ones or a mean, and what is to be seen of it. */
export interface PowerOptions {
  /** Of the control: the share of devices, 0 to 1, or with `deviation` a mean. */
  readonly rate: number
  /** Standard deviation over devices; by default that of a share. */
  readonly deviation?: number | undefined
  /** What is to be seen: .1 is 10 % more, −.1 less. */
  readonly uplift: number
  /** Of randomised bits; by default there is no noise. */
  readonly epsilon?: number | undefined
  /** The control's share of all devices. Default: .5 */
  readonly share?: number | undefined
  /** How probable it is to be that it is seen. Default: .8 */
  readonly power?: number | undefined
  /** Of false alarms, on both sides. Default: .05 */
  readonly alpha?: number | undefined
}

export interface SampleSize {
  /** Devices, in whole numbers, if they are looked at once, when all are there. */
  readonly once: { readonly control: number; readonly treatment: number }
  /** The same if they are looked at as often as one likes, and until then. */
  readonly always: { readonly control: number; readonly treatment: number }
}

/** The z for which a share `power` of a normal distribution lies below. */
const quantile = (power: number) => (power === 0.5 ? 0 : power > 0.5 ? zOf(2 * (1 - power)) : -zOf(2 * power))

/** @param variance of the difference, times all devices @param needed sought: all devices, where z for error and power together reach the effect */
function whole(variance: number, effect: number, multiplier: (n: number) => number, power: number): number {
  let n = 1
  // The multiplier changes with the logarithm of n: a few rounds are enough, and few more do no harm.
  for (let round = 0; round < 60; round++) n = (variance * (multiplier(n) + quantile(power)) ** 2) / effect ** 2
  return n
}

/** Devices of both arms, if looked at once or always, for a difference of `effect`. */
export function devicesFor(
  variance: number,
  effect: number,
  { power = 0.8, alpha = 0.05 }: Pick<PowerOptions, 'power' | 'alpha'> = {},
): { readonly once: number; readonly always: number } {
  const z = zOf(alpha)
  return {
    once: whole(variance, effect, () => z, power),
    // Planned for as many as it takes, as `--planned` would say.
    always: whole(variance, effect, (n) => sequentialMultiplier(n, alpha, n), power),
  }
}

/** @throws InklingMisuse that says what to write instead */
export function power({ rate, deviation, uplift, epsilon, share = 0.5, ...rest }: PowerOptions): SampleSize {
  const { power: wanted = 0.8, alpha = 0.05 } = rest
  const after = rate * (1 + uplift)
  assertUsage(
    Number.isFinite(uplift) && uplift !== 0 && uplift > -1,
    'uplift is a share, above −1 and not 0: write .1 for 10 % more',
  )
  assertUsage(share > 0 && share < 1, "the control's share lies between 0 and 1: write .5")
  assertUsage(
    wanted > 0 && wanted < 1 && alpha > 0 && alpha < 1,
    'power and alpha lie between 0 and 1: write .8 and .05',
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
