import { isCapReached } from '../lib/scoring/showing-caps.ts'
import type { ShownCampaign } from '../web-storage/shown-campaigns.ts'
import type { PlannedCreative } from './snapshot.ts'

/**
 * The planned creative that a slot shows: the first one whose schedule and caps allow it now. Showings in other tabs
 * count towards the caps.
 *
 * @param shown showings recorded on this device @param now milliseconds since 1970 @param has whether the page has the
 * creative
 */
export const plannedCreative = (
  plan: readonly PlannedCreative[],
  shown: readonly ShownCampaign[],
  now: number,
  has: (creative: string) => unknown,
): PlannedCreative | undefined => {
  const times = (of?: string) => shown.flatMap(([id, at]) => (of === undefined || id === of ? [at] : []))
  return plan.find(
    ([creative, campaign, open, caps]) =>
      has(creative) &&
      open.some(([from, to]) => from <= now && now < to) &&
      !caps.some((cap) => isCapReached(cap, times(campaign), times(), now)),
  )
}
