// @vitest-environment node
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isArticle9, PHRASE_KEYS, setSensitivePatterns } from '../../../src/content/article9.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import type { StoredVector } from '../../../src/types.ts'
import { LANGUAGES } from './languages/all.ts'
import { BY_LIKENESS, BY_WORD, NEITHER } from './titles.ts'

const of = (text: string) => ({ text, fingerprint: fingerprint(text) })
const NONE = new Map<string, StoredVector>()

beforeAll(() => setSensitivePatterns([LANGUAGES.ru.article9!]))
afterAll(() => setSensitivePatterns([]))

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

test('What a language has come for is recognised from then on, and what it has gone with no more.', () => {
  const text = of('Die Gewerkschaft sagt nein')
  expect(isArticle9(text, NONE)).toBe(false)
  setSensitivePatterns([LANGUAGES.de.article9!])
  expect(isArticle9(text, NONE)).toBe(true)
  setSensitivePatterns([LANGUAGES.ru.article9!])
  expect(isArticle9(text, NONE)).toBe(false)
})

test('A picture alone counts as near at a lower likeness than words do.', () => {
  const axis = Int8Array.of(127, 0)
  const vectors = new Map(PHRASE_KEYS.map((key) => [key, axis]))
  // A cosine of .29 to every phrase.
  const of = (text: string, fingerprint: string) =>
    isArticle9({ text, fingerprint }, vectors.set(fingerprint, Int8Array.of(37, 122)))
  expect([of('A bicycle', 'words'), of('', 'picture')]).toEqual([false, true])
})

test('What is about a past time alone tells of no reader, by words or by likeness; as soon as it is about today, it does.', () => {
  const judge = (text: string) =>
    isArticle9(
      { text, fingerprint: text },
      new Map([
        [text, vectorNear],
        [PHRASE_KEYS[0]!, vectorNear],
      ]),
    )
  for (const text of [
    "The October that lost ten days. Pope Gregory's calendar reform of 1582 divided Catholic and Protestant Europe for generations.",
    'The Inca empire kept its records in knots. Before the Spanish conquest, the rulers of the Andes counted people on coloured cords.',
    'A church tower of the 15th century, and who paid for it',
    'Папа Григорий и календарь: реформа, начатая в 1582 году',
  ])
    expect([text, judge(text)]).toEqual([text, false])
  for (const text of [
    'A prayer of the 15th century that Catholic families still say',
    'The church gave 1500 meals',
    'Christians in 2024 remember a martyr of 1583',
    'What the Catholic Church says about marriage',
  ])
    expect([text, judge(text)]).toEqual([text, true])
})
const vectorNear = Int8Array.from({ length: 8 }, () => 11) as unknown as StoredVector
