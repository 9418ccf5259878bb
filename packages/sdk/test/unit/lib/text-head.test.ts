// @vitest-environment node
// Heads come from a site's file: whatever it contains, pages get bounded numbers or none.

import { describe, expect, test } from 'vitest'
import { JsonReader } from '../../../src/lib/json/json-reader.ts'
import { predictText, readTextHead } from '../../../src/lib/scoring/text-head.ts'
import fc from '../../fast-check.ts'

const BY = 'space/encoder-en@1.0.0'
const base64 = (...steps: number[]) => Buffer.from(Int8Array.from(steps).buffer).toString('base64')
const whole = { version: 1, by: BY, weights: base64(100, -50), scale: 0.01, offset: 0.25 }
const read = (value: unknown) => readTextHead(new JsonReader(value, 'texts'))
const knowing = (vector: readonly number[], by = BY) => ({
  vectors: new Map([['print', Int8Array.from(vector)]]),
  replica: { origins: new Map([['print', { by, depth: 0, deepest: 1 } as const]]) },
})

describe('reading', () => {
  test('int8 weights are scaled', () => {
    expect([...read(whole).weights]).toEqual([1, -0.5])
  })

  test.each([
    [{ ...whole, version: 2 }, /version: 1/],
    [{ ...whole, version: undefined }, /version: 1/],
    [{ ...whole, by: 'encoder-en' }, /by: space\/name@version/],
    [{ ...whole, by: undefined }, /by: space\/name@version/],
    [{ ...whole, weights: '' }, /weights: 1 to 1024 bytes/],
    [{ ...whole, weights: 'AAA' }, /weights: 1 to 1024 bytes/],
    [{ ...whole, weights: '*AAA' }, /weights: 1 to 1024 bytes/],
    [{ ...whole, weights: [1, 2] }, /weights: a text/],
    [{ ...whole, weights: 'A'.repeat(2000) }, /weights: 1 to 1024 bytes/],
    [{ ...whole, scale: '1' }, /scale: a number/],
    [{ ...whole, offset: Number.NaN }, /offset: a number/],
  ])('%j is refused', (value, why) => {
    expect(() => read(value)).toThrow(why)
  })

  test('Any JSON is read or refused with a TypeError, and predictions are bounded', () => {
    const field = fc.oneof(fc.jsonValue(), fc.double(), fc.base64String({ minLength: 4, maxLength: 8 }))
    const like = fc.record({
      version: fc.constant(1),
      by: fc.constant(BY),
      weights: field,
      scale: field,
      offset: field,
    })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), like), fc.array(fc.integer({ min: -128, max: 127 })), (value, vector) => {
        try {
          const found = predictText([read(value)], 'print', knowing(vector))
          if (found) expect(Math.abs(found.logOdds)).toBeLessThanOrEqual(3)
        } catch (cause) {
          expect(cause).toBeInstanceOf(TypeError)
        }
      }),
    )
  })
})

describe('predicting', () => {
  const head = read(whole)

  test('The length of a stored vector has no effect', () => {
    for (const vector of [
      [3, 4],
      [60, 80],
    ])
      expect(predictText([head], 'print', knowing(vector))!.logOdds).toBeCloseTo(0.6 - 0.4 + 0.25, 12)
  })

  test.each([
    ['no vector', 'other', knowing([3, 4])],
    ['no history', 'print', undefined],
    ['a vector of another version', 'print', knowing([3, 4], 'space/encoder-en@2.0.0')],
    ['a vector of another length', 'print', knowing([3, 4, 5])],
    ['a vector of zeros', 'print', knowing([0, 0])],
  ])('%s: no prediction', (_, print, known) => {
    expect(predictText([head], print, known)).toBeUndefined()
  })
})
