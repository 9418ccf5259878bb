/** Evaluates schedules: start, end, weekdays and hours, in a given time zone or by the reader's clock. */

import { DAY } from '../../lib/limits.ts'
import type { Schedule } from './campaign.ts'

const MINUTE = 60_000
/** Since 1972, all zones have changed their clocks at multiples of a quarter of an hour. */
const QUARTER = 15 * MINUTE

/** Number of milliseconds by which a zone's clock is ahead of UTC at a given time. */
export type Offset = (at: number) => number

/** @param zone IANA name. Default: this device's clock */
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
 * Converts a schedule's time to milliseconds since 1970. If a time occurs twice because clocks go back, its first
 * occurrence is used. A time that is skipped because clocks go forward is delayed by the length of the skipped period.
 */
export function timeOf(text: string, offset: Offset): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text.slice(10))) return Date.parse(text)
  const wall = Date.parse(text.length > 10 ? `${text}Z` : text)
  const guesses = [wall - offset(wall - DAY), wall - offset(wall + DAY)].sort((a, b) => a - b)
  return guesses.find((guess) => guess + offset(guess) === wall) ?? guesses[1]!
}

/** A schedule's start and end (exclusive), in milliseconds since 1970. */
function limits({ start, end }: Schedule, offset: Offset): readonly [number, number] {
  const day = end !== undefined && end.length <= 10
  // A date includes the whole day, so the end is at the start of the next day.
  const last = day ? new Date(Date.parse(end) + DAY).toISOString().slice(0, 10) : end
  return [
    start === undefined ? Number.NEGATIVE_INFINITY : timeOf(start, offset),
    last === undefined ? Number.POSITIVE_INFINITY : timeOf(last, offset),
  ]
}

/** Whether days and hours allow a showing at a given time. */
function isOpen({ days, hours }: Schedule, at: number, offset: Offset): boolean {
  const wall = at + offset(at)
  const minute = Math.floor((((wall % DAY) + DAY) % DAY) / MINUTE)
  // 1 January 1970 was a Thursday.
  const day = (((Math.floor(wall / DAY) + 4) % 7) + 7) % 7
  const on = (day: number) => !days || days.includes(day)
  if (!hours) return on(day)
  return hours.some((window) => {
    const [from = 0, to = 0] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
    if (from < to) return on(day) && minute >= from && minute < to
    return (on(day) && minute >= from) || (on((day + 6) % 7) && minute < to)
  })
}

/** Why a schedule doesn't allow a showing at a given time; undefined if it does. */
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

/** Minutes of the day at which the schedule's hours begin or end, including midnight. */
const turns = (hours: Schedule['hours'] = []): number[] => [
  0,
  ...hours.flatMap((window) => window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))),
]

/** All times at which the days and hours may start or stop allowing a showing. */
function turnsWithin({ hours }: Schedule, first: number, last: number, offset: Offset): number[] {
  const times: number[] = []
  for (let day = Math.floor(first / DAY) - 1; day * DAY < last + DAY; day++) {
    // Midnight in UTC; midnight in any other zone is less than a day away from it.
    const midnight = day * DAY
    const [before, after] = [offset(midnight - DAY), offset(midnight + 2 * DAY)]
    for (const minute of turns(hours)) for (const each of [before, after]) times.push(midnight + minute * MINUTE - each)
    if (before !== after) for (let quarter = -DAY; quarter < 2 * DAY; quarter += QUARTER) times.push(midnight + quarter)
  }
  return times
}

/** A period in which something may be shown, in milliseconds since 1970; the end is exclusive. */
export type Opening = readonly [from: number, to: number]

/**
 * The periods between `from` and `to` in which a schedule allows a showing, in chronological order, with adjacent
 * periods merged.
 */
export function openings(schedule: Schedule, from: number, to: number, offset = offsetOf(schedule.zone)): Opening[] {
  const [start, end] = limits(schedule, offset)
  const [first, last] = [Math.max(from, start), Math.min(to, end)]
  if (!(first < last)) return []
  if (!schedule.days && !schedule.hours) return [[first, last]]
  const inside = turnsWithin(schedule, first, last, offset).filter((at) => at > first && at < last)
  const times = [first, ...[...new Set(inside)].sort((a, b) => a - b), last]
  const open: Array<[number, number]> = []
  times.slice(0, -1).forEach((at, n) => {
    if (!isOpen(schedule, at, offset)) return
    const before = open.at(-1)
    if (before?.[1] === at) before[1] = times[n + 1]!
    else open.push([at, times[n + 1]!])
  })
  return open
}
