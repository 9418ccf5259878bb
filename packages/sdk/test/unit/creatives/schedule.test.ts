// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Schedule } from '../../../src/creatives/campaigns/campaign.ts'
import { offsetOf, openings, scheduleRefusal, timeOf } from '../../../src/creatives/campaigns/schedule.ts'
import { DAY, HOUR, MINUTE } from './make.ts'

/**
 * Zones with offsets of half and three-quarter hours, a half-hour clock change, a zone near the date line, and one
 * without summer time.
 */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Tokyo',
  'Africa/Casablanca',
  'UTC',
]
const zone = fc.constantFrom(...ZONES)
const at = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) })

/** The zone's clock, by a formatter other than the code's. */
function wall(time: number, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(time)
  return shown.replace(' ', 'T')
}

test('The offset is what the zone’s clock shows.', () => {
  fc.assert(
    fc.property(zone, at, (zone, time) => {
      const whole = Math.floor(time / 1000) * 1000
      expect(new Date(whole + offsetOf(zone)(whole)).toISOString().slice(0, 19)).toBe(wall(whole, zone))
    }),
  )
})

test('A time of day stands for the first moment at which the clock shows it, or would have.', () => {
  fc.assert(
    fc.property(zone, at, (zone, time) => {
      const offset = offsetOf(zone)
      const text = wall(Math.floor(time / MINUTE) * MINUTE, zone).slice(0, 16)
      const found = timeOf(text, offset)
      expect(wall(found, zone).slice(0, 16)).toBe(text)
      expect(found).toBeLessThanOrEqual(time)
    }),
  )
  const berlin = offsetOf('Europe/Berlin')
  // 02:30 occurred twice on 25 October 2026, and not at all on 29 March.
  expect(timeOf('2026-10-25T02:30', berlin)).toBe(Date.UTC(2026, 9, 25, 0, 30))
  expect(timeOf('2026-03-29T02:30', berlin)).toBe(Date.UTC(2026, 2, 29, 1, 30))
  expect(timeOf('2026-03-29T02:30Z', berlin)).toBe(Date.UTC(2026, 2, 29, 2, 30))
})

test('Start and end bound it; a day alone is meant with all of it, in the schedule’s zone.', () => {
  const day: Schedule = { start: '2026-11-20', end: '2026-11-20', zone: 'America/New_York' }
  const [first, last] = [Date.UTC(2026, 10, 20, 5), Date.UTC(2026, 10, 21, 5)]
  expect(scheduleRefusal(day, first - 1)).toBe('early')
  expect(scheduleRefusal(day, first)).toBeUndefined()
  expect(scheduleRefusal(day, last - 1)).toBeUndefined()
  expect(scheduleRefusal(day, last)).toBe('ended')
  expect(openings(day, first - DAY, last + DAY)).toEqual([[first, last]])
  expect(openings({}, first, last)).toEqual([[first, last]])
})

test('Days and hours are those of the zone’s clock, through every change of it.', () => {
  const window = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30), fc.integer({ min: 1, max: 24 }))
    .filter(([from, , to]) => from !== to)
    .map(([from, minute, to]) => {
      const two = (n: number) => String(n).padStart(2, '0')
      return { from: from * 60 + minute, to: to * 60, text: `${two(from)}:${two(minute)}-${two(to)}:00` }
    })
    .filter(({ from, to }) => from !== to)
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 })
  fc.assert(
    fc.property(zone, at, window, days, (zone, time, { from, to, text }, days) => {
      const open = !scheduleRefusal({ zone, days, hours: [text] }, time)
      const shown = wall(Math.floor(time / 1000) * 1000, zone)
      const minute = Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16))
      const day = new Date(`${shown.slice(0, 10)}T00:00Z`).getUTCDay()
      const on = days.includes(day)
      const yesterday = days.includes((day + 6) % 7)
      const expected =
        from < to ? on && minute >= from && minute < to : (on && minute >= from) || (yesterday && minute < to)
      expect(open).toBe(expected)
    }),
  )
})

test('Openings are exactly the times at which it is open, also while clocks change.', () => {
  const schedule = fc.record<Schedule>(
    {
      zone,
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      hours: fc.constantFrom(['08:00-12:30'], ['22:00-02:00'], ['00:00-24:00'], ['01:00-02:30', '02:45-03:00']),
      start: fc.constantFrom('2026-03-28', '2026-10-25T02:30'),
      end: fc.constantFrom('2026-03-29T02:30', '2030-01-01', '2027-10-31T03:00+01:00'),
    },
    { requiredKeys: ['zone'] },
  )
  const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
  fc.assert(
    fc.property(schedule, at, fc.integer({ min: 1, max: 9 * DAY }), part, (schedule, from, span, part) => {
      const all = openings(schedule, from, from + span)
      const isOpen = (time: number) => all.some(([first, last]) => first <= time && time < last)
      const edges = all.flat().flatMap((time) => [time - 1, time])
      for (const time of [from, from + Math.floor(part * span), ...edges].filter((t) => t >= from && t < from + span))
        expect([time, isOpen(time)]).toEqual([time, !scheduleRefusal(schedule, time)])
      all.slice(1).forEach(([first], n) => {
        expect(first).toBeGreaterThan(all[n]![1])
      })
    }),
  )
})

test('Without a zone it is the clock of this device.', () => {
  const now = Date.UTC(2026, 10, 20, 12)
  const hour = new Date(now).getHours()
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = [`${two(hour)}:00-${two(hour + 1)}:00`]
  expect(scheduleRefusal({ hours }, now)).toBeUndefined()
  expect(scheduleRefusal({ hours }, now + HOUR)).toBe('hours')
})
