/** The first paints of the other arms, stored beside this device's own. */

import { fitted, type Paint, type Planned, readSnapshot } from '../../first-paint/snapshot.ts'
import { foldStep } from '../../lib/scoring/fold-step.ts'
import { ARMS_KEY, readExperimentData, storeExperimentData } from '../../storage/experiment-data.ts'

/** Another arm's first paint; undefined if that arm shows the editors' order. */
export type OtherPaint = Planned | undefined

/** @param arms all of the device's arms, as text: a paint made for other arms isn't used */
export function keepOthers(arms: string, paints: ReadonlyArray<Paint | undefined>): void {
  const snapshot = readSnapshot()
  const others = paints.map((paint) => {
    if (!paint) return null
    const { scores, topics, mean, position, plans, rules } = fitted({ ...snapshot, ...paint }).kept
    return { scores, topics, mean, position, plans, rules } satisfies Planned
  })
  // The arms' slot plans are stored under the same key and are preserved. Anything else under it was written by another script.
  const { slots } = Object(readExperimentData(ARMS_KEY))
  storeExperimentData(ARMS_KEY, { arms, others, slots })
}

/** The paints stored together with this page's own first paint; undefined if they were made for other arms, or for none. */
export function readOthers(arms: string): readonly OtherPaint[] | undefined {
  const kept = Object(readExperimentData(ARMS_KEY)) as { readonly arms?: unknown; readonly others?: unknown }
  // The snapshot may have been rewritten since then without arms.
  if (kept.arms !== arms || readSnapshot().arms !== arms || !Array.isArray(kept.others)) return undefined
  return kept.others.map((paint: Planned | null) => paint ?? undefined)
}

/** One step for all items, below the steps used by rules, so that no item overtakes another. */
const ONE_STEP = foldStep(0, 2)

/**
 * A first paint that keeps every list in its own order. The snippet applies it like any other, but nothing moves. The items of each list,
 * and when the reader first met its edition, are kept for later plans.
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
    // The plan names no edition, so its rules apply to later plans but not to this paint.
    plans: Object.fromEntries(neutral),
  }
}
