import { DAY, VISIT } from '../../lib/limits.ts'
import { type CapWindow, isCapReached } from '../../lib/scoring/showing-caps.ts'
import type { Caps } from './campaign.ts'

const MINUTE = 60_000

/** A cap that has been reached. */
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

/** A campaign's caps, in the form required by the head snippet, which checks them. */
export const capWindows = (caps: Caps): CapWindow[] => namedWindows(caps).map(([, window]) => window)

/**
 * Determines whether a cap forbids another showing of a campaign.
 *
 * If a showing is dated in the future because the clock was set back, it is treated as if it had just happened, so that
 * no cap is exceeded. A clock that was set forward can't be distinguished from time that has elapsed.
 *
 * @param own times of the campaign's showings, in milliseconds since 1970, in any order
 * @param all times of all showings on this device, in the same form
 * @returns the cap that has been reached; undefined if there is none
 */
export const capReached = (
  caps: Caps,
  own: readonly number[],
  all: readonly number[],
  now: number,
): CapReached | undefined => namedWindows(caps).find(([, window]) => isCapReached(window, own, all, now))?.[0]

/**
 * The earliest time at which no cap prevents a campaign from being shown, provided that nothing else is shown until
 * then.
 *
 * @param own, all, now see {@link capReached}
 * @returns milliseconds since 1970, at least `now`; Infinity if a cap doesn't allow any showings
 */
export function capsFreeFrom(caps: Caps, own: readonly number[], all: readonly number[], now: number): number {
  const latest = [...own].sort((a, b) => b - a)
  const free = capWindows(caps)
    .filter((window) => isCapReached(window, own, all, now))
    .map(([length, most]) => {
      if (!most) return Number.POSITIVE_INFINITY
      // A session ends half an hour after its last showing.
      return length ? latest[most - 1]! + length : all.reduce((last, at) => Math.max(last, at), 0) + VISIT + 1
    })
  return Math.max(now, ...free)
}
