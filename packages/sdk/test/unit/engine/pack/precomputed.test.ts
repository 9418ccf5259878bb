// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantise } from '../../../../src/content/quantise.ts'
import { ModelError } from '../../../../src/engine/pack/errors.ts'
import { parsePrecomputed } from '../../../../src/engine/pack/precomputed.ts'
import { embedMissing } from '../../../../src/engine/worker/text-service.ts'
import { int8 } from '../bundle.ts'

const WIDTH = 4
const of = (...texts: readonly unknown[]) => JSON.stringify({ texts })

test('What the page stores of a vector that came along is what the file says, number by number.', () => {
  const values = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: WIDTH, maxLength: WIDTH })
  fc.assert(
    fc.property(values, fc.nat(WIDTH - 1), fc.constantFrom(-127, 127), (vector, place, most) => {
      // The page scales each vector so that its largest number uses the full range.
      vector[place] = most
      const read = parsePrecomputed(of({ text: 'a', vector: int8(vector) }), WIDTH).get('a')!
      expect(Math.hypot(...read)).toBeCloseTo(1, 6)
      expect(Array.from(quantise(read))).toEqual(vector)
    }),
  )
})

const good = { text: 'a', vector: int8([1, 2, 3, 4]) }
test.each([
  ['no JSON', 'texts'],
  ['nothing', 'null'],
  ['a list', '[]'],
  ['no texts', of()],
  ['texts that are none', '{"texts":"a"}'],
  ['too many texts', of(...Array.from({ length: 1025 }, () => good))],
  ['an entry that is nothing', of(good, null)],
  ['a text that is none', of({ ...good, text: 1 })],
  ['a text without end', of({ ...good, text: 'x'.repeat(301) })],
  ['no vector', of({ text: 'a' })],
  ['a vector of numbers', of({ ...good, vector: [1, 2, 3, 4] })],
  ['a vector that is no Base64', of({ ...good, vector: '****' })],
  ['a vector that is too short', of({ ...good, vector: int8([1, 2, 3]) })],
  ['a vector that is too long', of({ ...good, vector: int8([1, 2, 3, 4, 5]) })],
  ['a vector without a direction', of({ ...good, vector: int8([0, 0, 0, 0]) })],
])('%s: the model is damaged', (_, json) => {
  expect(() => parsePrecomputed(json, WIDTH)).toThrow(ModelError)
  expect(() => parsePrecomputed(json, WIDTH)).toThrow('precomputed.json must list 1 to 1024 texts')
})

test('A text that is named like something of every object is a text like others.', async () => {
  const known = parsePrecomputed(of(good), WIDTH)
  const asked: string[] = []
  const { computed } = await embedMissing(['__proto__', 'constructor', 'a', ''], known, WIDTH, async (texts) => {
    asked.push(...texts)
    return new Float32Array(texts.length * WIDTH)
  })
  expect(asked).toEqual(['__proto__', 'constructor', ''])
  expect(computed).toBe(3)
})
