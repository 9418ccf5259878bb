/**
 * Frequency caps as numbers. `creatives` plans with them, and the head snippet checks them before it shows anything.
 */

import { VISIT } from '../limits.ts'

/** At most `most` showings in the last `length` milliseconds; a length of 0 means the session. */
export type CapWindow = readonly [length: number, most: number]

/**
 * When the session began: the time of the first showing after the most recent gap of half an hour.
 *
 * @param times times of showings, in any order; some may be in the future because of a wrong clock
 */
export function sessionStart(times: readonly number[], now: number): number {
  let start = now
  for (const at of [...times].sort((a, b) => b - a)) {
    if (at < start - VISIT) break
    start = Math.min(start, at)
  }
  return start
}

/**
 * Whether a cap has been reached. A showing dated in the future counts as having just happened.
 *
 * @param own the campaign's showings, in milliseconds since 1970, in any order
 * @param all all showings on this device, in the same form
 */
export function isCapReached(
  [length, most]: CapWindow,
  own: readonly number[],
  all: readonly number[],
  now: number,
): boolean {
  const start = length ? now - length : sessionStart(all, now) - 1
  return own.filter((at) => at > start).length >= most
}
