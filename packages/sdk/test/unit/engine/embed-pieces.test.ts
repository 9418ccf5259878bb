// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpack } from '../../../src/engine/pack/tensors/unpack.ts'
import { embedPieces, type TableParts } from '../../../src/engine/table/embed-pieces.ts'
import { numbers } from './bundle.ts'

interface Given {
  readonly dtype: 'int4' | 'int3'
  readonly vocabulary: number
  readonly width: number
  readonly output: number
  readonly maxTokens: number
  readonly isWeighed: boolean
  readonly hasHead: boolean
  readonly seed: number
}

function partsOf({ dtype, vocabulary, width, output, maxTokens, isWeighed, hasHead, seed }: Given): TableParts {
  const random = numbers(seed)
  const floats = (length: number, middle: number) => Float32Array.from({ length }, () => middle + 0.5 * random())
  return {
    shape: { vocabulary, width, output: hasHead ? output : width, maxTokens },
    // int3 leaves a byte's top bits to whoever wrote it.
    rows: {
      bytes: Uint8Array.from({ length: (vocabulary * width) / 2 }, () => 128 + 128 * random()),
      dtype,
      scales: floats(vocabulary, 1),
    },
    weights: isWeighed ? floats(vocabulary, 1) : undefined,
    head: hasHead ? floats(width * output, 0) : undefined,
  }
}

const given: fc.Arbitrary<Given> = fc.record({
  dtype: fc.constantFrom('int4', 'int3'),
  vocabulary: fc.integer({ min: 1, max: 40 }),
  width: fc.constantFrom(32, 64, 128, 160),
  output: fc.constantFrom(16, 32, 48, 128),
  maxTokens: fc.integer({ min: 3, max: 70 }),
  isWeighed: fc.boolean(),
  hasHead: fc.boolean(),
  seed: fc.nat(),
})

/** The definition: Σ weight · scale · steps of each piece's row, times the head, at length 1. */
function reference(
  { shape: { vocabulary, width }, rows, weights, head }: TableParts,
  ids: readonly number[],
): number[] {
  const steps = new Float32Array(vocabulary * width)
  unpack(rows.dtype, rows.bytes, steps)
  const sum = Array.from({ length: width }, (_, column) =>
    ids.reduce((sum, id) => sum + (weights?.[id] ?? 1) * rows.scales[id]! * steps[id * width + column]!, 0),
  )
  const output = head ? head.length / width : width
  const vector = head
    ? Array.from({ length: output }, (_, o) => sum.reduce((all, value, i) => all + value * head[i * output + o]!, 0))
    : sum
  return vector.map((value) => value / Math.hypot(...vector))
}

test('Whatever the table, and whatever the pieces, the vector is the weighted sum of their rows times the head.', () => {
  const texts = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 68 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(given, texts, (shape, texts) => {
      const parts = partsOf(shape)
      const embed = embedPieces(parts)
      const vectors = texts.map((text) => {
        const ids = text.slice(0, shape.maxTokens - 2).map((id) => id % shape.vocabulary)
        return [reference(parts, ids), embed(ids)!] as const
      })
      // Compared at the end: a vector that was returned is not written to by the next call.
      for (const [wanted, vector] of vectors) {
        expect(vector.length).toBe(wanted.length)
        for (const [i, value] of wanted.entries()) expect(vector[i]).toBeCloseTo(value, 4)
      }
    }),
  )
})

test('Pieces without a direction have no vector, and the next text has its own.', () => {
  const given = { vocabulary: 2, width: 32, output: 16, maxTokens: 8, isWeighed: true, hasHead: true, seed: 1 } as const
  const parts = partsOf({ dtype: 'int4', ...given })
  parts.weights!.set([0], 0)
  const embed = embedPieces(parts)
  expect(embed([0])).toBeUndefined()
  expect(Math.hypot(...embed([0, 1])!)).toBeCloseTo(1, 5)
})
