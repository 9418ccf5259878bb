// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidence } from '../../../src/ranking/features/evidence.ts'
import { cosines, lightSimilarities, unitRows } from '../../../src/ranking/features/similarity.ts'
import { wordCosines, wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { words } from '../../../src/ranking/features/words.ts'
import { content, cosine, event, NOW, texts, things } from './make.ts'

/** Cosines of every text to every other. */
const among = (texts: readonly string[], collection = texts.length) => {
  const all = { from: 0, to: texts.length }
  const vectors = wordVectors(
    texts.map((text) => ({ text })),
    collection,
  )
  const matrix = wordCosines(vectors, all, all)
  return (a: number, b: number) => matrix[a * texts.length + b]!
}

const against = (candidates: Parameters<typeof lightSimilarities>[0], past: Parameters<typeof content>[1]) => {
  const { positive } = evidence([event('read', content('/past', past))], NOW)
  return [...lightSimilarities(candidates, positive)]
}

test('Words of any script, in lower case, an English plural without its s.', () => {
  expect(words('Planets & the GLASS: 3 Bus-stops, наука, 日本語, café')).toEqual([
    'planet',
    'the',
    'glass',
    '3',
    'bus',
    'stop',
    'наука',
    '日本語',
    'café',
  ])
  expect(words('')).toEqual([])
  expect(words('  …!? ')).toEqual([])
})

test('Word cosines: 1 for the same words, 0 for none shared, symmetric and in between otherwise.', () => {
  fc.assert(
    fc.property(texts, texts, texts, (one, two, three) => {
      const alike = among([one, two, three])
      expect(alike(0, 0)).toBeCloseTo(1, 5)
      expect(alike(0, 1)).toBeCloseTo(alike(1, 0), 6)
      const shared = words(one).some((word) => words(two).includes(word))
      if (shared) expect(alike(0, 1)).toBeGreaterThan(0)
      else expect(alike(0, 1)).toBe(0)
      expect(alike(0, 1)).toBeLessThanOrEqual(1 + 1e-5)
    }),
  )
})

test('A rare word says more than a common one.', () => {
  const alike = among(['the moon', 'moon', 'the', 'the tax', 'the vote'])
  expect(alike(0, 1)).toBeGreaterThan(alike(0, 2))
})

test('Words that are the names of built-ins are words.', () => {
  expect(among(['constructor __proto__ toString', 'constructor'])(0, 1)).toBeGreaterThan(0)
})

test('Light similarity: topic, author, tags and words each add; sharing nothing is 0, sharing all 1.', () => {
  const all = { text: 'one two', topic: 't', author: 'Ada', tags: ['x', 'y'] }
  const [none, topic, author, tags, word, everything] = against(
    [
      content('1', { text: 'nothing' }),
      content('2', { text: 'nothing', topic: 't' }),
      content('3', { text: 'nothing', author: 'Ada' }),
      content('4', { text: 'nothing', tags: ['y', 'z'] }),
      content('5', { text: 'one' }),
      content('6', all),
    ],
    all,
  )
  expect(none).toBe(0)
  expect(topic).toBeGreaterThan(author!)
  for (const each of [topic, author, tags, word]) expect(each).toBeGreaterThan(0)
  expect(everything).toBeCloseTo(1, 5)
})

test('Missing labels are not alike.', () => {
  expect(against([content('1', { text: 'a' })], { text: 'b' })).toEqual([0])
  expect(
    against([content('1', { text: 'a', topic: '', author: '', tags: [] })], { text: 'b', topic: '', author: '' }),
  ).toEqual([0])
})

test('Vector similarities are cosines; a missing vector, or one of another length, makes a row of NaN, and no other.', () => {
  const unknown: ReadonlyArray<(vector: Int8Array) => Int8Array | undefined> = [
    () => undefined,
    (vector) => vector.slice(0, 3),
    (vector) => Int8Array.of(...vector, 7),
    () => new Int8Array(),
  ]
  fc.assert(
    fc.property(
      things({ minLength: 2, maxLength: 12 }, 5),
      fc.nat(),
      fc.constantFrom(...unknown),
      (world, missing, damaged) => {
        const half = world.slice(0, Math.ceil(world.length / 2)).map(({ vector }) => vector)
        const past = world.slice(half.length).map(({ vector }) => vector)
        const gone = missing % half.length
        const candidates = half.map((vector, c) => (c === gone ? damaged(vector) : vector))
        const matrix = cosines(unitRows(candidates, 5), unitRows(past, 5))
        half.forEach((vector, c) => {
          past.forEach((other, h) => {
            const value = matrix[c * past.length + h]!
            if (c === gone) expect(value).toBeNaN()
            else expect(value).toBeCloseTo(cosine(vector, other), 5)
          })
        })
      },
    ),
  )
})
