// @vitest-environment node
// What readers of the same items also read, worked out from the site's file.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentence } from '../../../../elements/src/sentences/sentences.ts'
import { parseOwn } from '../../../src/lib/json/own.ts'
import { checkCoReading } from '../../../src/ranking/co-reading.ts'
import type { Evidence } from '../../../src/ranking/features/evidence.ts'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { explain } from '../../../src/ranking/why/explain.ts'
import { byId, content, event, input } from './make.ts'

const D = 8
/** A file in which each item's vector is one of the given rows. */
function fileOf(rows: Readonly<Record<string, readonly number[]>>) {
  const steps = Int8Array.from(Object.values(rows).flatMap((row) => Array.from({ length: D }, (_, d) => row[d] ?? 0)))
  const vectors = Buffer.from(steps.buffer).toString('base64')
  return { version: 1, dimensions: D, items: Object.keys(rows), vectors }
}
const opened = (...all: ReadonlyArray<readonly [string, number]>) =>
  all.map(([item, weight]) => ({ ...event('click', content(item)), weight }) as Evidence)
const candidates = (...ids: readonly string[]) => ids.map((id) => content(id))

const TASTES = fileOf({ moon: [100, 10], mars: [90, 20], comet: [127, 0], soup: [0, 90], bread: [10, 120] })

describe('values', () => {
  const coReading = checkCoReading(TASTES)

  test('what is read together stands above what is not, and what is not in the file is unknown', () => {
    const [mars, soup, other] = coReading(opened(['moon', 1], ['comet', 1]), candidates('mars', 'soup', 'other'))
    expect(mars).toBeGreaterThan(0.4)
    expect(Math.abs(soup!)).toBeLessThan(0.1)
    expect(other).toBeNaN()
  })

  test('nothing in common with the file says nothing', () => {
    expect(coReading(opened(['other', 1]), candidates('mars', 'other'))).toEqual([0, 0])
  })

  test('the length of a vector does not matter', () => {
    const half = checkCoReading(fileOf({ moon: [50, 5], mars: [90, 20] }))
    expect(half(opened(['moon', 1]), candidates('mars'))[0]).toBeCloseTo(
      coReading(opened(['moon', 1]), candidates('mars'))[0]!,
      10,
    )
  })

  const row = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: D, maxLength: D })
  const weight = fc.double({ min: 0.01, max: 5, noNaN: true })

  test('values are bounded, and an item that was opened has the value that it would have without itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, weight), { minLength: 2, maxLength: 9 }), (all) => {
        const file = checkCoReading(fileOf(Object.fromEntries(all.map(([steps], n) => [`${n}`, steps]))))
        const events = all.map(([, heavy], n) => [`${n}`, heavy] as const)
        const [own] = file(opened(...events), candidates('0'))
        const [without] = file(opened(...events.slice(1)), candidates('0'))
        expect(own).toBeCloseTo(without!, 6)
        for (const value of file(opened(...events.slice(1)), candidates(...events.map(([id]) => id))))
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})

describe('the file', () => {
  test.each([
    ['no object', null, /version/],
    ['a list', [], /version/],
    ['of a later version', { ...TASTES, version: 2 }, /version/],
    ['without dimensions', { ...TASTES, dimensions: undefined }, /dimensions/],
    ['of too many dimensions', { ...TASTES, dimensions: 65 }, /dimensions/],
    ['of half a dimension', { ...TASTES, dimensions: 8.5 }, /dimensions/],
    ['without items', { ...TASTES, items: {} }, /items/],
    ['with numbers for items', { ...TASTES, items: [1, 2, 3, 4, 5] }, /items/],
    ['that repeats an item', { ...TASTES, items: ['a', 'a', 'b', 'c', 'd'] }, /repeat/],
    ['without vectors', { ...TASTES, vectors: [1, 2] }, /vectors/],
    ['that is no base64', { ...TASTES, vectors: '%%%%' }, /vectors/],
    ['cut short', { ...TASTES, vectors: TASTES.vectors.slice(0, -8) }, /vectors/],
  ])('%s is refused', (_, file, why) => {
    expect(() => checkCoReading(file)).toThrow(why)
  })

  test('whatever it holds, it is refused with a TypeError, or its values are finite', () => {
    const file = fc.record(
      {
        version: fc.oneof(fc.constant(1), fc.jsonValue()),
        dimensions: fc.oneof(fc.integer({ min: 8, max: 10 }), fc.jsonValue()),
        items: fc.oneof(
          fc.array(fc.constantFrom('a', 'b', '__proto__', 'constructor'), { maxLength: 3 }),
          fc.jsonValue(),
        ),
        vectors: fc.oneof(
          fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64')),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(file, fc.jsonValue()), (value) => {
        let coReading: ReturnType<typeof checkCoReading>
        try {
          coReading = checkCoReading(parseOwn(JSON.stringify(value) ?? 'null'))
        } catch (cause) {
          expect(cause).toBeInstanceOf(TypeError)
          return
        }
        const ids = ['a', 'b', '__proto__', 'constructor', 'toString']
        const events = opened(...ids.slice(0, 4).map((id) => [id, 1] as const))
        for (const number of coReading(events, candidates(...ids))) expect(number).not.toBe(Number.POSITIVE_INFINITY)
      }),
    )
  })

  test('an item may be called like a property of objects', () => {
    const coReading = checkCoReading(parseOwn(JSON.stringify(fileOf({ constructor: [100], toString: [100] }))))
    expect(coReading(opened(['constructor', 1]), candidates('toString', '__proto__'))).toEqual([
      expect.closeTo(1 / 3),
      Number.NaN,
    ])
  })
})

describe('in a ranking', () => {
  const coReading = checkCoReading(TASTES)
  const items = candidates('soup', 'bread', 'other', 'mars')
  const events = [event('read', content('moon'), { seconds: 40 }), event('read', content('comet'), { seconds: 40 })]

  test('it has a part of its own; an unknown item has the mean of its list, and without a file the part is 0', () => {
    const parts = (more: object) => byId(rank(input(items, events, more)).items)
    const told = parts({ coReading })
    const of = (id: string) => told.get(id)!.parts.coReading
    expect(of('mars')).toBeGreaterThan(0.3)
    expect(of('other')).toBeCloseTo((of('mars') + of('soup') + of('bread')) / 3)
    expect([...parts({}).values()].map(({ parts }) => parts.coReading)).toEqual([0, 0, 0, 0])
  })

  test('it is the reason for a place that nothing else explains, in both languages', () => {
    const why = explain(input(items, events, { coReading }), 'mars', { rank, readWords: wordVectors })!
    expect(why.reason).toMatchObject({ why: 'coReading', without: 3 })
    expect(why.to).toBe(0)
    expect(sentence(why, { language: 'en' })).toBe('Readers of what you opened also read it')
    expect(sentence(why, { language: 'ru' })).toBe('Это читают и другие читатели того, что вы открывали')
  })
})
