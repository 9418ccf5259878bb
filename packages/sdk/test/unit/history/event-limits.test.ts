// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlausible, isWorthPruning, LIMITS, rowsToPrune, withinLimits } from '../../../src/history/event-limits.ts'
import type { EventKind, ReaderEvent } from '../../../src/types.ts'
import { sized } from '../../cases/history.ts'

const NOW = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const event = (at: number, kind: EventKind = 'read', text = ''): ReaderEvent => ({
  kind,
  at,
  item: '/a',
  text,
  fingerprint: 'f',
})

const many = (count: number, at: (i: number) => number, kind?: EventKind) =>
  Array.from({ length: count }, (_, i) => ({ ...event(at(i), kind), item: `/${i}` }))

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
      // The newest impressions and the newest other events are kept.
      for (const shown of [true, false]) {
        const of = (all: readonly ReaderEvent[]) => all.filter(({ kind }) => (kind === 'impression') === shown)
        if (of(kept).length) expect(of(young).slice(-of(kept).length)).toEqual(of(kept))
      }
      expect(JSON.stringify(kept.filter(({ kind }) => kind === 'impression')).length).toBeLessThan(
        LIMITS.impressionCharacters + 3000,
      )
      expect(withinLimits(kept, NOW)).toEqual(kept)
      expect(
        events.length - kept.length === 0 ||
          young.length < events.length ||
          JSON.stringify(young).length > LIMITS.impressionCharacters,
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

test('Impressions with long labels push nothing out that says more, either.', () => {
  const clicks = many(900, (i) => NOW - 10 * DAY + i, 'click')
  const seen = many(800, (i) => NOW - 5 * DAY + i, 'impression').map((row) => ({ ...row, tags: ['x'.repeat(3000)] }))
  const kept = withinLimits([...clicks, ...seen], NOW)
  expect(kept.filter(({ kind }) => kind === 'click')).toEqual(clicks)
  expect(kept.length).toBeGreaterThan(1000)
})

test('Sixty days are remembered, not one millisecond more; the same of a clock that was ahead.', () => {
  const [last, gone] = [60 * DAY - 1, 60 * DAY]
  const rows = [event(NOW - gone), event(NOW - last), event(NOW + last), event(NOW + gone)]
  expect(withinLimits(rows, NOW)).toEqual([rows[1], rows[2]])
})

test('A megabyte at most.', () => {
  const big = Array.from({ length: 60 }, (_, i) => event(NOW - DAY + i, 'read', `${i} ${'x'.repeat(30_000)}`))
  const kept = withinLimits(big, NOW)
  expect(kept.at(-1)).toBe(big.at(-1))
  expect(kept.length).toBe(33)
  expect(withinLimits([event(NOW, 'read', 'x'.repeat(LIMITS.characters))], NOW)).toEqual([])
})

test('Twenty a second are taken, not twenty-one; a second later it goes on.', () => {
  const burst = many(LIMITS.perSecond, (i) => NOW + i)
  expect(isPlausible(burst.slice(1), event(NOW + 20))).toBe(true)
  expect(isPlausible(burst, event(NOW + 20))).toBe(false)
  expect(isPlausible(burst, event(NOW + 1500))).toBe(true)
})

test('Two thousand a day are taken, no more; the next day it goes on.', () => {
  const day = many(LIMITS.perDay, (i) => NOW + i * 40_000)
  const end = day.at(-1)!.at + 1001
  expect(isPlausible(day.slice(1), event(end))).toBe(true)
  expect(isPlausible(day, event(end))).toBe(false)
  expect(isPlausible(day, event(NOW + DAY + 40_000))).toBe(true)
})

test('Twenty a day of one item, whatever they are; other items go on.', () => {
  const kinds: EventKind[] = ['click', 'read', 'dismiss', 'restore']
  const day = Array.from({ length: LIMITS.perItem }, (_, i) => event(NOW + i * 60_000, kinds[i % 4]))
  const next = NOW + LIMITS.perItem * 60_000
  expect(isPlausible(day.slice(1), event(next))).toBe(true)
  expect(isPlausible(day, event(next))).toBe(false)
  expect(isPlausible(day, { ...event(next), item: '/b' })).toBe(true)
  expect(isPlausible(day, event(NOW + DAY + 60_000))).toBe(true)
})

test('Two hundred items that come into view at once make as many impressions, and don’t silence the click that follows.', () => {
  const shown = many(200, () => NOW, 'impression')
  expect(isPlausible(shown.slice(1), event(NOW, 'impression'))).toBe(true)
  expect(isPlausible(shown, event(NOW, 'impression'))).toBe(false)
  expect(isPlausible(shown, event(NOW, 'click'))).toBe(true)
  const pages = Array.from({ length: 30 }, (_, i) => event(NOW + i * 60_000, 'impression'))
  expect(isPlausible(pages.slice(0, 20), event(NOW + 30 * 60_000, 'impression'))).toBe(false)
  expect(isPlausible(pages, event(NOW + 30 * 60_000, 'click'))).toBe(true)
})

test('A clock that was set back does not silence the reader until it has caught up.', () => {
  const ahead = many(50, (i) => NOW + 3 * 3_600_000 + i * 60_000)
  expect(isPlausible(ahead, event(NOW))).toBe(true)
})

test('A clock that was set back and right again lets nobody past: older rows may stand behind newer ones.', () => {
  const burst = [...many(LIMITS.perSecond, (i) => NOW + i), event(NOW - 30 * DAY)]
  expect(isPlausible(burst, event(NOW + 20))).toBe(false)
})

test('What a reader has said of their interests outlasts age and number, and of too much of it the oldest goes.', () => {
  const edits = many(LIMITS.edits + 30, (i) => NOW - (LIMITS.edits + 30 - i) * 10 * DAY, 'raise')
  const deeds = many(LIMITS.rows + 10, (i) => NOW - i)
  const kept = withinLimits([...edits, ...deeds], NOW)
  expect(kept.filter(({ kind }) => kind === 'raise')).toEqual(edits.slice(30))
  expect(kept).toHaveLength(LIMITS.rows)
  expect(kept.every(({ at }, i) => !i || at >= kept[i - 1]!.at)).toBe(true)
  // Rows of the maximum size push nothing else out.
  const large = edits.map((each) => ({ ...each, text: 'x'.repeat(9000) }))
  expect(withinLimits([...large, ...deeds], NOW).filter(({ kind }) => kind === 'read').length).toBeGreaterThan(1900)
})

test('An old edit is no witness of the clock: what looks out of date by a wrong one stays on the disk.', () => {
  const rows = [event(NOW - DAY), event(NOW - 500 * DAY, 'lower')]
  const later = NOW + 300 * DAY
  expect(rowsToPrune(rows, withinLimits(rows, later), later)).toEqual([])
})

test.each<[kind: EventKind, most: number]>([
  ['read', LIMITS.characters],
  ['impression', LIMITS.impressionCharacters],
  ['raise', LIMITS.editCharacters],
])('Rows of the kind %s may have %d characters together, and not one more.', (kind, most) => {
  const rows = [...Array(4).keys()].map((i) => sized(event(NOW + i, kind), most / 4))
  expect(withinLimits(rows, NOW)).toEqual(rows)
  const longer = [sized(event(NOW, kind), most / 4 + 1), ...rows.slice(1)]
  expect(withinLimits(longer, NOW)).toEqual(rows.slice(1))
})

test('Of showings of creatives the newest four hundred stay, whatever else happened.', () => {
  const shown = many(LIMITS.shown + 5, (i) => NOW - DAY + i, 'shown')
  const reads = many(LIMITS.shown + 5, (i) => NOW - 2 * DAY + i)
  expect(withinLimits([...reads, ...shown], NOW)).toEqual([...reads, ...shown.slice(5)])
})

test('In whatever order rows lie: the newest stay, the oldest first, and of one moment as they lay.', () => {
  const rows = many(LIMITS.rows + 10, (i) => NOW - i)
  expect(withinLimits(rows, NOW)).toEqual(rows.slice(0, LIMITS.rows).reverse())
  const twins = [event(NOW, 'click'), event(NOW, 'read'), event(NOW - 1)]
  expect(withinLimits(twins, NOW)).toEqual([twins[2], twins[0], twins[1]])
})

test("A day is twenty-four hours, a second a thousand milliseconds: what is as far away doesn't count.", () => {
  const yesterday = Array.from({ length: LIMITS.perItem }, () => event(NOW - DAY))
  expect(isPlausible(yesterday, event(NOW))).toBe(true)
  expect(isPlausible(yesterday, event(NOW - 1))).toBe(false)
  const burst = many(LIMITS.perSecond, () => NOW)
  expect([isPlausible(burst, event(NOW + 999)), isPlausible(burst, event(NOW + 1000))]).toEqual([false, true])
})

test('A creative may stand on every page of a day; a story is not read twenty-one times.', () => {
  const pages = (kind: EventKind) => Array.from({ length: 30 }, (_, i) => event(NOW + i * 60_000, kind))
  expect(isPlausible(pages('shown'), event(NOW + 31 * 60_000, 'shown'))).toBe(true)
  expect(isPlausible(pages('goal'), event(NOW + 31 * 60_000, 'goal'))).toBe(false)
})

test.each([
  ['a day and a millisecond old', NOW - DAY - 1, true],
  ['a day old', NOW - DAY, false],
  ['of two days ahead', NOW + 2 * DAY, false],
  ['of now', NOW, false],
])('Age counts where the clock has been seen before: by a row %s.', (_, at, isKnown) => {
  const [old, witness] = [event(NOW - 500 * DAY), event(at)]
  expect(rowsToPrune([old, witness], withinLimits([old, witness], NOW), NOW)).toEqual(isKnown ? [old] : [])
})

test('The disk is pruned for two hundred rows, for one that is long out of date, or for much text.', () => {
  const rows = many(200, () => NOW - 60 * DAY)
  expect(isWorthPruning([], NOW)).toBe(false)
  expect(isWorthPruning(rows.slice(1), NOW)).toBe(false)
  expect(isWorthPruning(rows, NOW)).toBe(true)
  for (const way of [-1, 1]) {
    expect(isWorthPruning([event(NOW + way * 61 * DAY)], NOW)).toBe(false)
    expect(isWorthPruning([event(NOW + way * (61 * DAY + 1))], NOW)).toBe(true)
  }
  // Including the brackets of a list of one.
  expect(isWorthPruning([sized(event(NOW, 'read'), 99_998)], NOW)).toBe(false)
  expect(isWorthPruning([sized(event(NOW, 'read'), 99_999)], NOW)).toBe(true)
})
