// @vitest-environment node
// Which rows are valid: rows may be damaged, and other tabs and scripts write to the same storage.

import { expect, test } from 'vitest'
import {
  type Forgotten,
  isEvent,
  isForgettable,
  isForgotten,
  isItem,
  isSame,
  readerEvent,
} from '../../../src/history/event.ts'
import { LIMITS } from '../../../src/history/event-limits.ts'
import type { ItemContent, ReaderEvent } from '../../../src/types.ts'

const LABELS = {
  picture: 'https://a.example/p.jpg',
  topic: 'Sky',
  tags: ['far', 'near'],
  author: 'A',
  published: 0,
  popularity: 0,
  language: 'en',
} as const
const CONTENT: ItemContent = { id: '/a', text: 'A comet', fingerprint: 'f', ...LABELS }
const EVENT: ReaderEvent = { kind: 'read', at: 5, item: '/a', text: 'A comet', fingerprint: 'f' }

test('All that is known of an item goes along, zeros too; what it may do on its page does not.', () => {
  expect(readerEvent({ ...CONTENT, pinned: true }, { kind: 'read', at: 5, list: '', seconds: 0 })).toStrictEqual({
    ...EVENT,
    ...LABELS,
    list: '',
    seconds: 0,
  })
})

test('What is not known of it is no field.', () => {
  const bare = { id: '/a', text: 'A comet', fingerprint: 'f' }
  expect(readerEvent(bare, { kind: 'read', at: 5 })).toStrictEqual(EVENT)
  expect(readerEvent({ ...bare, topic: '', author: '' }, { kind: 'read', at: 5 })).toStrictEqual(EVENT)
})

test.each([
  [LIMITS.seconds, LIMITS.seconds],
  [LIMITS.seconds + 1, undefined],
  [-0.1, undefined],
  [Number.NaN, undefined],
])('%d seconds are kept as %s.', (seconds, kept) => {
  expect(readerEvent(CONTENT, { kind: 'read', at: 5, seconds }).seconds).toBe(kept)
})

const FORGOTTEN: ReadonlyArray<readonly [what: unknown, isOne: boolean]> = [
  [{ item: '/a' }, true],
  [{ topic: 'Sky' }, true],
  [{ item: '' }, true],
  [{ item: '/a', at: 5, kind: 'read' }, true],
  [{ topic: 'Sky', item: 7 }, true],
  [{ topic: 7, item: '/a' }, false],
  [{ item: '/a', at: 5 }, false],
  [{ item: '/a', kind: 'read' }, false],
  [{ item: '/a', at: Number.NaN, kind: 'read' }, false],
  [{ item: '/a', at: '5', kind: 'read' }, false],
  [{ item: '/a', at: 5, kind: 7 }, false],
  [{ item: 7 }, false],
  [{}, false],
  [null, false],
  [undefined, false],
  ['/a', false],
]

test.each(FORGOTTEN)('Another tab says that %j is to be forgotten: %s.', (what, isOne) => {
  expect(isForgettable(what)).toBe(isOne)
})

const ROWS: readonly ReaderEvent[] = [
  { ...EVENT, topic: 'Sky' },
  { ...EVENT, at: 6, topic: 'Sky' },
  { ...EVENT, kind: 'click', topic: 'Sky' },
  { ...EVENT, item: '/b', topic: 'Sky' },
  { ...EVENT, item: '/b', topic: 'Bread' },
]

test.each<[what: Forgotten, rows: number[]]>([
  [{ item: '/a' }, [0, 1, 2]],
  [{ item: '/b' }, [3, 4]],
  [{ item: '/a', at: 5, kind: 'read' }, [0]],
  [{ item: '/a', at: 5, kind: 'click' }, [2]],
  [{ item: '/a', at: 7, kind: 'read' }, []],
  [{ topic: 'Sky' }, [0, 1, 2, 3]],
  [{ topic: 'Bread', item: '/a' }, [4]],
  [{ topic: '' }, []],
])('%j is these and no others: %j', (what, rows) => {
  const is = isForgotten(what)
  expect(ROWS.flatMap((row, i) => (is(row) ? [i] : []))).toEqual(rows)
})

test('Two rows are the same event by item, kind and moment.', () => {
  const same = isSame(EVENT)
  expect(same({ ...EVENT, text: 'Another' })).toBe(true)
  for (const other of [{ at: 6 }, { item: '/b' }, { kind: 'click' }] as const)
    expect(same({ ...EVENT, ...other }), JSON.stringify(other)).toBe(false)
})

/** Values that a damaged row may have in a field. */
const DAMAGE: ReadonlyArray<readonly [field: string, values: readonly unknown[]]> = [
  ['text', [undefined, null, 7, {}, 'x'.repeat(LIMITS.text + 1), { length: 2 }]],
  ['fingerprint', [undefined, null, 7]],
  ...['picture', 'topic', 'author', 'language'].map((name) => [name, [null, 7, {}]] as const),
  ...['published', 'popularity'].map((name) => [name, [null, '7', Number.NaN, Number.POSITIVE_INFINITY]] as const),
  ['tags', [null, 'far', {}, [7], ['far', null], { every: () => true, length: 0 }]],
]
const OF_EVENTS: typeof DAMAGE = [
  ['at', [undefined, null, '5', Number.NaN, Number.NEGATIVE_INFINITY]],
  ['item', [undefined, null, 7]],
  ['kind', [undefined, null, 7]],
  ['list', [null, 7]],
  ['seconds', [null, '7', Number.NaN]],
]

test('Events: one field that is damaged, whichever it is, and the row is none.', () => {
  const whole = { ...EVENT, ...LABELS, list: 'l', seconds: 0 }
  expect([isEvent(whole), isEvent(EVENT), isEvent({ ...EVENT, text: 'x'.repeat(LIMITS.text) })]).toEqual([
    true,
    true,
    true,
  ])
  for (const [field, values] of [...DAMAGE, ...OF_EVENTS])
    for (const value of values) {
      expect(isEvent({ ...whole, [field]: value }), `${field}: ${String(value)}`).toBe(false)
      // Nor with a subset of the fields.
      expect(isEvent({ ...EVENT, [field]: value }), `${field}: ${String(value)}, alone`).toBe(false)
    }
})

test('Items: the same.', () => {
  const bare = { id: '/a', text: 'A comet', fingerprint: 'f' }
  expect([isItem(CONTENT), isItem(bare)]).toEqual([true, true])
  for (const [field, values] of [...DAMAGE, ['id', [undefined, null, 7]] as const])
    for (const value of values) {
      expect(isItem({ ...CONTENT, [field]: value }), `${field}: ${String(value)}`).toBe(false)
      expect(isItem({ ...bare, [field]: value }), `${field}: ${String(value)}, alone`).toBe(false)
    }
})

test.each([[undefined], [null], ['a text'], [7], [true]])('%s is neither.', (value) => {
  expect([isEvent(value), isItem(value)]).toEqual([false, false])
})

test('A function with all of it is neither: a row is data.', () => {
  expect(isEvent(Object.assign(() => 0, EVENT))).toBe(false)
  expect(isItem(Object.assign(() => 0, CONTENT))).toBe(false)
})
