/**
 * Randomised response for one bit (Warner 1965; ε as in Dwork & Roth 2014, section 3.2): sent truthfully with
 * probability p = e^ε / (1 + e^ε), otherwise flipped. This is ε-differentially private.
 */
import { assertUsage } from '../../../sdk/src/lib/errors/assert-usage.ts'

/** Maximum ε, at which .999955 of all bits are truthful and there is hardly any noise. */
const MOST = 10

/** Probability that the bit is sent truthfully. @param epsilon above 0, at most 10 */
export function truthOf(epsilon: number): number {
  assertUsage(epsilon > 0 && epsilon <= MOST, `ε must be above 0 and at most ${MOST}: write 1`)
  return 1 / (1 + Math.exp(-epsilon))
}

/** Randomises a bit. @param draw a uniform random number, 0 ≤ x < 1, which is never disclosed */
export const randomised = (bit: 0 | 1, epsilon: number, draw: number): 0 | 1 =>
  draw < truthOf(epsilon) ? bit : bit ? 0 : 1

/**
 * Debiased value of a received bit, whose expectation is the true bit. Means, differences, ratios and their intervals
 * then follow as for any metric: the sample variance of these values is λ(1−λ) / (2p−1)².
 */
export function unbiased(bit: number, epsilon: number): number {
  const truth = truthOf(epsilon)
  return (bit - (1 - truth)) / (2 * truth - 1)
}

/** Variance of a device's value if the true share of ones is `rate`. Without ε, there is no noise. */
export function bitVariance(rate: number, epsilon?: number): number {
  if (epsilon === undefined) return rate * (1 - rate)
  const spread = 2 * truthOf(epsilon) - 1
  const told = 1 - truthOf(epsilon) + spread * rate
  return (told * (1 - told)) / (spread * spread)
}
