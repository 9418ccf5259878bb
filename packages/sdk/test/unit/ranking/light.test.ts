import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidence } from '../../../src/ranking/evidence.ts'
import { lightSimilarities, vectorSimilarities } from '../../../src/ranking/similarity.ts'
import { wordCosine, words, wordVectors } from '../../../src/ranking/words.ts'
import { content, cosine, event, NOW, texts, things } from './make.ts'

const against = (candidates: Parameters<typeof lightSimilarities>[0], past: Parameters<typeof content>[1]) => {
  const { positive } = evidence([event('read', content('/past', past))], NOW)
  return [...lightSimilarities(candidates, positive, positive)]
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
      const [a, b] = wordVectors([one, two, three], 3) as [Map<string, number>, Map<string, number>]
      expect(wordCosine(a, a)).toBeCloseTo(1, 9)
      expect(wordCosine(a, b)).toBeCloseTo(wordCosine(b, a), 12)
      const shared = words(one).some((word) => words(two).includes(word))
      if (shared) expect(wordCosine(a, b)).toBeGreaterThan(0)
      else expect(wordCosine(a, b)).toBe(0)
      expect(wordCosine(a, b)).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('A rare word says more than a common one.', () => {
  const [a, rare, common] = wordVectors(['the moon', 'moon', 'the', 'the tax', 'the vote'], 5)
  expect(wordCosine(a!, rare!)).toBeGreaterThan(wordCosine(a!, common!))
})

test('Words that are the names of built-ins are words.', () => {
  const [a, b] = wordVectors(['constructor __proto__ toString', 'constructor'], 2)
  expect(wordCosine(a!, b!)).toBeGreaterThan(0)
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

test('Vector similarities are cosines; a missing vector makes a row of NaN, and no other.', () => {
  fc.assert(
    fc.property(things({ minLength: 2, maxLength: 12 }, 5), fc.nat(), (world, missing) => {
      const half = world.slice(0, Math.ceil(world.length / 2)).map(({ vector }) => vector)
      const past = world.slice(half.length).map(({ vector }) => vector)
      const gone = missing % half.length
      const matrix = vectorSimilarities(
        half.map((vector, c) => (c === gone ? undefined : vector)),
        past,
      )
      half.forEach((vector, c) => {
        past.forEach((other, h) => {
          const value = matrix[c * past.length + h]!
          if (c === gone) expect(value).toBeNaN()
          else expect(value).toBeCloseTo(cosine(vector, other), 5)
        })
      })
    }),
  )
})
