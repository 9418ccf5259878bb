/** When a campaign may be shown: start, end, weekdays, hours, by the clock of a time zone or of the reader. */

import { DAY } from '../../lib/limits.ts'
import type { Schedule } from './campaign.ts'

const MINUTE = 60_000
/** Clocks change at full quarters of an hour, in every zone since 1972. */
const QUARTER = 15 * MINUTE

/** Milliseconds that a zone's clock is ahead of UTC at a time. */
export type Offset = (at: number) => number

/** @param zone IANA name. Default: the clock of this device */
export function offsetOf(zone: string | undefined): Offset {
  if (zone === undefined) return (at) => -new Date(at).getTimezoneOffset() * MINUTE
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER) * QUARTER
    let offset = known.get(quarter)
    if (offset === undefined) {
      const part = Object.fromEntries(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]))
      offset = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute']) - quarter
      known.set(quarter, offset)
    }
    return offset
  }
}

/**
 * A time as a schedule writes it, in milliseconds since 1970. A clock that is set back shows an hour twice: the first counts. What a
 * clock set forward never shows is as much later.
 */
export function timeOf(text: string, offset: Offset): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text.slice(10))) return Date.parse(text)
  const wall = Date.parse(text.length > 10 ? `${text}Z` : text)
  const guesses = [wall - offset(wall - DAY), wall - offset(wall + DAY)].sort((a, b) => a - b)
  return guesses.find((guess) => guess + offset(guess) === wall) ?? guesses[1]!
}

/** Milliseconds since 1970 at which a schedule begins and ends. */
function limits({ start, end }: Schedule, offset: Offset): readonly [number, number] {
  const day = end !== undefined && end.length <= 10
  // The day after: its first moment is the first that isn't meant any more.
  const last = day ? new Date(Date.parse(end) + DAY).toISOString().slice(0, 10) : end
  return [
    start === undefined ? Number.NEGATIVE_INFINITY : timeOf(start, offset),
    last === undefined ? Number.POSITIVE_INFINITY : timeOf(last, offset),
  ]
}

/** Whether days and hours allow it at a time. */
function isOpen({ days, hours }: Schedule, at: number, offset: Offset): boolean {
  const wall = at + offset(at)
  const minute = Math.floor((((wall % DAY) + DAY) % DAY) / MINUTE)
  // The first of January 1970 was a Thursday.
  const day = (((Math.floor(wall / DAY) + 4) % 7) + 7) % 7
  const on = (day: number) => !days || days.includes(day)
  if (!hours) return on(day)
  return hours.some((window) => {
    const [from = 0, to = 0] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
    if (from < to) return on(day) && minute >= from && minute < to
    return (on(day) && minute >= from) || (on((day + 6) % 7) && minute < to)
  })
}

/** Why a schedule allows nothing now; undefined when it does. */
export function scheduleRefusal(
  schedule: Schedule,
  now: number,
  offset = offsetOf(schedule.zone),
): 'early' | 'ended' | 'hours' | undefined {
  const [start, end] = limits(schedule, offset)
  if (now < start) return 'early'
  if (now >= end) return 'ended'
  return isOpen(schedule, now, offset) ? undefined : 'hours'
}

/**
 * Until when a schedule that allows it now goes on doing so, in milliseconds since 1970; Infinity when it never ends. Where it has
 * days or hours, a day ahead at most.
 */
export function openUntil(schedule: Schedule, now: number, offset = offsetOf(schedule.zone)): number {
  const [, end] = limits(schedule, offset)
  if (!schedule.days && !schedule.hours) return end
  let at = now
  while (at < now + DAY && at < end && isOpen(schedule, at, offset)) at = (Math.floor(at / MINUTE) + 1) * MINUTE
  return Math.min(at, end)
}
