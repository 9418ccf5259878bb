// @vitest-environment node
import { expect, test } from 'vitest'
import { isArticle9, PHRASE_KEYS } from '../../../src/content/article9.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import type { StoredVector } from '../../../src/types.ts'
import { BY_LIKENESS, BY_WORD, NEITHER } from './titles.ts'

const of = (text: string) => ({ text, fingerprint: fingerprint(text) })
const NONE = new Map<string, StoredVector>()

test.each(BY_WORD)('By a word, without any vector: %s', (text) => {
  expect(isArticle9(of(text), NONE)).toBe(true)
})

test.each([...NEITHER, ...BY_LIKENESS])('No word, without any vector: %s', (text) => {
  expect(isArticle9(of(text), NONE)).toBe(false)
})

test('By likeness to a phrase, once there are vectors of the text and of all phrases.', () => {
  const axis = (d: number, more = 0) => Int8Array.from({ length: 8 }, (_, i) => (i === d ? 100 : i === 7 ? more : 0))
  const [near, far] = [of('How I feel these days'), of('How to lay a brick')]
  const vectors = new Map<string, StoredVector>([[near.fingerprint, axis(0, 60)]])
  vectors.set(far.fingerprint, axis(1, 60))
  expect(isArticle9(near, vectors)).toBe(false)
  PHRASE_KEYS.forEach((key, i) => void vectors.set(key, axis(i % 2 ? 2 : 0)))
  expect(isArticle9(near, vectors)).toBe(true)
  expect(isArticle9(far, vectors)).toBe(false)
})
