/**
 * Additions, removals and corrections that this page makes to the list of shown campaigns, which all tabs share
 * (web-storage/shown-campaigns.ts).
 */

import type { Showing } from '../../../creatives/showing.ts'
import { DAY } from '../../../lib/limits.ts'
import { keepShownCampaigns, readShownCampaigns, type ShownCampaign } from '../../../web-storage/shown-campaigns.ts'
import type { OpenSlot } from '../open-slot.ts'

/** Number of days over which caps count showings. */
const COUNTED = 7
/**
 * Maximum length of a campaign's id, in characters. For a creative without a campaign, the id is the slot's name
 * followed by the creative's name.
 */
const LONGEST = 300

export const keyOf = ([campaign, at]: ShownCampaign): string => `${at} ${campaign}`
const same =
  ([campaign, at]: ShownCampaign) =>
  ([other, when]: ShownCampaign): boolean =>
    campaign === other && at === when

/**
 * Removes some rows from others. Each of them removes only one row, because two slots may show a campaign at the same
 * time.
 */
export function without(rows: readonly ShownCampaign[], others: readonly ShownCampaign[]): ShownCampaign[] {
  const left = new Map<string, number>()
  for (const row of others) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + 1)
  return rows.filter((row) => {
    const count = left.get(keyOf(row)) ?? 0
    left.set(keyOf(row), count - 1)
    return count <= 0
  })
}

/**
 * Records a showing, or a possible one.
 *
 * @param before the time at which the showing was recorded earlier. Default: it hasn't been recorded yet
 */
export function noteShown(campaign: string, at: number, before?: number): void {
  const rows = readShownCampaigns()
  keepShownCampaigns([...(before === undefined ? rows : without(rows, [[campaign, before]])), [campaign, at]])
}

/** Removes showings that nobody has seen. */
export function takeBack(rows: readonly ShownCampaign[]): void {
  if (rows.length) keepShownCampaigns(without(readShownCampaigns(), rows))
}

/**
 * Removes a showing that the snippet recorded but the page doesn't show after all.
 *
 * @param at the time at which the snippet painted the creative
 * @param campaign undefined if it isn't known any more
 */
export function takeBackPainted(at: number, campaign: string | undefined): void {
  const all = readShownCampaigns().filter((row) => row[1] === at)
  // The snippet may have painted several slots at that time.
  takeBack((campaign === undefined ? all : all.filter((row) => row[0] === campaign)).slice(0, 1))
}

/** Showings on other pages that aren't in the history yet. @param slots the slots on this page */
export function heldElsewhere(showings: readonly Showing[], slots: readonly OpenSlot[]): ShownCampaign[] {
  const painted = new Set(slots.map(({ early }) => early?.creative !== undefined && early.at))
  const rows = readShownCampaigns().filter((row) => !painted.has(row[1]))
  return without(
    rows,
    showings.map(({ campaign, at }) => [campaign, at]),
  )
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
