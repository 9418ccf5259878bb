import { foldStep } from '../../lib/scoring/fold-step.ts'
import type { Paint } from '../runtime-context.ts'

/** Below whatever goes first or last by a rule: at one step, nothing passes anything. */
const ONE_STEP = foldStep(0, 2)

/**
 * A first paint by which the snippet puts each list in the very order that it has: it does what it does for everybody, and moves
 * nothing. Which items a list has, and when its edition was met, stays: later plans are made of that.
 */
export function neutralPaint({ plans, known, arms }: Paint): Paint {
  const neutral = Object.entries(plans).map(([key, { edition: _, items, ...plan }]) => [
    key,
    { ...plan, items: items.map(([id, , ...topic]) => [id, null, ...topic] as const) },
  ])
  return {
    known,
    arms,
    scores: {},
    topics: {},
    mean: ONE_STEP,
    position: 0,
    rules: { strength: 0, maxRun: 0, displacement: 0 },
    // A plan for no edition at all: what it says of rules is for later, and not for this paint.
    plans: Object.fromEntries(neutral),
  }
}
