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

test('A file with floors alone has the weights that come along; one that has more than that says all of it.', () => {
  const own = { name: 'own', version: '1', licence: 'none', floors: { discovery: { share: 0.1 } } }
  expect(checkRanker(own)).toMatchObject({
    ...own,
    weights: DEFAULT_RANKER.weights,
    coldStart: DEFAULT_RANKER.coldStart,
  })
  expect(() => checkRanker({ ...own, weigths: {} })).toThrow('`coldStart`')
  expect(() => checkRanker({ ...own, coldStart: 'prior' })).toThrow('`weights`')
})

test.each([
  [[], 'must be an object'],
  [{ recent: { share: 0.1 } }, 'there is no `recent`'],
  [{ new: 0.1 }, '`new` must be an object'],
  [{ new: { share: 0, days: 1 } }, 'the share of `new`'],
  [{ new: { share: 0.6, days: 1 } }, 'the share of `new`'],
  [{ new: { share: 0.1 } }, '`days`'],
  [{ authors: { share: 0.1, names: 'Ada' } }, '`names`'],
  [{ authors: { share: 0.1, names: ['Ada', 1] } }, '`names`'],
  [{ authors: { share: 0.1, names: Array(1001).fill('Ada') } }, '`names`'],
  [{ discovery: { share: '0.1' } }, 'the share of `discovery`'],
  [{ discovery: null }, '`discovery` must be an object'],
  [{ discovery: { share: 0.3 }, new: { share: 0.3, days: 2 } }, 'sum to at most 0.5'],
  [JSON.parse('{"__proto__":{"share":0.1}}'), 'there is no `__proto__`'],
])('Floors %j are refused with what is wrong', (floors: unknown, part: string) => {
  expect(() => checkRanker({ ...DEFAULT_RANKER, floors })).toThrow(part)
})

test('Whatever comes, it is a ranker or a TypeError.', () => {
  const values = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map((floors) => ({ ...DEFAULT_RANKER, floors })),
  )
  fc.assert(
    fc.property(values, (value) => {
      try {
        checkRanker(value)
      } catch (cause) {
        expect(cause).toBeInstanceOf(TypeError)
      }
    }),
  )
})
