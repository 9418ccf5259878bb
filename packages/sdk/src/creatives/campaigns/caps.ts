import { DAY, VISIT } from '../../lib/limits.ts'
import { type CapWindow, isCapReached } from '../../lib/scoring/showing-caps.ts'
import type { Caps } from './campaign.ts'

const MINUTE = 60_000

/** Which of its caps a campaign has reached. */
export type CapReached = keyof Caps

function namedWindows({ gap, session, day, week }: Caps): Array<readonly [CapReached, CapWindow]> {
  const windows: Array<readonly [CapReached, number, number | undefined]> = [
    ['gap', (gap ?? 0) * MINUTE, gap ? 1 : undefined],
    ['session', 0, session],
    ['day', DAY, day],
    ['week', 7 * DAY, week],
  ]
  return windows.flatMap(([name, length, most]) => (most === undefined ? [] : [[name, [length, most]] as const]))
}

/** A campaign's caps as the head snippet checks them. */
export const capWindows = (caps: Caps): CapWindow[] => namedWindows(caps).map(([, window]) => window)

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
export const capReached = (
  caps: Caps,
  own: readonly number[],
  all: readonly number[],
  now: number,
): CapReached | undefined => namedWindows(caps).find(([, window]) => isCapReached(window, own, all, now))?.[0]

/**
 * From when on no cap holds a campaign back, if nothing more is shown: then caps that are free stay free.
 *
 * @param own, all, now as {@link capReached} has them
 * @returns milliseconds since 1970, `now` at the earliest; Infinity where a cap allows no showing at all
 */
export function capsFreeFrom(caps: Caps, own: readonly number[], all: readonly number[], now: number): number {
  const latest = [...own].sort((a, b) => b - a)
  const free = capWindows(caps)
    .filter((window) => isCapReached(window, own, all, now))
    .map(([length, most]) => {
      if (!most) return Number.POSITIVE_INFINITY
      // A session lasts for as long as its last showing is no more than half an hour ago.
      return length ? latest[most - 1]! + length : all.reduce((last, at) => Math.max(last, at), 0) + VISIT + 1
    })
  return Math.max(now, ...free)
}
