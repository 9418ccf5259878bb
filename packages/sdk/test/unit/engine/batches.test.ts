// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BATCHING, type Batching, batchesByLength } from '../../../src/engine/model/batches.ts'

const texts = fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 60 }).map((lengths) => lengths.map(textOf))
const batching = fc.record({
  texts: fc.integer({ min: 1, max: 16 }),
  padded: fc.double({ min: 1, max: 3, noNaN: true }),
})

function textOf(length: number): number[] {
  return Array<number>(length).fill(7)
}
const lengths = (batches: number[][], given: readonly (readonly number[])[]) =>
  batches.map((batch) => batch.map((index) => given[index]!.length))

test('each text is in one batch, and no batch is larger than it may be, or more padded', () => {
  const property = (given: number[][], how: Batching) => {
    const batches = batchesByLength(given, how)
    expect(batches.flat().sort((a, b) => a - b)).toEqual(given.map((_, index) => index))
    for (const batch of lengths(batches, given)) {
      const padded = Math.max(...batch) * batch.length
      expect(batch.length).toBeLessThanOrEqual(how.texts)
      if (batch.length === 1) continue
      expect(padded).toBeLessThanOrEqual(512)
      expect(padded / batch.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(how.padded + 1e-9)
    }
  }
  fc.assert(fc.property(texts, batching, property))
})

test('a long text among short ones is computed alone, but on a GPU, where a pass costs more than its padding', () => {
  const given = [9, 64, 10, 10].map(textOf)
  expect(lengths(batchesByLength(given, BATCHING.wasm), given)).toEqual([[9, 10, 10], [64]])
  expect(lengths(batchesByLength(given, BATCHING.gpu), given)).toEqual([[9, 10, 10, 64]])
  expect(lengths(batchesByLength(given, BATCHING.script), given)).toEqual([[9], [10], [10], [64]])
})
