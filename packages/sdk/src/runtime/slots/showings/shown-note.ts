/**
 * Additions, removals and corrections that this page makes to the list of shown campaigns, which all tabs share
 * (web-storage/shown-campaigns.ts).
 */

import type { Showing } from '../../../creatives/showing.ts'
import { DAY } from '../../../lib/limits.ts'
import { keepShownCampaigns, readShownCampaigns, type ShownCampaign } from '../../../web-storage/shown-campaigns.ts'
import type { Session } from '../../interfaces/session.ts'
import type { OpenSlot } from '../open-slot.ts'
import { showingsOf } from './showing-events.ts'

/** Number of days over which caps count showings. */
const COUNTED = 7
/**
 * Maximum length of a campaign's id, in characters. For a creative without a campaign, the id is the slot's name
 * followed by the creative's name.
 */
const LONGEST = 300

const same =
  ([campaign, at]: ShownCampaign) =>
  ([other, when]: ShownCampaign): boolean =>
    campaign === other && at === when

/** Records a showing, or a possible one. @param before the time at which the showing was recorded earlier */
export function noteShown(campaign: string, at: number, before = at): void {
  keepShownCampaigns([...readShownCampaigns().filter((row) => !same([campaign, before])(row)), [campaign, at]])
}

/** Removes showings that nobody has seen. */
export function takeBack(rows: readonly ShownCampaign[]): void {
  if (rows.length) keepShownCampaigns(readShownCampaigns().filter((row) => !rows.some(same(row))))
}

/**
 * Removes a showing that the snippet recorded but the page doesn't show after all.
 *
 * @param at the time at which the snippet painted the creative
 */
export function takeBackPainted(at: number): void {
  takeBack(readShownCampaigns().filter((row) => row[1] === at))
}

/** Showings on other pages that aren't in the history yet. @param slots the slots on this page */
export function heldElsewhere({ store }: Pick<Session, 'store'>, slots: readonly OpenSlot[]): ShownCampaign[] {
  const kept = showingsOf(store?.events ?? []).map(({ campaign, at }): ShownCampaign => [campaign, at])
  const painted = new Set(slots.map(({ early }) => early?.creative !== undefined && early.at))
  return readShownCampaigns().filter((row) => !painted.has(row[1]) && !kept.some(same(row)))
}

/**
 * Corrects the list so that it contains all showings in the history that count towards caps, plus possible showings in
 * other tabs. A tab that is killed leaves behind rows for showings that nobody has seen; they are dropped after a day.
 * Invalid rows, written by another script, are dropped as well.
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
