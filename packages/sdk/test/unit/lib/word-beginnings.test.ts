// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordBeginnings } from '../../../src/lib/text/word-beginnings.ts'

const PATTERNS = [
  String.raw`рак(?!\p{L})`,
  'терап',
  String.raw`\p{L}*krank(?:heit)?`,
  'église',
  String.raw`[\p{L}\d-]{2}sex\p{L}? life`,
  String.raw`łódź(?!\p{L}|-\d)`,
]
const found = wordBeginnings(PATTERNS)
/** What it stands for, as Unicode has letters: exact, and far slower to be made ready. */
const byUnicode = new RegExp(String.raw`(?:^|[^\p{L}])(?:${PATTERNS.join('|')})`, 'iu')

test('A word is found by its beginning, in any case, and nowhere else.', () => {
  for (const text of [
    'рак',
    'Рак груди',
    'о РАКЕ и раке рак',
    'Психотерапевт: терапевт',
    'Volkskrankheit',
    'L’ÉGLISE',
    'Łódź',
  ])
    expect(found.test(text)).toBe(true)
  for (const text of ['ракета', 'дурак', 'психотерапевт', 'préglise', 'Łódźka', 'Łódź-7', ''])
    expect(found.test(text)).toBe(false)
})

test('What Unicode calls a letter, of Latin and Cyrillic, is one: the same texts are found.', () => {
  const pieces = [
    'рак',
    'терап',
    'krank',
    'heit',
    'église',
    'sex',
    ' life',
    'łódź',
    ...'aZ0 -.’_ßẞÉéÿĀžƆʯñЁёӨөѐҁỹẤ×÷\u0301\u0482\u0484ǅ\n',
  ]
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
      fc.constantFrom('toString', 'toUpperCase'),
      (parts, cased) => {
        const text = parts.join('')[cased]()
        expect(found.test(text)).toBe(byUnicode.test(text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('After a letter of another script a word begins as well.', () => {
  for (const before of 'αあא漢ก') expect(found.test(`${before}терапия`)).toBe(true)
})
