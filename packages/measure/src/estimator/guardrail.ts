/** What an arm must not harm: non-inferiority by a margin that is stated beforehand. */
import type { Effect } from './effect.ts'

export type GuardrailVerdict = 'kept' | 'broken' | 'undecided'

/**
 * The margin is a share of the control's value: −.02 where a metric may fall by 2 % at most, .02 where it may rise by 2 %. Kept is what
 * the interval says to lie within, broken what it says to lie beyond.
 */
export function guardrailOf({ ratio }: Effect, margin: number): GuardrailVerdict {
  if (!ratio) return 'undecided'
  const edge = 1 + margin
  const [isBelow, isAbove] = [ratio.high < edge, ratio.low > edge]
  if (margin < 0 ? isAbove : isBelow) return 'kept'
  return isBelow || isAbove ? 'broken' : 'undecided'
}
