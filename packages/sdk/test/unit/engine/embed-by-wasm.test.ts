// @vitest-environment node
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { embedByWasm } from '../../../src/engine/table/embed-by-wasm.ts'
import { embedPieces, type TableParts } from '../../../src/engine/table/embed-pieces.ts'
import { numbers } from './bundle.ts'

afterEach(() => vi.unstubAllGlobals())

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

test('Whatever the table, and whatever the pieces, WebAssembly gives what plain script gives.', () => {
  const texts = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 68 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(given, texts, (shape, texts) => {
      const parts = partsOf(shape)
      const [plain, byWasm] = [embedPieces(parts), embedByWasm(parts)]
      const vectors: Array<[Float32Array, Float32Array]> = []
      for (const text of texts) {
        const ids = text.slice(0, shape.maxTokens - 2).map((id) => id % shape.vocabulary)
        vectors.push([plain(ids)!, byWasm!(ids)!])
      }
      // Only now: a vector that was given is not written to by the next.
      for (const [wanted, vector] of vectors) {
        expect(vector.length).toBe(wanted.length)
        for (const [i, value] of wanted.entries()) expect(vector[i]).toBeCloseTo(value, 4)
      }
    }),
  )
})

test('What has no direction has no vector, and the next text has its own.', () => {
  const given = { vocabulary: 2, width: 32, output: 16, maxTokens: 8, isWeighed: true, hasHead: true, seed: 1 } as const
  const parts = partsOf({ dtype: 'int4', ...given })
  parts.weights!.set([0], 0)
  for (const embed of [embedPieces(parts), embedByWasm(parts)!]) {
    expect(embed([0])).toBeUndefined()
    expect(Math.hypot(...embed([0, 1])!)).toBeCloseTo(1, 5)
  }
  parts.rows.scales.set([3e38], 1)
  expect(embedByWasm(parts)!([1])).toBeUndefined()
})

test('Of what doesn’t divide, and where WebAssembly is missing or forbidden, there is none.', () => {
  const shape = { vocabulary: 3, width: 32, output: 16, maxTokens: 8, isWeighed: true, hasHead: true, seed: 1 } as const
  const open = (change: Partial<Given> = {}) => embedByWasm(partsOf({ dtype: 'int3', ...shape, ...change }))
  expect(open()).toBeDefined()
  expect(open({ width: 48 })).toBeUndefined()
  expect(open({ output: 24 })).toBeUndefined()
  // What a page's policy does.
  const { Instance, CompileError } = WebAssembly
  let tries = 0
  class Refused {
    constructor() {
      tries++
      throw new CompileError('blocked by CSP')
    }
  }
  vi.stubGlobal('WebAssembly', { Instance, Module: Refused })
  expect(open()).toBeUndefined()
  expect(tries).toBe(1)
  vi.stubGlobal('WebAssembly', undefined)
  expect(open()).toBeUndefined()
})
