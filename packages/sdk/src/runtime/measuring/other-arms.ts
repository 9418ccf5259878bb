/** What the other arms would show at the next first paint, kept beside what this one shows. */

import { fitted, type Planned, readSnapshot } from '../../first-paint/snapshot.ts'
import { ARMS_KEY, readExperimentData, storeExperimentData } from '../../storage/experiment-data.ts'
import type { Paint } from '../runtime-context.ts'

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
