/** Caps as numbers: what `creatives` plans by, and the head snippet checks before it shows anything. */

import { VISIT } from '../limits.ts'

/** At most so many showings in so many milliseconds up to now; a length of 0 is the session. */
export type CapWindow = readonly [length: number, most: number]

/** When this session began: nothing was shown in the half hour before. @param times in any order, some of them ahead of the clock */
export function sessionStart(times: readonly number[], now: number): number {
  let start = now
  for (const at of [...times].sort((a, b) => b - a)) {
    if (at < start - VISIT) break
    start = Math.min(start, at)
  }
  return start
}

/**
 * Whether a cap is reached. A showing that lies ahead of the clock counts as one of just now.
 *
 * @param own times of the campaign's showings @param all of all showings on this device, in milliseconds since 1970, in any order
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
