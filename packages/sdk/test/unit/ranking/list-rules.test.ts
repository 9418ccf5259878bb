// @vitest-environment node
// What editors ask of a list, in a ranking: what was seen too often, what is breaking, how far the reader's order counts.

import { expect, test } from 'vitest'
import { rank } from '../../../src/ranking/rank.ts'
import type { Rules } from '../../../src/ranking/rules/rules.ts'
import type { ItemContent, RankedItem, ReaderEvent } from '../../../src/types.ts'
import { content, event, input, NOW } from './make.ts'

const FIGURES = [0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9]
/** In page order; popularity ranks them in reverse. */
const page = (more: Readonly<Record<string, Partial<ItemContent>>> = {}) =>
  FIGURES.map((popularity, i) => content(`/${i}`, { text: `word${i}`, popularity, ...more[`/${i}`] }))
/** A reader with history that affects none of these. */
const KNOWN = [event('read', content('/elsewhere', { text: 'elsewhere' }))]

function order(
  items: readonly ItemContent[],
  events: readonly ReaderEvent[] = KNOWN,
  rules: Partial<Rules> = {},
): readonly RankedItem[] {
  const { items: ranked } = rank(input(items, events, { rules }))
  return [...ranked].sort((a, b) => a.to - b.to)
}
const told = (items: readonly RankedItem[]) => items.map(({ id, rule }) => `${id.slice(1)}${rule ? ` ${rule}` : ''}`)
const shown = (id: string, times: number) =>
  Array.from({ length: times }, (_, i) =>
    event('impression', page()[Number(id.slice(1))]!, { at: NOW - 1000 * (i + 1) }),
  )

test('By their figures, for whom something is known, they stand the other way round.', () => {
  expect(told(order(page()))).toEqual(['6', '5', '4', '3', '2', '1', '0'])
})

test('What was seen three times and never opened stands below the rest where the rule says three, and there alone.', () => {
  const events = [...KNOWN, ...shown('/6', 3), ...shown('/5', 2)]
  expect(told(order(page(), events, { seen: 3 }))).toEqual(['5', '4', '3', '2', '1', '0', '6 seen'])
  expect(told(order(page(), events, { seen: 4 }))[0]).toBe('6')
  expect(told(order(page(), events))[0]).toBe('6')
  expect(told(order(page(), [...events, event('click', page()[6]!)], { seen: 3, demoteRead: false }))[0]).toBe('6')
})

test('What was read stands below the rest, unless the site says otherwise; the steps are read, seen, dismissed.', () => {
  const events = [...KNOWN, event('read', page()[6]!), event('dismiss', page()[5]!), ...shown('/4', 2)]
  const steps = told(order(page(), events, { seen: 1 }))
  expect(steps.slice(0, 4)).toEqual(['3', '2', '1', '0'])
  expect(new Set(steps.slice(4))).toEqual(new Set(['6 read', '4 seen', '5 dismissed']))
  expect(steps.at(-1)).toBe('5 dismissed')
  expect(told(order(page(), events, { seen: 1, demoteRead: false }))[0]).toBe('6')
})

for (const rules of [{}, { maxRun: 2 }, { displacement: 6 }, { strength: 0.5 }, { strength: 0 }] as const)
  test(`What is breaking goes first, in the page's order, whatever its score: with ${JSON.stringify(rules)}.`, () => {
    const items = page({ '/1': { breaking: true }, '/4': { breaking: true }, '/2': { pinned: true } })
    const ranked = told(order(items, KNOWN, rules))
    expect(ranked.filter((each) => /breaking/.test(each))).toEqual(['1 breaking', '4 breaking'])
    expect(ranked.slice(0, 3)).toEqual(['1 breaking', '4 breaking', '2 pinned'])
  })

test('Who has hidden what is breaking sees it at the end.', () => {
  const items = page({ '/1': { breaking: true } })
  expect(told(order(items, [...KNOWN, event('dismiss', items[1]!)])).at(-1)).toBe('1 dismissed')
})

test('Strength: at 0 the page as it is, at 1 the reader’s, between them the mean of an item’s two places.', () => {
  // The item that is last on the page is first for the reader.
  const items = page(Object.fromEntries(FIGURES.map((_, i) => [`/${i}`, { popularity: i === 6 ? 0.95 : 0.5 }])))
  const at = (strength: number) => told(order(items, KNOWN, { strength })).join(' ')
  expect([0, 0.25, 0.5, 0.75, 1].map(at)).toEqual([
    '0 1 2 3 4 5 6',
    '0 1 2 3 4 6 5',
    '0 1 2 6 3 4 5',
    '0 6 1 2 3 4 5',
    '6 0 1 2 3 4 5',
  ])
  // Page order applies to read items too; dismissed ones still go last.
  const by = (kind: 'read' | 'dismiss') => told(order(page(), [...KNOWN, event(kind, page()[0]!)], { strength: 0 }))
  expect([by('read')[0], by('dismiss').at(-1)]).toEqual(['0 read', '0 dismissed'])
})

test('No item moves further than it may; what would have stood higher bears the rule’s name.', () => {
  const ranked = order(page(), KNOWN, { displacement: 2 })
  for (const { from, to } of ranked) expect(Math.abs(from - to)).toBeLessThanOrEqual(2)
  expect(ranked[0]!.id).toBe('/2')
  expect(ranked.find(({ id }) => id === '/6')!.rule).toBe('displacement')
  expect(ranked.find(({ id }) => id === '/0')!.rule).toBeUndefined()
})

test('Of one topic no more in a row than may; what gives way bears the rule’s name.', () => {
  const items = page(Object.fromEntries(FIGURES.map((_, i) => [`/${i}`, { topic: i > 2 ? 'Sky' : 'Bread' }])))
  const ranked = order(items, KNOWN, { maxRun: 2 })
  expect(ranked.map(({ id }) => id)).toEqual(['/6', '/5', '/2', '/4', '/3', '/1', '/0'])
  expect(ranked.find(({ id }) => id === '/4')!.rule).toBe('diversity')
  expect(ranked[0]!.rule).toBeUndefined()
})

test('For a stranger rules hold where figures have moved something, and leave a page alone that stands as it was.', () => {
  const sky = (items: readonly ItemContent[]) => items.map((item) => ({ ...item, topic: 'Sky' }))
  const others = FIGURES.map((_, i) => content(`/${i}`, { text: `word${i}`, topic: i < 5 ? 'Sky' : 'Bread' }))
  expect(told(order(others, [], { maxRun: 2, displacement: 1 }))).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  const ranked = order(sky(page()), [], { displacement: 1 })
  expect(ranked[0]!.id).toBe('/1')
  for (const { from, to } of ranked) expect(Math.abs(from - to)).toBeLessThanOrEqual(1)
})

test('Who has hidden something, and opened nothing, has it at the end, and is known: rules hold.', () => {
  const items = FIGURES.map((_, i) => content(`/${i}`, { text: `word${i}`, topic: i < 5 ? 'Sky' : 'Bread' }))
  const ranked = told(order(items, [event('dismiss', items[0]!)], { maxRun: 2 }))
  expect(ranked.at(-1)).toBe('0 dismissed')
  expect(ranked.slice(0, 3).map((each) => each[0])).toEqual(['1', '2', '5'])
})
