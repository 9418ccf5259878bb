import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sensitiveKind, withoutFalsePositives } from '../../../src/audiences/sensitive.ts'
import { WordList } from '../../../src/audiences/word-list.ts'

const found = (list: string, text: string, named: Record<string, string> = {}) =>
  new WordList([[true, list]], named).find(text).map(({ start, end }) => text.slice(start, end))

describe('the notation of entries', () => {
  test.each([
    ['nun', 'two nuns and a nunnery', ['nuns']],
    ['diabet*', 'prediabetes, diabetics', ['diabetics']],
    ['*itis', 'arthritis, itisa', ['arthritis']],
    ['blood sugar', 'Blood-sugar and blood sugars, blood and sugar', ['Blood-sugar', 'blood sugars']],
    ['with/have ms/gout', 'with MS, have gout, and gout', ['with MS', 'have gout']],
    ['black _ professionals', 'young black British professionals', ['black British professionals']],
    ['nonbinary', 'non-binary, non binary, nonbinary', ['non-binary', 'nonbinary']],
    ['clergyman', 'clergymen', ['clergymen']],
    ['therapy', 'therapies', ['therapies']],
    ['parkinsons', "Parkinson’s or Parkinson's", ['Parkinson’s', "Parkinson's"]],
    ['trade union, union dues', 'trade union dues', ['trade union']],
    ['gospel, gospel music', 'gospel music', ['gospel music']],
  ])('%s in “%s”', (list, text, expected) => {
    expect(found(list, text)).toEqual(expected)
  })

  test('A name stands for the words of its list, in any place.', () => {
    const named = { nation: 'thai, greek', people: 'family, woman' }
    expect(found('@nation @people', 'Thai women, Greek families, Greek islands', named)).toEqual([
      'Thai women',
      'Greek families',
    ])
  })

  test('Of an entry in several lists, the first counts.', () => {
    const list = new WordList([
      ['a', 'hiv'],
      ['b', 'hiv, hiv test'],
    ])
    expect(list.find('hiv').map(({ value }) => value)).toEqual(['a'])
    expect(list.find('hiv test').map(({ value }) => value)).toEqual(['b'])
  })
})

describe('hostile texts', () => {
  test.each([
    ['upper case', 'DIABETICS'],
    ['accents', 'dïábëtics'],
    ['stacked marks', 'd\u0300\u0301\u0302ia\u0336betics'],
    ['Cyrillic and Greek letters', 'dіаbеtісs'],
    ['full-width letters', 'ｄｉａｂｅｔｉｃｓ'],
    ['mathematical letters', '𝐝𝐢𝐚𝐛𝐞𝐭𝐢𝐜𝐬'],
    ['hyphens around', 'pre-diabetics'],
    ['dots between letters', 'H.I.V. patients'],
  ])('%s hide nothing', (_, text) => {
    expect(sensitiveKind(text)).toBe('health')
  })

  test('A listed word is found in any case, with any marks, between any other words.', () => {
    const listed = fc.constantFrom(
      'diabetics',
      'chemotherapy',
      'Catholics',
      'lesbian',
      'refugees',
      'parole',
      'teamsters',
    )
    const marks = fc.constantFrom('', '\u0301', '\u0323\u0308', '\u20dd')
    const other = fc.array(fc.constantFrom('trail', 'running', 'shoes', '日本', 'сад', '—', '42'), { maxLength: 20 })
    fc.assert(
      fc.property(listed, marks, fc.boolean(), other, other, (word, mark, isUpper, before, after) => {
        const written = [...(isUpper ? word.toUpperCase() : word)].map((letter) => letter + mark).join('')
        expect(sensitiveKind([...before, written, ...after].join(' '))).toBeDefined()
      }),
    )
  })

  test('Whatever is found lies in the text, from left to right, and any text is answered.', () => {
    const list = new WordList([[true, 'a*, *aaaa, b c/d, _ e, constructor, __proto__']])
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'e', '-', ' ', '.', '’', '\u0301'), maxLength: 300 }),
    )
    fc.assert(
      fc.property(text, (given) => {
        let last = 0
        for (const { start, end } of list.find(given)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(given.length)
        sensitiveKind(withoutFalsePositives(given))
      }),
    )
  })

  test('Texts of 100 KB are answered.', () => {
    for (const unit of ['a', 'a-', 'H.', '’', 'e\u0301', 'blood ', 'people with ', 'gospel music ', '-', '𝐝'])
      expect(() => sensitiveKind(withoutFalsePositives(unit.repeat(100_000 / unit.length)))).not.toThrow()
    expect(sensitiveKind(`${'shoes '.repeat(20_000)}diabetics`)).toBe('health')
  })
})

test('Russian texts are not mistaken for Latin letters that look like theirs.', () => {
  for (const text of ['любители кино и театра', 'секс', 'рак', 'мама сама', 'сок и морс', 'кот', 'хор', 'тост'])
    expect([text, sensitiveKind(text)]).toEqual([text, undefined])
})
