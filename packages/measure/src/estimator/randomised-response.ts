/**
 * One randomised bit (Warner 1965; ε as in Dwork & Roth 2014, section 3.2): told as it is with probability p = e^ε / (1 + e^ε), else the
 * other way round. Whoever reads it learns at most by a factor of e^ε.
 */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'

/** Beyond it there is no noise to speak of: .999955 of all bits are told as they are. */
const MOST = 10

/** How probable it is that the bit is told as it is. @param epsilon above 0, at most 10 */
export function truthOf(epsilon: number): number {
  assertUsage(epsilon > 0 && epsilon <= MOST, `ε lies above 0 and at most at ${MOST}: write 1`)
  return 1 / (1 + Math.exp(-epsilon))
}

/** The bit as it is told. @param draw 0 ≤ x < 1, by chance, and told nobody */
export const randomised = (bit: 0 | 1, epsilon: number, draw: number): 0 | 1 =>
  draw < truthOf(epsilon) ? bit : bit ? 0 : 1

/**
 * What a received bit counts: 0 and 1 moved apart so that their mean is, on average, the share of ones before the noise. Means,
 * differences, ratios and their intervals then follow as for any metric: the variance λ(1−λ) / (2p−1)² is that of these numbers.
 */
export function unbiased(bit: number, epsilon: number): number {
  const truth = truthOf(epsilon)
  return (bit - (1 - truth)) / (2 * truth - 1)
}

/** The variance of a device's number, where a share `rate` of the bits was 1 before the noise. Without ε: no noise. */
export function bitVariance(rate: number, epsilon?: number): number {
  if (epsilon === undefined) return rate * (1 - rate)
  const spread = 2 * truthOf(epsilon) - 1
  const told = 1 - truthOf(epsilon) + spread * rate
  return (told * (1 - told)) / (spread * spread)
}
