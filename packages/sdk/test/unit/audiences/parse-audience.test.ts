import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAudience } from '../../../src/audiences/parse-audience.ts'
import { InklingMisuse } from '../../../src/lib/errors/assert-usage.ts'
import { NEUTRAL, SENSITIVE } from '../../cases/audiences.ts'

test('Parts are phrases, or rules where they begin as one.', () => {
  const parts = parseAudience(' people planning a first marathon;trail  runners ; bought topic shoes in 30 days; ')
  expect(parts.map(({ phrase }) => phrase)).toEqual(['people planning a first marathon', 'trail runners', undefined])
  expect(parts[2]!.rule).toHaveLength(1)
})

test.each([
  ['', 'write whom an audience is for'],
  [' ; ;', 'write whom an audience is for'],
  ['42', 'in words'],
  ['\u200b\u202e', 'write whom an audience is for'],
  ['a'.repeat(201), 'at most 200 characters'],
  ['a'.repeat(1_000_000), 'at most 1000 characters, not 1000000'],
  ['a;'.repeat(11), 'at most 10 parts'],
  ['bought shoes lately', 'in the rule'],
])('%.30s: the error says what to write', (text, sentence) => {
  expect(() => parseAudience(text)).toThrow(InklingMisuse)
  expect(() => parseAudience(text)).toThrow(sentence)
})

test('Signs that nobody sees change nothing, and hide nothing.', () => {
  expect(parseAudience('trail\u200b run\u00adners\u202e')).toEqual([{ phrase: 'trail runners' }])
  expect(() => parseAudience('people with di\u200babetes')).toThrow('health')
  expect(() => parseAudience('ｇａｙ men')).toThrow('sex life')
  expect(() => parseAudience('seen topic "DNA tests"')).toThrow('genetics')
})

test('A refusal names the kind and the law, and what to write instead.', () => {
  expect(() => parseAudience('keen gardeners; devout Catholics')).toThrow(
    /'devout Catholics' is refused.*religion.*GDPR, article 9.*26\(3\).*what they read or do/,
  )
  expect(() => parseAudience('payday loan customers')).toThrow(/hardship.*exploit people in need/)
  expect(() => parseAudience('people who say X', (text) => text.includes('X'))).toThrow('special category')
})

test('Of the phrases of our own, sensitive ones are refused and the others are not.', () => {
  const isRefused = (text: string) => {
    try {
      parseAudience(text)
      return false
    } catch {
      return true
    }
  }
  expect(NEUTRAL.filter(isRefused)).toEqual([])
  const missed = SENSITIVE.filter((text) => !isRefused(text))
  // Words only; vectors find some of the others (docs/audiences.md has the figures).
  expect(missed.length / SENSITIVE.length).toBeLessThan(0.15)
})

test('Names of everything there is, and any text, are phrases, rules or refused.', () => {
  const names = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'seen __proto__',
    'not constructor',
    '<img name=cookie>',
    'العدّاؤون',
    'любители бега',
  )
  fc.assert(
    fc.property(fc.oneof(names, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
      try {
        for (const { phrase, rule } of parseAudience(text)) {
          expect(phrase === undefined).toBe(rule !== undefined)
          if (phrase !== undefined) expect(phrase).not.toMatch(/[\p{Cc}\p{Cf}]/u)
        }
      } catch (cause) {
        expect(cause).toBeInstanceOf(InklingMisuse)
      }
    }),
  )
  expect(parseAudience('__proto__')).toEqual([{ phrase: '__proto__' }])
})
