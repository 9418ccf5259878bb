// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Caps } from '../../../src/creatives/campaigns/campaign.ts'
import { capReached, capsFreeFrom } from '../../../src/creatives/campaigns/caps.ts'
import { sessionStart } from '../../../src/lib/scoring/showing-caps.ts'
import { DAY, HOUR, MINUTE, NOON } from './make.ts'

const caps = fc.record<Caps>(
  {
    session: fc.integer({ min: 0, max: 4 }),
    day: fc.integer({ min: 0, max: 5 }),
    week: fc.integer({ min: 0, max: 9 }),
    gap: fc.integer({ min: 0, max: 600 }),
  },
  { requiredKeys: [] },
)

/** A reader: minutes between page views, and milliseconds by which the clock is changed in between. */
const views = (set: fc.Arbitrary<number>) =>
  fc.array(fc.record({ wait: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 40, max: 3000 })), set }), {
    maxLength: 80,
  })

/**
 * Shows the campaign whenever it is allowed.
 *
 * @returns times of the showings by a clock that nobody changes
 */
function shownAt(of: Caps, reader: ReadonlyArray<{ readonly wait: number; readonly set: number }>) {
  const kept: number[] = []
  const shown: number[] = []
  let time = NOON
  let skew = 0
  for (const { wait, set } of reader) {
    time += wait * MINUTE
    skew += set
    if (capReached(of, kept, kept, time + skew)) continue
    kept.push(time + skew)
    shown.push(time)
  }
  return shown
}

const most = (times: readonly number[], length: number) =>
  Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + length).length))

function holds({ day, week, gap }: Caps, shown: readonly number[]) {
  if (day !== undefined) expect(most(shown, DAY)).toBeLessThanOrEqual(day)
  if (week !== undefined) expect(most(shown, 7 * DAY)).toBeLessThanOrEqual(week)
  if (gap) expect(most(shown, gap * MINUTE)).toBeLessThanOrEqual(1)
}

test('No cap is exceeded in any day or week, nor a gap undercut, on whatever pages of whatever tabs.', () => {
  fc.assert(fc.property(caps, views(fc.constant(0)), (of, reader) => holds(of, shownAt(of, reader))))
})

test('Nor by setting the clock back, however often and far.', () => {
  const back = fc.oneof(fc.constant(0), fc.integer({ min: -400 * DAY, max: 0 }))
  fc.assert(fc.property(caps, views(back), (of, reader) => holds(of, shownAt(of, reader))))
})

test('A clock set forward is time gone by: no cap is exceeded by that clock.', () => {
  fc.assert(
    fc.property(caps, views(fc.integer({ min: 0, max: 3 * DAY })), (of, reader) => {
      const moved = reader.map(({ wait, set }) => ({ wait: wait + set / MINUTE, set: 0 }))
      const kept = shownAt(
        of,
        reader.map((view, at) => ({ ...view, set: moved[at]!.wait * MINUTE - view.wait * MINUTE })),
      )
      expect(kept.length).toBe(shownAt(of, moved).length)
      holds(of, shownAt(of, moved))
    }),
  )
})

test('What isn’t reached allows: without caps all is shown, and once the window is over it begins anew.', () => {
  fc.assert(
    fc.property(views(fc.constant(0)), (reader) => {
      expect(shownAt({}, reader)).toHaveLength(reader.length)
    }),
  )
  expect(capReached({ day: 1 }, [NOON], [NOON], NOON + DAY - 1)).toBe('day')
  expect(capReached({ day: 1 }, [NOON], [NOON], NOON + DAY)).toBeUndefined()
  expect(capReached({ gap: 10 }, [NOON], [NOON], NOON + 10 * MINUTE)).toBeUndefined()
  expect(capReached({ day: 0 }, [], [], NOON)).toBe('day')
})

test('A session goes on as long as anything is shown each half hour, whatever the campaign.', () => {
  const others = [0, 20, 40, 60].map((minute) => NOON + minute * MINUTE)
  expect(capReached({ session: 1 }, [NOON], others, NOON + 80 * MINUTE)).toBe('session')
  expect(capReached({ session: 1 }, [NOON], [NOON], NOON + 80 * MINUTE)).toBeUndefined()
  expect(sessionStart([], NOON)).toBe(NOON)
  expect(sessionStart([NOON + HOUR], NOON)).toBe(NOON)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: NOON - DAY, max: NOON + DAY })), (times) => {
      const start = sessionStart(times, NOON)
      expect(start).toBeLessThanOrEqual(NOON)
      // There is nothing in the half hour before it.
      expect(times.some((at) => at < start && at >= start - 30 * MINUTE)).toBe(false)
    }),
  )
})

test.each([
  ['exactly: before it one holds', 0],
  ['also while the clock is set back: never too early', 2 * DAY],
])('From when on no cap holds is told %s.', (_, ahead) => {
  const times = fc.array(fc.integer({ min: NOON - 8 * DAY, max: NOON + ahead }), { maxLength: 12 })
  fc.assert(
    fc.property(caps, times, times, fc.nat(20 * DAY), (of, own, others, wait) => {
      const all = [...own, ...others]
      const from = capsFreeFrom(of, own, all, NOON)
      expect(from).toBeGreaterThanOrEqual(NOON)
      const isFree = (at: number) => capReached(of, own, all, at) === undefined
      if (from > NOON && !ahead) expect(isFree(Math.min(from - 1, NOON + 100 * DAY))).toBe(false)
      if (Number.isFinite(from)) expect([isFree(from), isFree(from + wait)]).toEqual([true, true])
    }),
  )
})
