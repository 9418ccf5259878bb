import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CHOICE_DAYS, fromPurposes, recall, remember, UNKNOWN } from '../../../src/consent/stored-choice.ts'
import { InklingMisuse } from '../../../src/lib/errors/assert-usage.ts'
import type { Consent } from '../../../src/types.ts'

const NOW = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const KEY = 'inkling.consent'
const GRANTED: Consent = { state: 'granted', content: true, creatives: false, measurement: true }

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

test('Nobody has chosen: unknown, and nothing is written.', () => {
  expect(recall(NOW)).toEqual({ state: 'unknown', content: false, creatives: false, measurement: false })
  expect(localStorage.length).toBe(0)
})

test('A choice is remembered as it was made, grant and refusal alike.', () => {
  for (const consent of [GRANTED, fromPurposes({})]) {
    remember(consent, NOW)
    expect(recall(NOW)).toEqual(consent)
  }
})

test('For six months, not longer.', () => {
  remember(GRANTED, NOW)
  expect(CHOICE_DAYS).toBe(182)
  expect(recall(NOW + CHOICE_DAYS * DAY - 1)).toEqual(GRANTED)
  expect(recall(NOW + CHOICE_DAYS * DAY)).toEqual(UNKNOWN)
})

test('A clock that was set back makes no choice immortal; an hour of summer time does no harm.', () => {
  remember(GRANTED, NOW)
  expect(recall(NOW - 3_600_000)).toEqual(GRANTED)
  expect(recall(NOW - DAY)).toEqual(UNKNOWN)
  expect(recall(NOW - 400 * DAY)).toEqual(UNKNOWN)
})

test.each([
  '',
  '{',
  'null',
  '7',
  '[]',
  '"granted"',
  '{"state":"granted"}',
  `{"state":"granted","at":"soon","content":true}`,
  `{"state":"granted","at":null,"content":true}`,
  `{"state":"unknown","at":${NOW},"content":true}`,
  `{"state":"Granted","at":${NOW},"content":true}`,
  `{"state":["granted"],"at":${NOW},"content":true}`,
])('Garbage is no choice: %s', (text) => {
  localStorage.setItem(KEY, text)
  expect(recall(NOW)).toEqual(UNKNOWN)
})

test('Only true is a yes.', () => {
  localStorage.setItem(
    KEY,
    JSON.stringify({ state: 'granted', at: NOW, content: 'true', creatives: 1, measurement: {} }),
  )
  expect(recall(NOW)).toEqual({ state: 'granted', content: false, creatives: false, measurement: false })
})

test('Without a storage nothing is thrown: the site asks again.', () => {
  const fail = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: fail, setItem: fail })
  remember(GRANTED, NOW)
  expect(recall(NOW)).toEqual(UNKNOWN)
  vi.stubGlobal('localStorage', undefined)
  expect(recall(NOW)).toEqual(UNKNOWN)
})

test('Purposes left out are refused; refusing all is a denial.', () => {
  expect(fromPurposes({ content: true })).toEqual({
    state: 'granted',
    content: true,
    creatives: false,
    measurement: false,
  })
  expect(fromPurposes({ measurement: true }).state).toBe('granted')
  expect(fromPurposes({ content: false })).toEqual({
    state: 'denied',
    content: false,
    creatives: false,
    measurement: false,
  })
})

test.each([
  [undefined],
  [null],
  ['yes'],
  [true],
  [{ contents: true }],
  [{ content: 'yes' }],
  [{ content: 1 }],
  [{ content: undefined }],
  [{ toString: true }],
  [{ constructor: true }],
])('Anything else is misuse, with what to write instead: %o', (purposes) => {
  const set = () => fromPurposes(purposes as never)
  expect(set).toThrow(InklingMisuse)
  expect(set).toThrow('write inkling.consent.set({ content: true')
})
