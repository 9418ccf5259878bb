/** The note of campaigns shown that all tabs share: what this page has in it, and what is put right in it. */

import type { Showing } from '../../../creatives/showing.ts'
import { DAY } from '../../../lib/limits.ts'
import { keepShownCampaigns, readShownCampaigns, type ShownCampaign } from '../../../storage/shown-campaigns.ts'
import type { Session } from '../../interfaces/session.ts'
import type { OpenSlot } from '../open-slot.ts'
import { showingsOf } from './showing-events.ts'

/** Days of showings that caps count. */
const COUNTED = 7
/** Characters of a campaign's id, with a slot's name before that of a creative without one. */
const LONGEST = 300

const same =
  ([campaign, at]: ShownCampaign) =>
  ([other, when]: ShownCampaign): boolean =>
    campaign === other && at === when

/** Notes a showing, or that there may be one. @param before as it was noted earlier */
export function noteShown(campaign: string, at: number, before = at): void {
  keepShownCampaigns([...readShownCampaigns().filter((row) => !same([campaign, before])(row)), [campaign, at]])
}

/** Nobody has seen it. */
export function takeBack(rows: readonly ShownCampaign[]): void {
  if (rows.length) keepShownCampaigns(readShownCampaigns().filter((row) => !rows.some(same(row))))
}

/** What the snippet noted and the page may not show after all. @param at when it was painted */
export function takeBackPainted(at: number): void {
  takeBack(readShownCampaigns().filter((row) => row[1] === at))
}

/** What other pages have shown, or may, that the history doesn't have yet. @param slots of this page */
export function heldElsewhere({ store }: Pick<Session, 'store'>, slots: readonly OpenSlot[]): ShownCampaign[] {
  const kept = showingsOf(store?.events ?? []).map(({ campaign, at }): ShownCampaign => [campaign, at])
  const painted = new Set(slots.map(({ early }) => early?.creative !== undefined && early.at))
  return readShownCampaigns().filter((row) => !painted.has(row[1]) && !kept.some(same(row)))
}

/**
 * Puts the note right: all showings that caps count, as the history has them, and what may still be seen in other tabs. A tab that was
 * killed leaves what nobody has seen: that goes after a day, and so does what another script has written.
 */
export function putShownRight(showings: readonly Showing[], now: number): void {
  const rows = readShownCampaigns()
  const counted = showings
    .filter(({ at }) => at > now - COUNTED * DAY)
    .map(({ campaign, at }): ShownCampaign => [campaign, at])
  const others = rows.filter(
    (row) =>
      typeof row[0] === 'string' &&
      row[0].length <= LONGEST &&
      Math.abs(now - row[1]) < DAY &&
      !counted.some(same(row)),
  )
  const right = [...counted, ...others].sort((a, b) => a[1] - b[1])
  if (JSON.stringify(right) !== JSON.stringify(rows)) keepShownCampaigns(right)
}
