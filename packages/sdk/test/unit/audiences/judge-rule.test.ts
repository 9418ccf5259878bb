import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeRule } from '../../../src/audiences/judge-rule.ts'
import { parseRule } from '../../../src/audiences/parse-rule.ts'
import { DAY } from '../../../src/lib/limits.ts'
import type { EventKind, ReaderEvent } from '../../../src/types.ts'

const NOW = 20_000 * DAY + DAY / 2
const event = (kind: EventKind, days: number, more: Partial<ReaderEvent> = {}): ReaderEvent => ({
  kind,
  at: NOW - days * DAY,
  item: '/a',
  text: 'A',
  fingerprint: 'a',
  ...more,
})
const holds = (rule: string, events: readonly ReaderEvent[]) => judgeRule(parseRule(rule), events, NOW)

test('Events are counted by kind, label and time.', () => {
  const events = [
    event('impression', 1, { topic: 'sport' }),
    event('impression', 2, { topic: 'sport' }),
    event('impression', 20, { topic: 'sport' }),
    event('impression', 1, { topic: 'food' }),
    event('purchase', 10, { topic: 'shoes', tags: ['running'], author: 'Ada', list: 'top' }),
  ]
  expect(holds('seen >= 3 of topic Sport', events)).toBe(true)
  expect(holds('seen >= 3 of topic sport in 14 days', events)).toBe(false)
  expect(holds('seen = 2 of topic sport in 14 days and not seen > 2 of topic sport in 14 days', events)).toBe(true)
  expect(holds('bought tag running in 30 days and bought author ada and bought list top', events)).toBe(true)
  expect(holds('bought in 9 days', events)).toBe(false)
  expect(holds('not bought topic food', events)).toBe(true)
})

test('Days of visits are counted once each; minutes by the longest sitting of an item on a day.', () => {
  const events = [
    event('dwell', 0, { seconds: 30 }),
    event('dwell', 0.01, { seconds: 60 }),
    event('read', 0.01, { seconds: 60 }),
    event('watch', 3, { seconds: 120 }),
    event('finish', 3, { seconds: 120 }),
  ]
  expect(holds('visited = 2', events)).toBe(true)
  expect(holds('spent = 3 minutes', events)).toBe(true)
  expect(holds('spent >= 3 minutes in 1 days', events)).toBe(false)
  expect(holds('finished and watched = 2', events)).toBe(true)
})

test('“not” turns a clause round, and the order of events says nothing.', () => {
  const kinds = fc.constantFrom<EventKind>('impression', 'click', 'purchase', 'dwell', 'search')
  const some = fc.array(fc.record({ kind: kinds, days: fc.double({ min: 0, max: 60, noNaN: true }) }), {
    maxLength: 20,
  })
  const rules = fc.constantFrom(
    'seen >= 2 in 14 days',
    'bought',
    'visited < 3',
    'spent >= 1 minutes',
    'opened <= 1 in 30 days',
  )
  fc.assert(
    fc.property(some, rules, (given, rule) => {
      const events = given.map(({ kind, days }) => event(kind, days, { seconds: 45 }))
      expect(holds(`not ${rule}`, events)).toBe(!holds(rule, events))
      expect(holds(rule, [...events].reverse())).toBe(holds(rule, events))
    }),
  )
})
