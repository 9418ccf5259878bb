import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { EventKind, EventRef, Reason, RuleStep } from '../../../sdk/src/types.ts'
import { ruleSentence, sentence } from '../../src/sentences/sentences.ts'
import { whenOf } from '../../src/sentences/when.ts'

/** A Thursday at noon, local time. */
const NOW = new Date(2026, 10, 26, 12).getTime()
const day = 86_400_000

const ref = (title: string, more: Partial<EventRef> = {}): EventRef => ({
  item: `/${title}`,
  text: title,
  title,
  kind: 'read',
  at: NOW,
  ...more,
})
const because = (...events: [EventRef, ...EventRef[]]): Reason => ({
  why: 'event',
  event: events[0],
  events,
  without: 9,
})
const both = (reason: Reason) => ['en', 'ru-RU'].map((language) => sentence(reason, { language, now: NOW }))

afterEach(() => document.documentElement.removeAttribute('lang'))

test('What was done is named as a person would: titles joined, deeds of one kind together, and when.', () => {
  expect(both(because(ref('Moon'), ref('Sun', { at: NOW - 2 * day })))).toEqual([
    'Because you read “Moon” and “Sun” this week',
    'Потому что на этой неделе вы прочли «Moon» и «Sun»',
  ])
  expect(both(because(ref('Moon', { at: NOW - day }), ref('tea', { kind: 'search', at: NOW - day })))).toEqual([
    'Because you read “Moon” and searched for “tea” yesterday',
    'Потому что вчера вы прочли «Moon» и искали «tea»',
  ])
  expect(both(because(ref('Moon', { at: NOW - 3 * day })))).toEqual([
    'Because you read “Moon” 3 days ago',
    'Потому что 3 дня назад вы прочли «Moon»',
  ])
  expect(both(because(ref('Moon', { at: NOW - 30 * day })))).toEqual([
    'Because you read “Moon”',
    'Потому что вы прочли «Moon»',
  ])
})

test('A topic is told with how many things were opened, in the plural that the language has for it.', () => {
  const topic = (count: number): Reason => ({
    why: 'topic',
    topic: 'space',
    events: Array.from({ length: count }, (_, i) => ref(`${i}`, { at: NOW - (i ? 40 : 0) * day })),
    without: 4,
  })
  expect([1, 2, 5, 21].map((count) => both(topic(count)))).toEqual([
    ['Because you opened 1 thing on space today', 'Потому что сегодня вы открыли 1 материал на тему «space»'],
    ['Because you opened 2 things on space', 'Потому что вы открыли 2 материала на тему «space»'],
    ['Because you opened 5 things on space', 'Потому что вы открыли 5 материалов на тему «space»'],
    ['Because you opened 21 things on space', 'Потому что вы открыли 21 материал на тему «space»'],
  ])
  expect(sentence(topic(2), { language: 'ru', topicName: () => 'Космос' })).toContain('«Космос»')
})

test('Popular, new, hidden, and what rules and editors did: each has its sentence.', () => {
  expect(sentence({ why: 'popular', isNew: true, without: 9 }, { language: 'en' })).toBe(
    'Mostly because it is new and popular',
  )
  expect(both({ why: 'hidden', event: ref('Cup'), without: 1 })).toEqual([
    'Moved down: you hid “Cup” today',
    'Ниже, потому что сегодня вы скрыли «Cup»',
  ])
  expect(both({ why: 'hidden', event: { ...ref('Cup'), kind: 'less' }, without: 1 })).toEqual([
    'Moved down: you asked for less like “Cup” today',
    'Ниже, потому что сегодня вы просили меньше похожего на «Cup»',
  ])
  const others: Reason[] = [
    ...(['raised', 'lowered'] as const).map((why) => ({ why, topic: 'Space', without: 1 })),
    { why: 'popular', isNew: false, without: 1 },
    { why: 'new', without: 1 },
    { why: 'interests', without: 1 },
    ...(['different', 'editors', 'sensitive', 'mixed', 'read', 'seen', 'dismissed'] as const).map((why) => ({ why })),
  ]
  const said = others.flatMap(both)
  expect(new Set(said).size).toBe(said.length)
  for (const each of said) expect(each).toMatch(/^[A-ZА-Я][^.]+$/)
})

test('A rule is told as a change of place, counted from one.', () => {
  expect(ruleSentence({ rule: 'calibration', from: 2, to: 4 }, { language: 'en' })).toBe(
    'Topics in proportion: down from place 3 to 5',
  )
  expect(ruleSentence({ rule: 'demoteRead', from: 9, to: 0 }, { language: 'ru' })).toBe(
    'Открытое идёт ниже: вверх с места 10 на место 1',
  )
})

test('The language is the page’s; what is unknown, or no language at all, is said in English.', () => {
  const reason: Reason = { why: 'editors' }
  const [english, russian] = both(reason)
  document.documentElement.lang = 'ru'
  expect(sentence(reason)).toBe(russian)
  for (const language of ['tlh', 'x', '!', '__proto__', 'constructor'])
    expect(sentence(reason, { language })).toBe(english)
  expect(sentence(because(ref('A')), { language: 'ru-!!', now: NOW })).toBe('Потому что сегодня вы прочли «A»')
})

test('Whatever happened whenever: a sentence with every title, of what explain gave or its reason alone.', () => {
  const kinds = ['click', 'dwell', 'read', 'search', 'watch', 'finish', 'copy', 'share', 'purchase', 'follow'] as const
  const event = fc.record({
    title: fc.string({ minLength: 1, maxLength: 80 }),
    kind: fc.constantFrom<EventKind>(...kinds),
    at: fc.integer({ min: NOW - 60 * day, max: NOW + day }),
  })
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 3 }), fc.constantFrom('en', 'ru'), (events, language) => {
      const refs = events.map(({ title, ...more }) => ref(title, more)) as [EventRef, ...EventRef[]]
      const said = sentence(because(...refs), { language, now: NOW })
      for (const { title } of refs) expect(said).toContain(title)
      expect(said).not.toMatch(/undefined|null|NaN/)
    }),
  )
})

test('When: one word that is true of all, or none.', () => {
  const when = (...days: number[]) =>
    whenOf(
      days.map((ago) => NOW - ago * day),
      NOW,
      'en',
    )
  expect([when(0), when(1), when(2, 2), when(0, 3), when(6), when(5, 6), when(0, 6), when(20, 20)]).toEqual([
    'today',
    'yesterday',
    '2 days ago',
    'this week',
    '6 days ago',
    'last week',
    '',
    '',
  ])
  expect([when(-1), when()]).toEqual(['', ''])
})

test('Every rule that a step can bear has words in both languages.', () => {
  const rules: ReadonlyArray<RuleStep['rule']> = [
    'pinned',
    'sensitive',
    'breaking',
    'dismissed',
    'demoteRead',
    'seen',
    'calibration',
    'diversity',
    'exploration',
    'strength',
    'maxRun',
    'displacement',
  ]
  const said = rules.flatMap((rule) =>
    ['en', 'ru'].map((language) => ruleSentence({ rule, from: 1, to: 0 }, { language })),
  )
  expect(new Set(said).size).toBe(2 * rules.length)
})
