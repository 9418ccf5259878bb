// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVENT_KINDS } from '../../../src/lib/event-kinds.ts'
import { DAY } from '../../../src/lib/limits.ts'
import { evidence, HALF_LIFE_DAYS, MAX_OPENED } from '../../../src/ranking/features/evidence.ts'
import type { EventKind } from '../../../src/types.ts'
import { content, deeds, event, eventsOf, NOW, things } from './make.ts'

const a = content('/a')

test('An impression says nothing yet, what takes back says nothing, a dismissal stands on its own side, an edit of a topic ranks by itself, all else is positive.', () => {
  const kinds = Object.keys(EVENT_KINDS) as EventKind[]
  const { positive, dismissed } = evidence(
    kinds.map((kind) => event(kind, content(`/${kind}`))),
    NOW,
  )
  expect(dismissed.map(({ kind }) => kind).sort()).toEqual(['dismiss', 'less'])
  // Creative events concern campaigns; the dial concerns the rules.
  const ofCampaigns = ['shown', 'goal']
  const ofEdits = ['less', 'raise', 'lower', 'pause', 'dial']
  const silent = ['impression', 'dismiss', 'restore', 'unfollow', ...ofCampaigns, ...ofEdits]
  expect(positive.map(({ kind }) => kind).sort()).toEqual(kinds.filter((kind) => !silent.includes(kind)).sort())
})

test('An item counts once, by its strongest event.', () => {
  const { positive } = evidence([event('click', a), event('read', a), event('dwell', a, { seconds: 4 })], NOW)
  expect(positive).toMatchObject([{ item: '/a', kind: 'read', weight: 2 }])
})

test('Opened, read, watched to the end or bought is known; looked at, searched or dismissed is not.', () => {
  const kinds = Object.keys(EVENT_KINDS) as EventKind[]
  const { read } = evidence(
    kinds.map((kind) => event(kind, content(kind))),
    NOW,
  )
  expect([...read].sort()).toEqual(['click', 'finish', 'purchase', 'read'])
})

test('After its half-life an event weighs half; one from the future weighs as if it were now.', () => {
  const weight = (at: number) => evidence([event('click', a, { at })], NOW).positive[0]!.weight
  expect(weight(NOW - HALF_LIFE_DAYS * DAY)).toBeCloseTo(0.5, 12)
  expect(weight(NOW + 30 * DAY)).toBe(1)
})

test('A glance says a third of what the kind says, thirty seconds all of it, an hour half as much again.', () => {
  const weight = (seconds: number) => evidence([event('read', a, { seconds })], NOW).positive[0]!.weight
  expect(weight(0)).toBeCloseTo(2 / 3, 12)
  expect(weight(30)).toBeCloseTo(2, 12)
  expect(weight(3600)).toBe(3)
})

test('Rows of an unknown kind, or without a usable time, count for nothing.', () => {
  const odd = ['constructor', '__proto__', 'hover', ''].map((kind) => event(kind as EventKind, a))
  const { positive, dismissed, read } = evidence([...odd, event('read', a, { at: Number.NaN })], NOW)
  expect([positive.length, dismissed.length, read.size]).toEqual([0, 0, 0])
})

test('Any history gives finite positive weights, heaviest first, one per item, and bounded work.', () => {
  fc.assert(
    fc.property(things({ minLength: 1, maxLength: 80 }), deeds, (world, deeds) => {
      const { positive, dismissed } = evidence(eventsOf(deeds, world), NOW)
      expect(positive.length).toBeLessThanOrEqual(MAX_OPENED)
      for (const side of [positive, dismissed]) {
        // Dismissing an item and wanting less like it are two things.
        const named = side.map(({ item, kind }) => (kind === 'less' ? `less ${item}` : item))
        expect(new Set(named).size).toBe(side.length)
        side.forEach(({ weight }, i) => {
          expect(weight).toBeGreaterThan(0)
          expect(weight).toBeLessThanOrEqual(4.5)
          if (i) expect(weight).toBeLessThanOrEqual(side[i - 1]!.weight)
        })
      }
    }),
  )
})

test('Of many positive events the weightiest are kept, of dismissals all.', () => {
  const many = Array.from({ length: 120 }, (_, i) => content(`/${i}`))
  const at = (i: number) => ({ at: NOW - i * 3_600_000 })
  const { positive } = evidence(
    many.map((item, i) => event('read', item, at(i))),
    NOW,
  )
  expect(positive.map(({ item }) => item)).toEqual(many.slice(0, MAX_OPENED).map(({ id }) => id))
  expect(
    evidence(
      many.map((item, i) => event('dismiss', item, at(i))),
      NOW,
    ).dismissed,
  ).toHaveLength(120)
})

test('Shown and not opened is skipped, once however often; opening takes it back, dismissing leaves it.', () => {
  const [b, c] = [content('/b'), content('/c')]
  const shown = [a, b, c, c].map((item) => event('impression', item))
  const { skipped } = evidence([...shown, event('click', a), event('dismiss', b)], NOW)
  expect(skipped.map(({ item, weight }) => [item, weight])).toEqual([
    ['/b', 1],
    ['/c', 1],
  ])
})

test('Of a dismissal and its restoring the later counts, in whatever order the rows are.', () => {
  const at = (hours: number) => ({ at: NOW - hours * 3_600_000 })
  const [gone, back] = [event('dismiss', a, at(2)), event('restore', a, at(1))]
  const dismissed = (...events: (typeof gone)[]) => evidence(events, NOW).dismissed.map(({ at }) => at)
  expect(dismissed(gone, back)).toEqual([])
  expect(dismissed(back, gone)).toEqual([])
  expect(dismissed(gone, back, event('dismiss', a))).toEqual([NOW])
  expect(dismissed(event('dismiss', content('/b'), at(3)), gone, back)).toEqual([at(3).at])
  // Within one millisecond the order of rows decides.
  expect(dismissed(event('restore', a), event('dismiss', a))).toEqual([NOW])
  expect(dismissed(event('dismiss', a), event('restore', a))).toEqual([])
})

test('Of following and unfollowing the later counts; unfollowing says nothing against, and nothing about what was read.', () => {
  const space = content('follow:topic/space', { topic: 'space' })
  const at = (hours: number) => ({ at: NOW - hours * 3_600_000 })
  const read = event('read', content('/moon', { topic: 'space' }))
  const sides = (...events: (typeof read)[]) => {
    const { positive, dismissed, skipped } = evidence([read, ...events], NOW)
    return [positive.map(({ item }) => item), dismissed.length + skipped.length]
  }
  expect(sides(event('follow', space))).toEqual([['follow:topic/space', '/moon'], 0])
  expect(sides(event('follow', space, at(2)), event('unfollow', space, at(1)))).toEqual([['/moon'], 0])
  expect(sides(event('unfollow', space, at(1)), event('follow', space))).toEqual([['follow:topic/space', '/moon'], 0])
})

test('A restore with no dismissal before it, and one of something else, change nothing.', () => {
  const before = evidence([event('read', a), event('dismiss', content('/b'))], NOW)
  const after = evidence(
    [event('restore', a), event('read', a), event('dismiss', content('/b')), event('unfollow', a)],
    NOW,
  )
  expect(after).toEqual(before)
})
