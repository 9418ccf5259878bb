// @vitest-environment node
// Which events may be named as a reason for an item.
import { expect, test } from 'vitest'
import type { Evidence } from '../../../src/ranking/features/evidence.ts'
import { Relatedness } from '../../../src/ranking/why/relatedness.ts'
import type { ItemContent, StoredVector } from '../../../src/types.ts'
import { content, event, input } from './make.ts'

interface World {
  readonly others?: readonly ItemContent[]
  readonly vectors?: ReadonlyMap<string, StoredVector>
}

const isRelated = (
  a: Partial<ItemContent>,
  b: Partial<ItemContent>,
  { others = [], vectors = new Map() }: World = {},
): boolean => {
  const item = content('/item', a)
  const past: Evidence = { ...event('read', content('/past', b)), weight: 2 }
  return new Relatedness(input([item, ...others], [], { vectors })).isRelated(item, past)
}

test('What shares its topic or its author is about the same, whatever its words say.', () => {
  expect(isRelated({ topic: 'space' }, { topic: 'space' })).toBe(true)
  expect(isRelated({ author: 'Ada' }, { author: 'Ada' })).toBe(true)
  expect(isRelated({ topic: 'space', author: 'Ada' }, { topic: 'food', author: 'Ada' })).toBe(true)
  expect(isRelated({ topic: 'space', author: 'Ada' }, { topic: 'food', author: 'Bo' })).toBe(false)
  // Missing labels don't match.
  expect(isRelated({ text: 'one' }, { text: 'two' })).toBe(false)
  expect(isRelated({ text: 'one', topic: '', author: '' }, { text: 'two', topic: '', author: '' })).toBe(false)
})

test('Where both have vectors, these decide across topics: from a cosine of .45 on.', () => {
  const by = (x: number, y: number, more: Partial<ItemContent> = {}) =>
    isRelated(
      { topic: 'space', ...more },
      { topic: 'food' },
      {
        vectors: new Map([
          ['print of /item', Int8Array.of(100, 0)],
          ['print of /past', Int8Array.of(x, y)],
        ]),
      },
    )
  expect([by(50, 90), by(40, 90)]).toEqual([true, false]) // .486, .406
  // Vectors take precedence over equal words.
  expect(by(0, 100, { text: '/past' })).toBe(false)
  // A shared topic needs no vectors.
  expect(by(0, 100, { topic: 'food' })).toBe(true)
})

test('Else two words decide that both share, long enough and rare on the list; where topics differ, none do.', () => {
  const a = { text: 'Volcano wakes beneath the glacier' }
  expect(isRelated(a, { text: 'A glacier, a volcano and a hut' })).toBe(true)
  expect(isRelated(a, { text: 'A glacier and a hut' })).toBe(false)
  expect(isRelated({ text: 'the cat in a hat' }, { text: 'the cat in a hat' })).toBe(false)
  expect(isRelated({ ...a, topic: 'nature' }, { text: 'glacier volcano' })).toBe(true)
  expect(isRelated({ ...a, topic: 'nature' }, { text: 'glacier volcano', topic: 'travel' })).toBe(false)
  expect(isRelated({ text: 'ВУЛКАН под ледником' }, { text: 'вулкан: что под ледником' })).toBe(true)
  // One vector alone compares nothing.
  const vectors = new Map([['print of /item', Int8Array.of(100, 0)]])
  expect(isRelated(a, { text: 'glacier volcano' }, { vectors })).toBe(true)
})

test('A word that more than a fifth of the list has says nothing; on a short list it may stand in one text.', () => {
  const a = { text: 'Volcano wakes beneath the glacier' }
  const past = { text: 'glacier volcano' }
  const others = (many: number, among: number) =>
    Array.from({ length: among }, (_, i) => content(`/${i}`, { text: i < many ? 'another glacier' : `text ${i}` }))
  // Including the item, two of ten have the word, then three of ten.
  expect(isRelated(a, past, { others: others(1, 9) })).toBe(true)
  expect(isRelated(a, past, { others: others(2, 9) })).toBe(false)
  expect(isRelated(a, past, { others: others(1, 1) })).toBe(false)
  expect(isRelated(a, past, { others: others(0, 1) })).toBe(true)
})
