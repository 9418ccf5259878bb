/**
 * Record of when each campaign was shown, written by all tabs. A showing is recorded as soon as it is painted, and
 * removed if the page is left before it was seen. Caps are checked against this record before the first paint, when the
 * history isn't available yet.
 */

export const SHOWN_KEY = 'inkling.campaigns'
/** Maximum number of showings; the same as in the history. */
const MOST = 400

/** `at`: milliseconds since 1970. */
export type ShownCampaign = readonly [campaign: string, at: number]

/**
 * Never throws. Another script may have overwritten the record, so the campaign may be any string and the time any
 * finite number.
 */
export function readShownCampaigns(): ShownCampaign[] {
  try {
    return JSON.parse(localStorage.getItem(SHOWN_KEY)!)
      .slice(-MOST)
      .filter((row: ShownCampaign) => Array.isArray(row) && Number.isFinite(row[1]))
  } catch {
    return []
  }
}

/** @returns whether it was stored; false if storage is full or disabled */
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
    // Storage is disabled, so nothing is stored.
  }
}
