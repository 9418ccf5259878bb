/** Do the arms have as many devices as the coin promised? If not, devices were lost, and those that are left differ by more than the arm. */
import { chiSquareTail } from './gamma.ts'

/** Below it the log isn't believed: as low as is usual where it is looked at often (Fabijan and others 2019, doi:10.1145/3292500.3330722). */
export const SUSPICIOUS = 0.001

export interface SampleRatio {
  readonly chiSquare: number
  readonly p: number
}

/**
 * Pearson's χ² of devices by arm.
 *
 * @param counts devices of each arm
 * @param shares of the coin, in the same order; they need not sum to 1
 * @returns undefined of fewer than two arms, or without devices
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio | undefined {
  const [total, whole] = [counts, shares].map((all) => all.reduce((sum, each) => sum + each, 0)) as [number, number]
  if (counts.length < 2 || !total) return undefined
  const chiSquare = counts.reduce((sum, count, i) => {
    const expected = (total * shares[i]!) / whole
    return sum + (count - expected) ** 2 / expected
  }, 0)
  return { chiSquare, p: chiSquareTail(chiSquare, counts.length - 1) }
}

/**
 * Of the devices that tossed the coin, is the share that was exposed alike in all arms? What is lost between the two shows here long before
 * it shows in the numbers of devices: the coin's own noise is in both.
 *
 * @returns undefined where it can't be asked: fewer than two arms, or all were exposed, or none
 */
export function exposedRatio(exposed: readonly number[], assigned: readonly number[]): SampleRatio | undefined {
  const [some, all] = [exposed, assigned].map((each) => each.reduce((sum, n) => sum + n, 0)) as [number, number]
  if (exposed.length < 2 || some === 0 || some === all || assigned.includes(0)) return undefined
  const share = some / all
  const chiSquare = exposed.reduce(
    (sum, n, i) => sum + (n - assigned[i]! * share) ** 2 / (assigned[i]! * share * (1 - share)),
    0,
  )
  return { chiSquare, p: chiSquareTail(chiSquare, exposed.length - 1) }
}
