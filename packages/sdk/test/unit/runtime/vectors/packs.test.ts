import { expect, test } from 'vitest'
import { packsFor } from '../../../../src/runtime/vectors/packs.ts'

const MODEL = 'https://site.example/inkling/encoder-en/'
const folders = (languages: string | undefined, here: readonly string[], model = MODEL) =>
  Object.fromEntries(
    [...packsFor({ model, ...(languages && { languages }) }, here)].map(([code, { folder }]) => [
      code,
      folder.split('/').at(-2),
    ]),
  )

test.each([
  ['the model alone, of which it says the language', undefined, ['en', 'ru'], { en: 'encoder-en' }],
  ['what says no language is its own', 'en,ru', ['', 'ru'], { '': 'encoder-en', ru: 'encoder-ru' }],
  ['those that the page has, and that are listed', 'en,ru', ['ru', 'fr'], { ru: 'encoder-ru' }],
  [
    'two at most, the first ones',
    'en,ru,de',
    ['de', 'en', 'ru', ''],
    { de: 'encoder-de', en: 'encoder-en', '': 'encoder-en' },
  ],
  ['none', 'en,ru', ['fr'], {}],
] as const)('A page loads %s.', (_, languages, here, expected) => {
  expect(folders(languages, here)).toEqual(expected)
})

test('Of a model whose folder names no language its manifest says what it reads.', () => {
  expect(folders(undefined, ['fr', ''], 'https://site.example/toy/')).toEqual({ fr: 'toy', '': 'toy' })
})
