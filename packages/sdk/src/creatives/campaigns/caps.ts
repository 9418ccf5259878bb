import { DAY } from '../../lib/limits.ts'
import type { Caps } from './campaign.ts'

const MINUTE = 60_000
/** Milliseconds in which nothing is shown, and a session ends. */
const PAUSE = 30 * MINUTE

/** Which of its caps a campaign has reached. */
export type CapReached = keyof Caps

/**
 * Whether a campaign may be shown once more.
 *
 * A showing that lies ahead of the clock, which somebody has set back, counts as one of just now: no cap is exceeded by that.
 * (A clock set forward can't be told from time that has gone by.)
 *
 * @param own times of the campaign's showings @param all times of all showings on this device, in milliseconds since 1970, in
 *   any order
 * @returns the cap that it has reached; undefined when it may
 */
export function capReached(
  { session, day, week, gap }: Caps,
  own: readonly number[],
  all: readonly number[],
  now: number,
): CapReached | undefined {
  const since = (start: number) => own.filter((at) => at > start).length
  if (gap && since(now - gap * MINUTE)) return 'gap'
  if (session !== undefined && since(sessionStart(all, now) - 1) >= session) return 'session'
  if (day !== undefined && since(now - DAY) >= day) return 'day'
  if (week !== undefined && since(now - 7 * DAY) >= week) return 'week'
  return undefined
}

/** When this session began: nothing was shown in the half hour before. @param times in any order, some of them ahead of the clock */
export function sessionStart(times: readonly number[], now: number): number {
  let start = now
  for (const at of [...times].sort((a, b) => b - a)) {
    if (at < start - PAUSE) break
    start = Math.min(start, at)
  }
  return start
}
