/** What the other arms would show at the next first paint, kept beside what this one shows. */

import { fitted, type Paint, type Planned, readSnapshot } from '../../first-paint/snapshot.ts'
import { foldStep } from '../../lib/scoring/fold-step.ts'
import { ARMS_KEY, readExperimentData, storeExperimentData } from '../../storage/experiment-data.ts'

/** Of one other arm; undefined where it shows the editors' order. */
export type OtherPaint = Planned | undefined

/** @param arms all of the device's, as a text: what was painted by other arms says nothing */
export function keepOthers(arms: string, paints: ReadonlyArray<Paint | undefined>): void {
  const snapshot = readSnapshot()
  const others = paints.map((paint) => {
    if (!paint) return null
    const { scores, topics, mean, position, plans, rules } = fitted({ ...snapshot, ...paint }).kept
    return { scores, topics, mean, position, plans, rules } satisfies Planned
  })
  // What was chosen for slots lies beside it, and may stay as it is; what else another script has written there does not.
  const { slots } = Object(readExperimentData(ARMS_KEY))
  storeExperimentData(ARMS_KEY, { arms, others, slots })
}

/** As they were kept when this page's first paint was prepared; undefined where that was done for other arms, or none. */
export function readOthers(arms: string): readonly OtherPaint[] | undefined {
  const kept = Object(readExperimentData(ARMS_KEY)) as { readonly arms?: unknown; readonly others?: unknown }
  // The snapshot may have been written since without any arm.
  if (kept.arms !== arms || readSnapshot().arms !== arms || !Array.isArray(kept.others)) return undefined
  return kept.others.map((paint: Planned | null) => paint ?? undefined)
}

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
