import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRule, parseRule } from '../../../src/audiences/parse-rule.ts'
import { COMPARISONS, FIELDS, VERBS } from '../../../src/audiences/rule.ts'
import { InklingMisuse } from '../../../src/lib/errors/assert-usage.ts'
import { DAY } from '../../../src/lib/limits.ts'

test.each([
  [
    'seen >= 3 of topic sport in 14 days',
    [{ verb: 'seen', comparison: '>=', count: 3, of: { field: 'topic', name: 'sport' }, within: 14 * DAY }],
  ],
  [
    'bought topic shoes in 30 days',
    [{ verb: 'bought', comparison: '>=', count: 1, of: { field: 'topic', name: 'shoes' }, within: 30 * DAY }],
  ],
  [
    'Read ≥ 2 times of tag "in and out"',
    [{ verb: 'read', comparison: '>=', count: 2, of: { field: 'tag', name: 'in and out' } }],
  ],
  [
    'spent > 10 minutes of topic running shoes in 36 hours',
    [{ verb: 'spent', comparison: '>', count: 10, of: { field: 'topic', name: 'running shoes' }, within: 1.5 * DAY }],
  ],
  [
    'visited>=5 in 7 days and not searched',
    [
      { verb: 'visited', comparison: '>=', count: 5, within: 7 * DAY },
      { verb: 'searched', comparison: '>=', count: 1, isNot: true },
    ],
  ],
])('%s', (text, clauses) => {
  expect(isRule(text)).toBe(true)
  expect(parseRule(text)).toEqual(clauses.map((clause) => ({ isNot: false, ...clause })))
})

test.each([
  ['seen roughly 3', '“roughly”'],
  ['seen >= three', 'a whole number up to 2000, not “three”'],
  ['seen >= 3.5', 'a whole number'],
  ['seen >= -1', 'a whole number'],
  ['seen >= 3 of', 'one of topic, tag, author, list, item, not its end'],
  ['seen >= 3 of colour red', 'one of topic'],
  ['seen topic', 'which topic is meant, not its end'],
  ['seen topic ""', 'a name within the quotes'],
  ['seen topic in 3 days', 'stands in quotes'],
  ['seen in 3', '“days” or “hours”, not its end'],
  ['seen in 61 days', '60 days'],
  ['seen in 0 days', 'from 1 hour'],
  ['seen and', 'one of seen, opened'],
  ['seen and likes cats', 'one of seen, opened'],
  ['spent 10 minutes', '“>= 10 minutes”'],
  ['spent >= 10 euros', '“minutes”'],
  ['not', 'one of seen'],
  [Array(10).fill('seen').join(' and '), 'at most 8 clauses'],
])('%s: the error says what to write', (text, sentence) => {
  expect(() => parseRule(text)).toThrow(InklingMisuse)
  expect(() => parseRule(text)).toThrow(sentence)
})

test('What is written by the grammar is read as it was meant.', () => {
  const name = fc.stringMatching(/^[^"]{1,20}$/).filter((text) => text.trim() !== '')
  const clause = fc.record({
    isNot: fc.boolean(),
    verb: fc.constantFrom(...(Object.keys(VERBS) as Array<keyof typeof VERBS>)),
    comparison: fc.constantFrom(...COMPARISONS),
    count: fc.nat(2000),
    of: fc.option(fc.record({ field: fc.constantFrom(...FIELDS), name }), { nil: undefined }),
    days: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(clause, { minLength: 1, maxLength: 8 }), (clauses) => {
      const written = clauses.map(
        ({ isNot, verb, comparison, count, of, days }) =>
          `${isNot ? 'not ' : ''}${verb} ${comparison} ${count}${of ? ` of ${of.field} "${of.name}"` : ''}${days ? ` in ${days} days` : ''}`,
      )
      expect(parseRule(written.join(' and '))).toEqual(
        clauses.map(({ days, of, ...clause }) => ({
          ...clause,
          ...(of && { of: { ...of, name: of.name.trim().replaceAll('≥', '>=').replaceAll('≤', '<=') } }),
          ...(days && { within: days * DAY }),
        })),
      )
    }),
  )
})

test('Any text is either read or refused in words, and at once.', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('seen ', 'bought topic ').map((start) => start + '>='.repeat(400)),
      ),
      (text) => {
        try {
          expect(parseRule(text).length).toBeGreaterThan(0)
        } catch (cause) {
          expect(cause).toBeInstanceOf(InklingMisuse)
        }
      },
    ),
  )
})
