/** The first paints of the other arms, stored alongside this device's own. */

import { fitted, type Paint, type Planned, readSnapshot } from '../../first-paint/snapshot.ts'
import { ARMS_KEY, readExperimentData, storeExperimentData } from '../../web-storage/experiment-data.ts'

/** Another arm's first paint; undefined if that arm shows the editors' order. */
export type OtherPaint = Planned | undefined

/** @param arms all of the device's arms, serialised; paints made for different arms aren't used */
export function keepOthers(arms: string, paints: ReadonlyArray<Paint | undefined>): void {
  const snapshot = readSnapshot()
  const others = paints.map((paint) => {
    if (!paint) return null
    const {
      scores,
      steps,
      topics,
      mean,
      position,
      neutral = false,
      plans,
      rules,
    } = fitted({ ...snapshot, ...paint }).kept
    return { scores, steps, topics, mean, position, neutral, plans, rules } satisfies Planned
  })
  // The arms' slot plans are stored under the same key and are preserved. Anything else under that key was written by
  // another script.
  const { slots } = Object(readExperimentData(ARMS_KEY))
  storeExperimentData(ARMS_KEY, { arms, others, slots })
}

/**
 * The paints stored along with this page's own first paint; undefined if they were made for different arms or there are
 * none.
 */
export function readOthers(arms: string): readonly OtherPaint[] | undefined {
  const kept = Object(readExperimentData(ARMS_KEY)) as { readonly arms?: unknown; readonly others?: unknown }
  // The snapshot may have been rewritten without arms since then.
  if (kept.arms !== arms || readSnapshot().arms !== arms || !Array.isArray(kept.others)) return undefined
  // An earlier release stored the paints without steps.
  if (!kept.others.every((paint) => !paint || paint.steps)) return undefined
  return kept.others.map((paint: Planned | null) => paint ?? undefined)
}

/**
 * A first paint that leaves every list in its own order but is handled by the snippet like any other. Each list's
 * items, and the time at which the reader first saw the list's edition, are kept for later plans.
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
    steps: {},
    topics: {},
    mean: 0,
    position: 0,
    neutral: true,
    rules: { strength: 0, maxRun: 0, displacement: 0 },
    // These plans don't name an edition, so that their rules apply to later plans but not to this paint.
    plans: Object.fromEntries(neutral),
  }
}
