// @vitest-environment node
// Which reason is told, by what each thing that is left out would do to the item's place: places are given, so that each rule shows by itself.
import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import type { Evidence } from '../../../src/ranking/features/evidence.ts'
import type { LeaveOut, Outcome } from '../../../src/ranking/why/leave-out.ts'
import { firstOf, neededFor, reasonFor } from '../../../src/ranking/why/reason.ts'
import type { EventKind, ItemContent, RankedItem } from '../../../src/types.ts'
import { content, event, NOW } from './make.ts'

const past = (id: string, more: Partial<ItemContent> = {}, kind: EventKind = 'read'): Evidence => ({
  ...event(kind, content(id, more)),
  weight: 1,
})

interface World {
  readonly item?: Partial<ItemContent>
  /** The item's place. */
  readonly place?: number
  readonly positive?: readonly Evidence[]
  readonly dismissed?: readonly Evidence[]
  readonly levels?: ReadonlyMap<string, number>
  /** Its place without these events, keyed by comma-separated ids. Default: its place. */
  readonly without?: Readonly<Record<string, number>>
  /** The same without a topic's level, its own fields, its own history, or the variety rules. */
  readonly level?: number
  readonly fields?: Readonly<Record<string, number>>
  readonly own?: number
  readonly plain?: number
  /** For creatives, places don't depend on page order. */
  readonly fit?: boolean
  /** Number of other items. */
  readonly others?: number
  readonly rules?: Readonly<Record<number, RankedItem['rule']>>
  readonly taste?: Readonly<Record<number, Partial<RankedItem['parts']>>>
}

/** The item is the candidate 0, and stands at `place`; the others stand in their order around it. */
function world({
  item = {},
  place = 0,
  positive = [],
  dismissed = [],
  levels,
  without = {},
  level = place,
  fields = {},
  own = place,
  plain = place,
  fit = false,
  others = 19,
  rules = {},
  taste = {},
}: World): LeaveOut {
  const candidates = [content('/item', item), ...Array.from({ length: others }, (_, i) => content(`/other${i}`))]
  const order = candidates.map((_, c) => c).slice(1)
  order.splice(place, 0, 0)
  const items = order.map((from, to) => ({
    id: candidates[from]!.id,
    from,
    to,
    byScore: to,
    score: -to,
    parts: { interest: 0, topics: 0, seen: 0, habits: 0, ...taste[from] },
    ...(rules[from] && { rule: rules[from] }),
  }))
  const at = (own: number) => ({ places: Int32Array.of(own) }) as unknown as Outcome
  const scores = Float64Array.from(candidates, (_, c) => -order.indexOf(c))
  const of = (events: Iterable<Evidence>) => at(without[[...events].map((each) => each.item).join()] ?? place)
  return {
    input: { candidates, now: NOW, vectors: new Map(), history: { positive, dismissed, ...(levels && { levels }) } },
    ranking: { items },
    events: [...positive, ...dismissed],
    outcome: { places: Int32Array.of(place), scores, sorted: scores.slice().sort().reverse() },
    without: of,
    withoutOne: (event: Evidence) => ({ ...of([event]), scores, sorted: scores.slice().sort().reverse() }),
    withoutLevel: () => at(level),
    withoutFields: (_c: number, ...names: string[]) => at(fields[names.join()] ?? place),
    withoutOwn: () => at(own),
    under: () => at(plain),
    fit,
    ref: ({ item, text, kind, at }: Evidence) => ({ item, text, title: text, kind, at }),
  } as unknown as LeaveOut
}

const reason = (some: World, needed?: Parameters<typeof reasonFor>[2]) => reasonFor(world(some), 0, needed)

test('What a rule did is told before all else: what stays, goes down or is brought forward has no other reason.', () => {
  const levels = new Map([['food', 2]])
  const told = (rule: RankedItem['rule']) =>
    reason({ item: { topic: 'food' }, place: 5, levels, level: 15, own: 4, plain: 9, rules: { 0: rule } }).why
  const rules = ['pinned', 'sensitive', 'read', 'seen', 'dismissed', 'exploration'] as const
  expect(rules.map(told)).toEqual(['editors', 'sensitive', 'read', 'seen', 'dismissed', 'different'])
  // An item that moved down or is near its page position may still have been raised.
  expect([told('diversity'), told('displacement'), told(undefined)]).toEqual(['raised', 'raised', 'raised'])
})

test('A place among the first ten matters, and three below; less is no reason.', () => {
  const levels = new Map([['food', 1]])
  const raised = (place: number, level: number) =>
    reason({ item: { topic: 'food' }, place, levels, level }).why === 'raised'
  expect([raised(0, 0), raised(0, 1), raised(9, 9), raised(9, 10)]).toEqual([false, true, false, true])
  expect([raised(10, 12), raised(10, 13)]).toEqual([false, true])
})

test('What was raised or lowered is told with the place that it would have; down as up, and of its own topic alone.', () => {
  const item = { topic: 'food' }
  const up = { item, place: 2, levels: new Map([['food', 2]]) }
  expect(reason({ ...up, level: 5 })).toEqual({ why: 'raised', topic: 'food', without: 5 })
  expect(reason({ ...up, level: 1 }).why).toBe('mixed')
  const down = { item, place: 5, levels: new Map([['food', -1]]) }
  expect(reason({ ...down, level: 2 })).toEqual({ why: 'lowered', topic: 'food', without: 2 })
  expect(reason({ ...down, level: 8 }).why).toBe('mixed')
  expect(reason({ item, place: 2, levels: new Map([['sport', 2]]), level: 5 }).why).toBe('mixed')
  expect(reason({ place: 2, levels: new Map([['food', 2]]), level: 5 }).why).toBe('mixed')
})

test('Up to three needed events are named that are about the same; of the item itself, or of something else, none is.', () => {
  const item = { topic: 'food' }
  const [a, b, c, d] = ['/a', '/b', '/c', '/d'].map((id) => past(id, { topic: 'food' })) as [
    Evidence,
    Evidence,
    Evidence,
    Evidence,
  ]
  const needed = (...events: Evidence[]) => ({ events, first: 10, without: 12 })
  const positive = [a, b, c, d]
  const without = { '/a,/b,/c': 12, '/a': 0, '/strange,/a': 12 }
  const told = reason({ item, positive, without }, needed(a, b, c))
  expect(told).toMatchObject({ why: 'event', event: { item: '/a' }, without: 12 })
  expect('events' in told && told.events.map(({ item }) => item)).toEqual(['/a', '/b', '/c'])
  // Three of four are named if these alone suffice, with their effect.
  expect(reason({ item, positive, without: { ...without, '/a,/b,/c': 7 } }, needed(a, b, c, d))).toMatchObject({
    why: 'event',
    without: 7,
  })
  expect(reason({ item, positive }, needed(a, b, c, d)).why).toBe('editors')
  const strange = past('/strange', { topic: 'sport' })
  const itself = past('/item', { topic: 'food' })
  const gone = past('/gone', { topic: 'food' })
  expect(reason({ item, positive: [strange, itself] }, needed(strange, itself)).why).toBe('editors')
  // A dismissal is no interest.
  expect(reason({ item, dismissed: [gone] }, needed(gone)).why).toBe('editors')
  // What would be named has no effect without the unnamed, so it is no reason.
  const some = { item, positive: [a, strange], without }
  expect(reason(some, needed(strange, a)).why).toBe('editors')
  expect(reason({ ...some, without: { '/a': 3 } }, needed(strange, a))).toMatchObject({
    why: 'event',
    event: { item: '/a' },
    without: 3,
  })
})

test('Where no few events do it, the topic is told, if all that was opened of it does.', () => {
  const item = { topic: 'food' }
  const positive = [past('/a', { topic: 'food' }), past('/b', { topic: 'sport' }), past('/c', { topic: 'food' })]
  const told = reason({ item, positive, without: { '/a,/c': 4 } })
  expect(told).toMatchObject({ why: 'topic', topic: 'food', without: 4 })
  expect('events' in told && told.events.map(({ item }) => item)).toEqual(['/a', '/c'])
  expect(reason({ item, positive, place: 2, without: { '/a,/c': 2 } }).why).toBe('mixed')
  expect(reason({ item: {}, positive, without: { '/a,/c': 4, '': 9 } }).why).toBe('editors')
  expect(reason({ item: { topic: 'art' }, positive, without: { '': 9 } }).why).toBe('editors')
})

test('Hidden: of what is about the same, the one without which the item would stand highest.', () => {
  const item = { topic: 'food' }
  const dismissed = [
    past('/a', { topic: 'food' }, 'dismiss'),
    past('/b', { topic: 'food' }, 'dismiss'),
    past('/c', { topic: 'sport' }, 'dismiss'),
  ]
  const told = reason({ item, place: 8, dismissed, without: { '/a': 6, '/b': 3, '/c': 0 } })
  expect(told).toMatchObject({ why: 'hidden', event: { item: '/b' }, without: 3 })
  expect(reason({ item, place: 8, dismissed, without: { '/c': 0 } }).why).toBe('mixed')
  // The related event was opened, not dismissed.
  expect(reason({ item, place: 8, positive: [past('/a', { topic: 'food' })], without: { '/a': 3 } }).why).not.toBe(
    'hidden',
  )
})

test('What went down by what was done with it is told as that only if it would stand higher without.', () => {
  for (const rule of ['read', 'seen', 'dismissed'] as const) {
    expect(reason({ place: 4, own: 3, rules: { 0: rule } })).toEqual({ why: rule })
    expect(reason({ place: 4, own: 4, rules: { 0: rule } })).toEqual({ why: 'mixed' })
    expect(reason({ place: 0, own: 2, rules: { 0: rule } })).toEqual({ why: 'editors' })
  }
})

test('That not everything is to be alike is told where the item would stand lower without the rules for that.', () => {
  expect(reason({ place: 2, plain: 4 })).toEqual({ why: 'different' })
  expect(reason({ place: 2, plain: 2, rules: { 0: 'exploration' } })).toEqual({ why: 'mixed' })
})

test('The editors have put it where it stands within a place of theirs; elsewhere, and of creatives, nobody is said to have.', () => {
  expect([0, 1, 2, 8].map((place) => reason({ place }).why)).toEqual(['editors', 'editors', 'mixed', 'mixed'])
  expect(reason({ place: 0, fit: true })).toEqual({ why: 'mixed' })
})

test('Popular, new, or both: what without its figure, or its date, would stand lower by enough.', () => {
  const item = { popularity: 0.9, published: NOW - DAY }
  const by = (popularity: number, published: number, both: number, more: Partial<ItemContent> = item) =>
    reason({ item: more, fields: { popularity, published, 'popularity,published': both } })
  expect(by(4, 3, 6)).toEqual({ why: 'popular', isNew: true, without: 6 })
  expect(by(0, 0, 6)).toEqual({ why: 'popular', isNew: true, without: 6 })
  expect(by(4, 0, 6)).toEqual({ why: 'popular', isNew: false, without: 4 })
  expect(by(0, 4, 6)).toEqual({ why: 'new', without: 4 })
  expect(by(4, 3, 0)).toEqual({ why: 'popular', isNew: false, without: 4 })
  expect(by(3, 4, 0)).toEqual({ why: 'new', without: 4 })
  expect(by(4, 4, 0)).toEqual({ why: 'popular', isNew: false, without: 4 })
  expect(by(0, 0, 0).why).toBe('editors')
  // An item without a figure isn't popular, nor is a week-old one new.
  expect(by(4, 3, 6, { published: NOW - DAY })).toEqual({ why: 'new', without: 3 })
  expect(by(4, 3, 6, { popularity: 0.9, published: NOW - 7 * DAY })).toEqual({
    why: 'popular',
    isNew: false,
    without: 4,
  })
  expect(by(4, 3, 6, {}).why).toBe('editors')
})

test('Popular is what has at least the mean of the figures that the list tells.', () => {
  const all = world({ item: { popularity: 0.4 }, fields: { popularity: 4 } })
  expect(reasonFor(all, 0, undefined).why).toBe('popular')
  const [own, ...others] = all.input.candidates
  const candidates = [own!, ...others.map((item) => ({ ...item, popularity: 0.5 }))]
  expect(reasonFor({ ...all, input: { ...all.input, candidates } } as unknown as LeaveOut, 0, undefined).why).toBe(
    'editors',
  )
})

test('Interests are told where all that was opened raises the item, its taste is above the list’s, and something is about the same.', () => {
  const item = { topic: 'food' }
  const positive = [past('/strange', { topic: 'sport' }), past('/a', { topic: 'food' })]
  const without = { '/strange,/a': 7 }
  const likely = { item, positive, without, taste: { 0: { interest: 0.5 } } }
  expect(reason(likely)).toEqual({ why: 'interests', without: 7 })
  expect(reason({ ...likely, without: {} }).why).toBe('editors')
  expect(reason({ ...likely, taste: { 0: { interest: 0.5 }, 1: { topics: 19 } } }).why).toBe('editors')
  for (const part of ['interest', 'topics', 'seen', 'habits'] as const) {
    expect(reason({ ...likely, taste: { 0: { [part]: 0.5 } } }).why, part).toBe('interests')
    expect(reason({ ...likely, taste: { 0: { [part]: -0.5 } } }).why, part).toBe('editors')
  }
  expect(reason({ ...likely, taste: {} }).why).toBe('editors')
  const ofOne = (one: Evidence) => reason({ ...likely, positive: [one], without: { [one.item]: 7 } }).why
  expect(ofOne(positive[0]!)).toBe('editors')
  // Having opened this item is no interest in its subject.
  expect(ofOne(past('/item'))).toBe('editors')
})

test('The first places are ten, of a short list the upper half.', () => {
  expect([1, 2, 7, 19, 20, 21, 200].map(firstOf)).toEqual([1, 1, 4, 10, 10, 10, 10])
})

test('Needed: else the event about the same without which the item would stand lowest, if by enough; of two alike the first.', () => {
  const item = { topic: 'food' }
  const positive = [
    past('/strange', { topic: 'sport' }),
    past('/a', { topic: 'food' }),
    past('/b', { topic: 'food' }),
    past('/c', { topic: 'food' }),
    past('/item', { topic: 'food' }),
  ]
  const needed = (without: Readonly<Record<string, number>>, place = 12) =>
    neededFor(world({ item, positive, place, without, others: 40 }), 0)
  const found = needed({ '/strange': 30, '/a': 15, '/b': 17, '/c': 17, '/item': 39 })!
  expect(found.events.map(({ item }) => item)).toEqual(['/b'])
  expect([found.first, found.without]).toEqual([15, 17])
  expect(needed({ '/strange': 30, '/a': 14, '/item': 39 })).toBeUndefined()
  expect(needed({ '/a': 15 })).toMatchObject({ first: 15, without: 15 })
  // Within the first ten, whatever takes it out of them is named first, even if unrelated.
  const out = needed({ '/strange': 12, '/a': 5 }, 4)!
  expect(out.events.map(({ item }) => item)).toEqual(['/strange'])
  expect([out.first, out.without]).toEqual([10, 12])
  // What only raises it within them is given with the place at which a loss would be noticed.
  expect(needed({ '/a': 6 }, 4)).toMatchObject({ first: 5, without: 6 })
})
