/**
 * Which campaigns were shown when, as all tabs write it at the very moment: what is painted is noted at once, and taken back when the
 * page goes without anybody having seen it. Caps are checked against it before the first paint; the history comes too late for that.
 */

export const SHOWN_KEY = 'inkling.campaigns'
/** As many as the history has. */
const MOST = 400

/** `at`: milliseconds since 1970. */
export type ShownCampaign = readonly [campaign: string, at: number]

/** Never throws. Another script may have overwritten it: the campaign may be anything, the time any finite number. */
export function readShownCampaigns(): ShownCampaign[] {
  try {
    return JSON.parse(localStorage.getItem(SHOWN_KEY)!)
      .slice(-MOST)
      .filter((row: ShownCampaign) => Array.isArray(row) && Number.isFinite(row[1]))
  } catch {
    return []
  }
}

/** @returns whether it was stored: not if storage is full or disabled */
export function keepShownCampaigns(rows: readonly ShownCampaign[]): boolean {
  try {
    localStorage.setItem(SHOWN_KEY, JSON.stringify(rows.slice(-MOST)))
    return true
  } catch {
    return false
  }
}

export function wipeShownCampaigns(): void {
  try {
    localStorage.removeItem(SHOWN_KEY)
  } catch {
    // Off: then there is nothing in it.
  }
}
