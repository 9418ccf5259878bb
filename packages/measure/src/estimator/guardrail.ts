/** Guardrail metrics: non-inferiority tests with a predefined margin. */
import type { Effect } from './effect.ts'

export type GuardrailVerdict = 'kept' | 'broken' | 'undecided'

/**
 * The margin is relative to the control's value: −.02 if the metric may fall by at most 2 %, .02 if it may rise by at
 * most 2 %. The guardrail holds if the whole interval is within the margin, and is broken if the whole interval is
 * beyond it.
 */
export function guardrailOf({ ratio }: Effect, margin: number): GuardrailVerdict {
  if (!ratio) return 'undecided'
  const edge = 1 + margin
  const [isBelow, isAbove] = [ratio.high < edge, ratio.low > edge]
  if (margin < 0 ? isAbove : isBelow) return 'kept'
  return isBelow || isAbove ? 'broken' : 'undecided'
}
