/**
 * Sample-ratio check: tests whether the arms have the planned shares of devices. If not, devices were lost, and the
 * arms' remaining devices differ in more than the treatment.
 */
import { chiSquareTail } from './gamma.ts'

/**
 * Significance level; low, as is usual for a check that is repeated often (Fabijan et al. 2019,
 * doi:10.1145/3292500.3330722).
 */
export const SUSPICIOUS = 0.001

export interface SampleRatio {
  readonly chiSquare: number
  readonly p: number
}

/**
 * Pearson's χ² test of the device counts of the arms.
 *
 * @param counts the number of devices in each arm
 * @param shares the planned shares, in the same order; they need not sum to 1
 * @returns undefined for fewer than two arms, or without devices
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
 * Tests whether the same share of assigned devices was exposed in all arms. Losses between assignment and exposure show
 * up here long before they show in the number of devices, because the random variation of assignment cancels.
 *
 * @returns undefined if no test is possible, because there are fewer than two arms or because all or none of the
 * devices were exposed
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
