import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LIMITS, plausible, withinLimits } from '../../../src/history/limits.ts'
import type { EventKind, ReaderEvent } from '../../../src/types.ts'

const NOW = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const event = (at: number, kind: EventKind = 'read', text = ''): ReaderEvent => ({
  kind,
  at,
  item: '/a',
  text,
  fingerprint: 'f',
})

const histories = fc
  .array(
    fc.record({
      ago: fc.integer({ min: -DAY, max: 90 * DAY }),
      kind: fc.constantFrom<EventKind>('impression', 'impression', 'click', 'dismiss'),
      size: fc.constantFrom(10, 300, 20_000),
    }),
    { maxLength: 120 },
  )
  .map((all) =>
    all.sort((a, b) => b.ago - a.ago).map(({ ago, kind, size }) => event(NOW - ago, kind, 'x'.repeat(size))),
  )

test('What is kept is young enough, small enough, a tail of what came, and pruning again takes nothing more.', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const kept = withinLimits(events, NOW)
      expect(kept.every(({ at }) => NOW - at < LIMITS.days * DAY)).toBe(true)
      expect(JSON.stringify(kept).length).toBeLessThan(LIMITS.characters + 3000)
      const young = events.filter(({ at }) => NOW - at < LIMITS.days * DAY)
      if (kept.length) expect(young.slice(-kept.length)).toEqual(kept)
      expect(withinLimits(kept, NOW)).toEqual(kept)
      expect(
        events.length - kept.length === 0 ||
          young.length < events.length ||
          JSON.stringify(young).length > LIMITS.characters,
      ).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('So many rows, the newest; of impressions fewer, and they push nothing out that says more.', () => {
  const clicks = Array.from({ length: 1300 }, (_, i) => event(NOW - 10 * DAY + i, 'click'))
  const seen = Array.from({ length: 1500 }, (_, i) => event(NOW - 5 * DAY + i, 'impression'))
  const kept = withinLimits([...clicks, ...seen], NOW)
  expect(kept).toHaveLength(LIMITS.rows)
  expect(kept.filter(({ kind }) => kind === 'impression')).toEqual(seen.slice(-LIMITS.impressions))
  expect(kept.filter(({ kind }) => kind === 'click')).toEqual(clicks.slice(-(LIMITS.rows - LIMITS.impressions)))
})

test('A megabyte at most.', () => {
  const big = Array.from({ length: 60 }, (_, i) => event(NOW - DAY + i, 'read', `${i} ${'x'.repeat(30_000)}`))
  const kept = withinLimits(big, NOW)
  expect(kept.at(-1)).toBe(big.at(-1))
  expect(kept.length).toBe(33)
  expect(withinLimits([event(NOW, 'read', 'x'.repeat(LIMITS.characters))], NOW)).toEqual([])
})

test('Twenty a second are taken, not twenty-one; a second later it goes on.', () => {
  const burst = Array.from({ length: LIMITS.perSecond }, (_, i) => event(NOW + i))
  expect(plausible(burst.slice(1), NOW + 20)).toBe(true)
  expect(plausible(burst, NOW + 20)).toBe(false)
  expect(plausible(burst, NOW + 1500)).toBe(true)
})

test('Two thousand a day are taken, no more; the next day it goes on.', () => {
  const day = Array.from({ length: LIMITS.perDay }, (_, i) => event(NOW + i * 40_000))
  const end = day.at(-1)!.at + 1001
  expect(plausible(day.slice(1), end)).toBe(true)
  expect(plausible(day, end)).toBe(false)
  expect(plausible(day, NOW + DAY + 40_000)).toBe(true)
})

test('A clock that was set back does not silence the reader until it has caught up.', () => {
  const ahead = Array.from({ length: 50 }, (_, i) => event(NOW + 3 * 3_600_000 + i * 60_000))
  expect(plausible(ahead, NOW)).toBe(true)
})

test('A page full of items, seen at once, does not make the next click one too many; more clicks than a hand makes do.', () => {
  const seen = Array.from({ length: LIMITS.perSecond }, () => event(NOW, 'impression'))
  expect(plausible(seen, NOW + 10, 'impression')).toBe(false)
  expect(plausible(seen, NOW + 10, 'click')).toBe(true)
  const clicks = Array.from({ length: LIMITS.perSecond }, () => event(NOW, 'click'))
  expect(plausible([...seen, ...clicks], NOW + 10, 'click')).toBe(false)
  expect(plausible(clicks, NOW + 10, 'impression')).toBe(false)
})
