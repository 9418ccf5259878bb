// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEATURES } from '../../../src/ranking/features/features.ts'
import { checkRanker, DEFAULT_RANKER, PART_OF } from '../../../src/ranking/ranker.ts'

test('The ranker that comes along is one, and survives a trip through JSON.', () => {
  expect(checkRanker(JSON.parse(JSON.stringify(DEFAULT_RANKER)))).toEqual(DEFAULT_RANKER)
  expect(Object.keys(PART_OF).sort()).toEqual([...FEATURES].sort())
})

test.each([
  [null, 'object'],
  [[], 'object'],
  [{ ...DEFAULT_RANKER, name: 7 }, '`name`'],
  [{ ...DEFAULT_RANKER, coldStart: 'warm' }, '`coldStart`'],
  [{ ...DEFAULT_RANKER, weights: {} }, '`lexical`'],
  [{ ...DEFAULT_RANKER, weights: { lexical: {}, semantic: { charm: 1 } } }, '`charm`'],
  [{ ...DEFAULT_RANKER, weights: { lexical: {}, semantic: { interest: '1' } } }, '`interest`'],
  [{ ...DEFAULT_RANKER, weights: { lexical: {}, semantic: { interest: Number.NaN } } }, '`interest`'],
  [{ ...DEFAULT_RANKER, weights: { lexical: {}, semantic: { interest: 1e308 } } }, 'from -100 to 100'],
  [{ ...DEFAULT_RANKER, weights: { lexical: { position: -101 }, semantic: {} } }, 'from -100 to 100'],
  [{ ...DEFAULT_RANKER, weights: { lexical: { dismissed: 0.1 }, semantic: {} } }, '`dismissed`'],
  [{ ...DEFAULT_RANKER, weights: { lexical: JSON.parse('{"__proto__":1}'), semantic: {} } }, '`__proto__`'],
])('%j is refused with what is wrong', (value, part) => {
  expect(() => checkRanker(value)).toThrow(part)
})

test('Whatever comes, it is a ranker or a TypeError.', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        checkRanker(value)
      } catch (cause) {
        expect(cause).toBeInstanceOf(TypeError)
      }
    }),
  )
})
