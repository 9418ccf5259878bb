// @vitest-environment node
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemContent } from '../../../src/content/content.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import { quantise } from '../../../src/content/quantise.ts'
import { itemText, MAX_TEXT, setVolatilePatterns, stripVolatile, VOLATILE } from '../../../src/content/text.ts'
import { LANGUAGES } from './languages/all.ts'
import { steps } from './steps.ts'

const OF_LANGUAGES = Object.values(LANGUAGES).flatMap((language) => language.volatile)
beforeAll(() => setVolatilePatterns(OF_LANGUAGES))
afterAll(() => setVolatilePatterns([]))

const words = fc
  .array(fc.constantFrom('Moon', 'over', 'Kyiv,', 'наука', '東京', 'bread', '12', 'apples', 'agora', '1999'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((all) => all.join(' '))
const number = fc.integer({ min: 1, max: 59 })
/** What a page changes from hour to hour although the item stays the same. */
const volatile = fc.oneof(
  fc
    .tuple(number, fc.constantFrom('min', 'minutes', 'h', 'hours', ' days', 's', ' weeks'))
    .map(([n, unit]) => `${n} ${unit} ago`),
  fc.constantFrom(
    'an hour ago',
    'Just now',
    'Updated',
    'yesterday',
    'TODAY',
    '1 day ago',
    '5 минут назад',
    '3 часа назад',
    '2 дня назад',
    'час назад',
    'vor 3 Minuten',
    'vor einer Stunde',
    'il y a 3 h',
    'il y a une heure',
    'hace 5 minutos',
    'hace una hora',
    '20.11.2026',
    '2026-11-20',
    '14h30',
    '14 Uhr',
  ),
  fc.tuple(number, number).map(([h, m]) => `${h % 24}:${String(m).padStart(2, '0')}`),
  fc
    .tuple(
      number,
      fc.constantFrom(
        'views',
        'comments',
        'k likes',
        ' min read',
        ' reviews',
        'K shares',
        ' Kommentare',
        ' commentaires',
        ' comentarios',
        ' комментариев',
        ' тыс. просмотров',
      ),
    )
    .map(([n, what]) => `${n}${what}`),
  fc.tuple(fc.constantFrom('$', '€', '£', '₹', 'USD ', 'RUB '), number).map(([sign, n]) => `${sign}${n}.99`),
  fc.tuple(number, fc.constantFrom('€', '₽', 'руб.', 'kr', 'CHF')).map(([n, sign]) => `${n} 900,50 ${sign}`),
)

test('Times, counts and prices leave the fingerprint as it is, wherever they stand.', () => {
  fc.assert(
    fc.property(words, volatile, volatile, (text, one, two) => {
      const print = (title: string) => fingerprint(itemText({ title }))
      expect(print(`${text} | ${one}`)).toBe(print(`${text} | ${two}`))
      expect(print(`${one} – ${text}`)).toBe(print(`${two} – ${text}`))
    }),
  )
})

test.each([
  ['Moons found 3 min ago', 'Moons found'],
  ['Bread, 12 comments, 1.2k views', 'Bread, ,'],
  ['A camera for $1,299.00 only', 'A camera for only'],
  ['Новости 5 минут назад', 'Новости'],
  ['Une histoire il y a 3 jours', 'Une histoire'],
  ['Il y a un problème avec 3 jours fériés', 'Il y a un problème avec 3 jours fériés'],
  ['Hace 20 años, una historia', ', una historia'],
  ['Vor dem Sturm 20 Tage Ruhe', 'Vor dem Sturm 20 Tage Ruhe'],
  ['9/11 and 24/7', '9/11 and 24/7'],
  ['Minimum wage of 1999: an agora', 'Minimum wage of 1999: an agora'],
  ['Apollo 11 and the 3 musketeers', 'Apollo 11 and the 3 musketeers'],
  ['', ''],
])('"%s" → "%s"', (text, stripped) => {
  expect(stripVolatile(text)).toBe(stripped)
})

test('White space is folded, whatever was taken out between.', () => {
  fc.assert(
    fc.property(words, volatile, words, (before, gone, after) => {
      const stripped = stripVolatile(`  ${before}\n${gone} \t ${after} `)
      expect(stripped).toBe(stripped.replace(/\s+/g, ' ').trim())
    }),
  )
})

/** Applies every pattern to every text, without the quick test. */
function stripSlowly(text: string): string {
  return [...OF_LANGUAGES, ...VOLATILE]
    .reduce((stripped, pattern) => stripped.replace(pattern, ' '), text)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Fragments of what the patterns match, so that random concatenations match by chance. */
const scrap = fc
  .oneof(
    volatile,
    words,
    fc.constantFrom(
      '1',
      '12',
      '٣',
      ':',
      '.',
      ',',
      ', ',
      '$',
      '€',
      'USD',
      'k',
      'M',
      'K',
      'ſ',
      'İ',
      'aм',
      '\n',
      '\u00a0',
    ),
    fc.constantFrom(
      'a',
      'an',
      'one',
      'min',
      'minute',
      'mins',
      'h',
      'd',
      'week',
      'ago',
      'go',
      'just',
      'now',
      'just now',
    ),
    fc.constantFrom(
      'update',
      'd',
      'updated',
      'yesterday',
      'to',
      'day',
      'today',
      'view',
      's',
      'comments',
      'likes',
      'share',
    ),
    fc.constantFrom(
      'read',
      'min read',
      'review',
      'ratings',
      'sold',
      'час',
      'часа',
      'назад',
      'наза\u1c81',
      'дня',
      'минут',
      'vor',
      'einer',
      'Stunde',
      'il y a',
      'une',
      'heure',
      'hace',
      'una',
      'hora',
      'Uhr',
      'руб',
    ),
    fc.string({ maxLength: 3 }),
  )
  .chain((text) => fc.constantFrom(text, text.toUpperCase(), text.slice(1)))
const scraps = fc
  .array(fc.tuple(scrap, fc.constantFrom('', ' ', '  ', '\t')), { maxLength: 12 })
  .map((all) => all.flat().join(''))

test('Texts that are told to need no pattern come out as if each had run over them.', () => {
  fc.assert(
    fc.property(scraps, (text) => {
      expect(stripVolatile(text)).toBe(stripSlowly(text))
    }),
    { numRuns: 5000 },
  )
})

test.each([
  'A long way to go. Views from the top',
  'Bread, likes and salt',
  'So much, K views',
  'Sold. Shares fall',
  'A star. Ratings of hotels',
  'Long, mins read as hours. Minutes read slowly',
  'An hour ago',
  'UPDATED',
  'Just\u00a0now',
  'Imagojust nowhere',
  'Mind the gap, reader',
  'Час назад',
  'VOR EINER STUNDE',
  'Il y a une heure',
  'Hace una hora',
])('With a word that may be volatile, or only looks it: %s', (text) => {
  expect(stripVolatile(text)).toBe(stripSlowly(text))
})

test.each([
  ['digits', '1'.repeat(4000)],
  ['digits, then blanks', `${'1'.repeat(4000)}${' '.repeat(4000)}`],
  ['digits and blanks in turn', '1 '.repeat(4000)],
  ['prices', '$1,'.repeat(3000)],
  ['clocks', '1:'.repeat(4000)],
  ['full stops and blanks', `${'.'.repeat(2000)}${' '.repeat(4000)}`],
  ['counts without a number', ', k '.repeat(2000)],
])('No pattern goes astray in %s: minutes, if one tried every split.', (_, hostile) => {
  expect(stripVolatile(hostile).length).toBeLessThanOrEqual(hostile.length)
})

test('A step is counted for each comparison: what tries every split of a text is told from what does not.', () => {
  const growth = (pattern: RegExp) => steps(pattern, '1'.repeat(400)) / steps(pattern, '1'.repeat(100))
  expect(growth(/\d+x/g)).toBeGreaterThan(14)
  expect(growth(/\d{1,3}x/g)).toBeLessThan(5)
})

test('Four times the text takes every pattern four times the steps, and no more.', () => {
  const hostile = fc
    .array(fc.oneof(scrap, fc.constantFrom(' ', '1', '.', ',', 'vor ', 'il y a ', 'hace ', 'k ')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join('').slice(0, 40) || ' ')
  fc.assert(
    fc.property(hostile, fc.constantFrom(...OF_LANGUAGES, ...VOLATILE), (piece, pattern) => {
      const times = Math.ceil(300 / piece.length)
      const longer = steps(pattern, piece.repeat(4 * times))
      expect(longer).toBeLessThan(5 * steps(pattern, piece.repeat(times)))
    }),
    { numRuns: 200 },
  )
})

test('One text: topic, title, summary, tags, in this order, without gaps where something is missing.', () => {
  expect(itemText({ title: 'T', summary: 'S.', topic: 'Topic', tags: ['a', 'b'] })).toBe('Topic: T. S.. a, b')
  expect(itemText({ title: 'T', tags: [] })).toBe('T')
  expect(itemText({ title: 'T', topic: '', summary: '' })).toBe('T')
})

test('At most 300 characters, and no half of one.', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 900 }),
    fc.constantFrom('🌙'.repeat(700), `a${'🌙'.repeat(700)}`, 'x'.repeat(100_000)),
  )
  fc.assert(
    fc.property(texts, texts, (title, summary) => {
      const text = itemText({ title, summary })
      expect(Array.from(text).length).toBeLessThanOrEqual(MAX_TEXT)
    }),
  )
  expect(itemText({ title: `a${'🌙'.repeat(700)}` }).endsWith('🌙')).toBe(true)
})

test('A fingerprint is a short key, the same for the same text, another for another.', () => {
  const prints = new Set<string>()
  for (let i = 0; i < 50_000; i++) prints.add(fingerprint(`Story number ${i}`))
  expect(prints.size).toBe(50_000)
  for (const text of ['', 'a', 'b', 'ab', 'ba', '\u0000', '🌙', 'שלום', 'x'.repeat(100_000)])
    prints.add(fingerprint(text))
  expect(prints.size).toBe(50_009)
  for (const print of prints) expect(print).toMatch(/^[0-9a-z]{1,11}$/)
})

test('Known keys stay: vectors at rest are found by them.', () => {
  expect([fingerprint(''), fingerprint('Twelve new moons')]).toMatchInlineSnapshot(`
    [
      "1t29806s81x",
      "1am8x92nu60",
    ]
  `)
})

test('Labels are trimmed and in lower case, dates become numbers, popularity lies between 0 and 1.', () => {
  expect(
    itemContent({
      id: '/a',
      title: 'T',
      topic: ' Science ',
      tags: [' A ', '', 'b'],
      author: ' Ada ',
      published: '2026-11-20T08:00Z',
      popularity: 7,
      pinned: true,
    }),
  ).toMatchObject({
    topic: 'science',
    tags: ['a', 'b'],
    author: 'Ada',
    published: Date.UTC(2026, 10, 20, 8),
    popularity: 1,
    pinned: true,
  })
  const time = Date.UTC(2026, 0, 1)
  expect(itemContent({ id: '/a', title: 'T', published: new Date(time) }).published).toBe(time)
  expect(itemContent({ id: '/a', title: 'T', published: time, popularity: -1 })).toMatchObject({
    published: time,
    popularity: 0,
  })
})

test('Unusable dates and popularities are left out rather than guessed.', () => {
  for (const published of ['3 min ago', '', 'Infinity', Number.NaN, Number.POSITIVE_INFINITY, new Date('no')])
    expect(itemContent({ id: '/a', title: 'T', published })).not.toHaveProperty('published')
  for (const popularity of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(itemContent({ id: '/a', title: 'T', popularity })).not.toHaveProperty('popularity')
})

test('The same item with another time stamp is the same content.', () => {
  const at = (when: string) => itemContent({ id: '/a', title: `Moons ${when}`, summary: `Found. ${when}` })
  expect(at('3 min ago')).toEqual(at('2 hours ago'))
})

test('A vector at rest keeps its direction: cosines move by less than .005.', () => {
  const vectors = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 128, maxLength: 128 })
  fc.assert(
    fc.property(vectors, (values) => {
      const vector = Float32Array.from(values)
      const stored = quantise(vector)
      expect(stored).toBeInstanceOf(Int8Array)
      let [dot, a, b] = [0, 0, 0]
      vector.forEach((value, d) => {
        dot += value * stored[d]!
        a += value * value
        b += stored[d]! ** 2
      })
      if (a > 1e-12) expect(dot / Math.sqrt(a * b)).toBeGreaterThan(0.995)
    }),
  )
  expect([...quantise(Float32Array.of(0, 0))]).toEqual([0, 0])
  expect([...quantise(Float32Array.of(2, -1, 0))]).toEqual([127, -63, 0])
})
