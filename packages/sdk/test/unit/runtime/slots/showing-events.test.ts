// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidence } from '../../../../src/ranking/features/evidence.ts'
import {
  goalEvent,
  happeningsOf,
  leadsTo,
  showingEvent,
  showingsOf,
} from '../../../../src/runtime/slots/showings/showing-events.ts'
import { bySlot, stored } from '../../../../src/runtime/slots/slot-items.ts'
import type { ReaderEvent } from '../../../../src/types.ts'
import { NOON, showing } from '../../creatives/make.ts'

const NAME = fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !name.includes('/'))

test('A showing comes back from the history as it was, whatever its names.', () => {
  const some = fc.record({
    campaign: fc.string({ maxLength: 20 }),
    creative: fc.string({ maxLength: 20 }),
    slot: NAME,
    at: fc.integer({ min: 0, max: NOON }),
    propensity: fc.constantFrom(1, 0.25, 0.003),
    cells: fc.subarray(['device=phone', 'daypart=night', 'topic=a=b']),
    fits: fc.constantFrom([0, 0, 0], [0.5, -1, 0.25]),
  })
  fc.assert(
    fc.property(some, (one) => {
      expect(showingsOf([showingEvent(one)])).toEqual([one])
    }),
  )
})

test('It counts for no interest, and a goal neither.', () => {
  const events = [showingEvent(showing('a', NOON)), goalEvent(showing('a', NOON), NOON + 1, '/landing')]
  const { positive, skipped, dismissed } = evidence(events, NOON)
  expect([positive, skipped, dismissed]).toEqual([[], [], []])
})

test('Clicks, reads and purchases are what campaigns may be for; a read counts where the click led.', () => {
  const one = showing('a', NOON)
  const click = goalEvent(one, NOON + 1, '/landing')
  const read = { kind: 'read', item: '/landing', at: NOON + 2, text: '', fingerprint: '' } as const
  const events: ReaderEvent[] = [
    showingEvent(one),
    click,
    read,
    { ...read, kind: 'purchase' },
    { ...read, kind: 'dwell' },
  ]
  expect(happeningsOf(events)).toEqual([
    { kind: 'click', item: 'a-1', at: NOON + 1 },
    { kind: 'read', item: '/landing', at: NOON + 2 },
    { kind: 'conversion', item: '/landing', at: NOON + 2 },
  ])
  expect(leadsTo(events)(one, '/landing')).toBe(true)
  expect(leadsTo(events)(one, '/other')).toBe(false)
  expect(leadsTo(events)({ ...one, creative: 'b' }, '/landing')).toBe(false)
})

test('What anybody may have written into an export is passed over, or bounded.', () => {
  const row = showingEvent(showing('a', NOON))
  expect(showingsOf([{ ...row, item: '/a' }])).toEqual([])
  expect(showingsOf([{ ...row, tags: ['propensity=99', 'content=NaN'] }])).toMatchObject([
    { propensity: 1, fits: [0, 0, 0], campaign: '' },
  ])
  const { tags: _, ...bare } = row
  expect(showingsOf([bare])[0]!.propensity).toBeGreaterThan(0)
})

test('A slot’s creatives are kept with what their attributes say.', () => {
  const content = { id: 'x', text: 'Trail', fingerprint: 'f', tags: ['lost'] }
  const one = { slot: 'hero', creative: 'a', content, marks: { cap: 'day 2', sponsored: '' } }
  const [[slot, creatives] = []] = [...bySlot([stored(one), { id: '/item', text: '', fingerprint: '' }])]
  expect(slot).toBe('hero')
  expect(creatives).toMatchObject([{ slot: 'hero', creative: 'a', marks: { cap: 'day 2', sponsored: '' } }])
})

test('Where creatives led is read from the history once, however many events and showings are compared.', () => {
  const one = showing('a', NOON)
  const events = Array.from({ length: 600 }, (_, n) => goalEvent(one, NOON + n, n % 2 ? `/read/${n}` : undefined))
  let read = 0
  const counted = new Proxy(events, {
    get(target, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) read++
      return Reflect.get(target, name, receiver)
    },
  })
  const leads = leadsTo(counted)
  for (let n = 0; n < 1000; n++) expect(leads(one, `/read/${n}`)).toBe(n < 600 && n % 2 === 1)
  expect(leads({ ...one, creative: 'another' }, '/read/1')).toBe(false)
  expect(read).toBeLessThanOrEqual(600)
})
