// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { titleOf } from '../../../src/lib/text/title.ts'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { type RankInput, rank } from '../../../src/ranking/rank.ts'
import { checkRanker, DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import { explain as explainBy } from '../../../src/ranking/why/explain.ts'
import { MATTERS } from '../../../src/ranking/why/reason.ts'
import { withoutEvents } from '../../cases/faithful.ts'
import { byId, content, deeds, event, eventsOf, input, NOW, things, vectorsOf } from './make.ts'

const explain = (input: RankInput, id: string, fit?: boolean) =>
  explainBy(input, id, { rank, readWords: wordVectors }, fit)

test('An explanation shows the very score and place of the ranking, and only events that change the place.', () => {
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 15 }),
      deeds,
      fc.nat(),
      fc.boolean(),
      (world, deeds, which, vectors) => {
        const events = eventsOf(deeds, world)
        const all = input(
          world.map(({ item }) => item),
          events,
          vectors ? { vectors: vectorsOf(world) } : {},
        )
        const { id } = world[which % world.length]!.item
        const item = byId(rank(all).items).get(id)!
        const explained = explain(all, id)!
        expect(explained).toMatchObject({ id, score: item.score, parts: item.parts, from: item.from, to: item.to })
        let least = Number.POSITIVE_INFINITY
        for (const { without } of explained.events) {
          const change = Math.abs(without - item.to)
          expect(change).toBeGreaterThan(0)
          expect(change).toBeLessThanOrEqual(least)
          least = change
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('Leave one out: without the reading that lifted it, an item stands where it stood.', () => {
  const items = [content('/bread', { text: 'bread' }), content('/moon', { text: 'moon landing, in colour' })]
  const read = event('read', content('/past', { text: 'moon landing' }))
  const other = event('read', content('/other', { text: 'unlike either' }))
  const { from, to, events } = explain(input(items, [read, other]), '/moon')!
  expect([from, to]).toEqual([1, 0])
  const past = { item: '/past', text: 'moon landing', title: 'moon landing', kind: 'read', at: NOW }
  expect(events).toEqual([{ ...past, without: 1 }])
})

test('What was never listed has no explanation.', () => {
  expect(explain(input([content('/a')], []), '/b')).toBeUndefined()
  expect(explain(input([], []), '__proto__')).toBeUndefined()
})

/** `npm run test:full` checks all. */
const LISTS = process.env['INKLING_FULL'] ? 500 : 150

/** Changes that a reader would notice: one place within the first ten, three below. */
const notices = (to: number, without: number) => without - to >= (to < 10 ? 1 : 3)

test('What a reason names moves the item by the set amount when it is left out, and is in the set that it needs.', () => {
  expect(MATTERS).toEqual({ first: 10, among: 1, below: 3 })
  const named = { event: 0, topic: 0, several: 0, sets: 0 }
  fc.assert(
    fc.property(things({ minLength: 8, maxLength: 60 }), deeds, fc.boolean(), (world, deeds, vectors) => {
      // Most read items aren't on the page. Topic edits are left to edits.test.ts: they would be the reason for most
      // items.
      const done = deeds.filter(({ kind }) => kind !== 'raise' && kind !== 'lower')
      const events = eventsOf(done, world.slice(0, world.length / 2 + 2))
      const candidates = world.slice(world.length / 2).map(({ item }) => item)
      const more = { ...(vectors && { vectors: vectorsOf(world) }), rules: { calibration: 1 } }
      const all = input(candidates, events, more)
      const first = Math.min(10, Math.ceil(candidates.length / 2))
      for (const { id, to } of rank(all).items) {
        const { reason, needs } = explain(all, id)!
        const placeWithout = (events: Parameters<typeof withoutEvents>[1]) =>
          byId(rank(withoutEvents(all, events)).items).get(id)!.to
        if (needs) {
          expect(placeWithout(needs.events)).toBe(needs.without)
          expect(needs.without).toBeGreaterThanOrEqual(needs.first)
          if (needs.first === first) named.sets++
        }
        if (reason.why !== 'event' && reason.why !== 'topic') continue
        named[reason.why]++
        if (reason.why === 'event') {
          expect(needs!.events).toEqual(expect.arrayContaining([...reason.events]))
          if (reason.events.length > 1) named.several++
        }
        // Exactly these, and no others that the item may need as well.
        expect(reason.without).toBe(placeWithout(reason.events))
        expect(notices(to, reason.without)).toBe(true)
      }
    }),
    { numRuns: LISTS },
  )
  expect(named.event).toBeGreaterThan(LISTS / 20)
  expect(named.topic).toBeGreaterThan(0)
  expect(named.several).toBeGreaterThan(0)
  expect(named.sets).toBeGreaterThan(LISTS / 20)
})

const day = 86_400_000
const quiet = { freshness: 0, position: 0.5 }

test('A reason names the reading that lifted an item, by its title; what is about something else is never named.', () => {
  const items = [
    content('/bread', { text: 'food: bread', topic: 'food' }),
    content('/moon', { text: 'space: moon', topic: 'space' }),
  ]
  const read = event('read', content('/past', { text: 'space: Landing on the moon. How it was.', topic: 'space' }))
  const all = input(items, [read, event('click', content('/cup', { text: 'sport: cup', topic: 'sport' }))])
  expect(explain(all, '/moon')!.reason).toMatchObject({
    why: 'event',
    event: { item: '/past', title: 'Landing on the moon' },
    without: 1,
  })
  expect(explain(all, '/bread')!.reason).toEqual({ why: 'editors' })
})

test('Many readings of which none alone decides: the topic is named.', () => {
  const items = [
    ...['/a', '/b'].map((id) => content(id, { topic: 'food' })),
    content('/moon', { text: 'moon', topic: 'space' }),
  ]
  const reads = Array.from({ length: 12 }, (_, n) =>
    event('read', content(`/past${n}`, { text: 'a planet', topic: 'space' })),
  )
  expect(explain(input(items, reads), '/moon')!.reason).toMatchObject({ why: 'topic', topic: 'space', without: 2 })
})

test('Popular, new, the editors, and what a rule did: each is told where it is so.', () => {
  const weights = { ...quiet, interest: 1, popularity: 1 }
  const ranker = {
    name: '',
    version: '',
    licence: '',
    coldStart: 'prior',
    weights: { lexical: weights, semantic: weights },
  }
  const popular = [
    content('/a', { popularity: 0.1 }),
    content('/b', { popularity: 0.9 }),
    content('/c', { pinned: true }),
  ]
  const all = input(popular, [], { ranker } as Partial<RankInput>)
  expect(['/a', '/b', '/c'].map((id) => explain(all, id)!.reason.why)).toEqual(['editors', 'popular', 'editors'])

  const byDate = { ...ranker, weights: { lexical: { ...weights, freshness: 2 }, semantic: weights } }
  const dated = [content('/old', { published: NOW - 90 * day }), content('/new', { published: NOW })]
  expect(explain(input(dated, [], { ranker: byDate } as Partial<RankInput>), '/new')!.reason).toEqual({
    why: 'new',
    without: 1,
  })
  // The newest of several old items is not new.
  const old = dated.map((item, at) => ({ ...item, published: NOW - (90 - at) * day }))
  expect(explain(input(old, [], { ranker: byDate } as Partial<RankInput>), '/new')!.reason.why).not.toBe('new')

  const events = [event('read', popular[0]!), event('dismiss', popular[1]!)]
  const done = input([...popular, content('/d', { popularity: 0.01 })], events, { rules: { demoteRead: true } })
  expect(['/a', '/b'].map((id) => explain(done, id)!.reason.why)).toEqual(['read', 'dismissed'])
})

test('What is brought forward so that not everything is alike is told as that.', () => {
  const stories = Array.from({ length: 12 }, (_, n) =>
    content(`/${n}`, { text: `story ${n}`, topic: n < 10 ? 'food' : 'sport', tags: [`t${n}`] }),
  )
  const reads = Array.from({ length: 8 }, (_, n) => event('read', content(`/p${n}`, { text: 'story', topic: 'food' })))
  const all = input(stories, reads, { rules: { maxRun: 2 } })
  const sport = rank(all).items.find(({ id }) => id === '/10')!
  expect(sport.to).toBeLessThan(sport.byScore)
  expect(explain(all, '/10')!.reason).toEqual({ why: 'different' })
})

test('Rules are told as changes of place: the steps go from the place by score to the place that it has.', () => {
  const told = new Set<string>()
  fc.assert(
    fc.property(
      things({ minLength: 4, maxLength: 24 }),
      deeds,
      fc.record({
        demoteRead: fc.boolean(),
        calibration: fc.constantFrom(0, 1),
        diversity: fc.constantFrom(0, 0.5),
        maxRun: fc.constantFrom(0, 2),
        displacement: fc.constantFrom(0, 3),
        seen: fc.constantFrom(0, 1),
        strength: fc.constantFrom(1, 0.5),
        exploration: fc.constantFrom(0, 0.3),
      }),
      fc.constantFrom(
        DEFAULT_RANKER,
        checkRanker({ ...DEFAULT_RANKER, floors: { authors: { share: 0.4, names: ['Ada'] } } }),
      ),
      (world, deeds, rules, ranker) => {
        const items = world.map(({ item }, i) => (i % 9 ? item : { ...item, breaking: true }))
        const all = input(items, eventsOf(deeds, world), { rules, ranker })
        for (const { id, byScore, to } of rank(all).items) {
          const explained = explain(all, id)!
          expect(explained.byScore).toBe(byScore)
          let place = byScore
          for (const { rule, from, to } of explained.rules) {
            expect(from).toBe(place)
            expect(to).not.toBe(from)
            place = to
            told.add(rule)
          }
          expect(place).toBe(to)
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(told.size).toBeGreaterThan(5)
})

test('A floor of the site’s ranker is a step of its own, up from where the item stood without it.', () => {
  const ranker = checkRanker({ ...DEFAULT_RANKER, floors: { authors: { share: 0.2, names: ['Bo'] } } })
  const items = Array.from({ length: 12 }, (_, i) =>
    content(`/${i}`, i < 10 ? { text: 'bread' } : { text: 'moon', author: 'Bo' }),
  )
  const all = input(items, [event('read', content('/read', { text: 'bread' }))], { ranker })
  const { rules } = explain(all, '/10')!
  expect(rules.at(-1)).toMatchObject({ rule: 'floor', to: 4 })
  expect(rules.at(-1)!.from).toBeGreaterThan(4)
  expect(explain({ ...all, ranker: DEFAULT_RANKER }, '/10')!.rules.some(({ rule }) => rule === 'floor')).toBe(false)
})

test('A rule that is off moves nothing, and a creative knows no rules.', () => {
  const items = [content('/a', { text: 'bread' }), content('/b', { text: 'moon' })]
  const read = event('read', items[0]!)
  expect(explain(input(items, [read], { rules: { demoteRead: false } }), '/a')!.rules).toEqual([])
  expect(explain(input(items, [read]), '/a')!.rules).toEqual([{ rule: 'demoteRead', from: 0, to: 1 }])
  expect(explain(input(items, [read]), '/a', true)!.rules).toEqual([])
})

test('Two readings that keep an item among the first only together are its smallest set, and both are named.', () => {
  const front = Array.from({ length: 5 }, (_, n) => content(`/${n}`, { text: `story ${n}`, topic: `t${n}` }))
  const items = [...front, content('/moon', { text: 'moon', topic: 'space' })]
  const reads = ['/p', '/q'].map((id) => event('read', content(id, { text: 'a moon', topic: 'space' })))
  const all = input(items, [...reads, event('read', content('/r', { text: 'goal', topic: 'sport' }))])
  const { to, needs, reason, topics } = explain(all, '/moon')!
  expect(to).toBeLessThan(3)
  expect(needs).toMatchObject({ first: 3 })
  expect(needs!.events.map(({ item }) => item).sort()).toEqual(['/p', '/q'])
  expect(reason).toMatchObject({ why: 'event', without: needs!.without, events: [{ item: '/p' }, { item: '/q' }] })
  expect(topics.find(({ topic }) => topic === 'space')!.without).toBe(needs!.without)
})

test('What was hidden, and lowers what is like it, is told; what was passed over often, too.', () => {
  const items = [
    content('/cup', { text: 'cup final', topic: 'sport', popularity: 0.5 }),
    ...Array.from({ length: 8 }, (_, n) =>
      content(`/${n}`, { text: `tea ${n}`, topic: `t${n}`, popularity: n < 4 ? 0.5 : 0.1 }),
    ),
  ]
  const hidden = event('dismiss', content('/past', { text: 'cup final', topic: 'sport' }))
  const read = event('read', content('/r', { text: 'goal', topic: 'law' }))
  const lowered = explain(input(items, [hidden, read]), '/cup')!
  expect(lowered.to).toBeGreaterThan(0)
  expect(lowered.reason).toMatchObject({ why: 'hidden', event: { item: '/past' }, without: 0 })
  const passed = [0, 1].map((n) => event('impression', items[0]!, { at: NOW - n * day }))
  expect(explain(input(items, [...passed, read], { rules: { seen: 2 } }), '/cup')!.reason).toEqual({ why: 'seen' })
})

test('New and popular at once is told as both.', () => {
  const weights = { popularity: 1, freshness: 2 }
  const ranker = { ...DEFAULT_RANKER, coldStart: 'prior', weights: { lexical: weights, semantic: weights } } as const
  const items = [
    ...[0.9, 0.5, 0.1].map((popularity, n) => content(`/${n}`, { popularity, published: NOW - 2 * day })),
    content('/hit', { popularity: 0.95, published: NOW }),
  ]
  const { reason } = explain(input(items, [], { ranker }), '/hit')!
  expect(reason).toEqual({ why: 'popular', isNew: true, without: 2 })
})

test('A title is what a reader knows a text by.', () => {
  expect(titleOf('space: Rings of Saturn. They are thin. rings, saturn', 'space')).toBe('Rings of Saturn')
  expect(titleOf('Dr. Who returns. Again.')).toBe('Dr. Who returns')
  expect(titleOf('Война: что дальше')).toBe('Война: что дальше')
  expect(Array.from(titleOf('x'.repeat(300)))).toHaveLength(80)
  expect(titleOf('', 'space')).toBe('')
})

test('Of a creative: the reading without which another would fit better, whatever the page puts first.', () => {
  const creatives = [
    content('/chess', { text: 'chess club', topic: 'chess' }),
    content('/trail', { text: 'people who hike', topic: 'walks' }),
  ]
  const all = input(creatives, [event('read', content('/a', { text: 'hike', topic: 'walks' }))], {
    rules: { demoteRead: false },
  })
  const { to, reason } = explain(all, '/trail', true)!
  expect(to).toBe(0)
  expect(reason).toMatchObject({ why: 'event', event: { item: '/a' }, without: 1 })
})

test('What is marked, pinned, breaking or hidden, is the first step; so is what others’ marks did to an item without one.', () => {
  const texts = ['moon landing', 'bread oven', 'tax vote', 'goal match']
  const plain = texts.map((text, i) => content(`/${i}`, { text }))
  const marked = (which: number, mark: 'pinned' | 'breaking') =>
    plain.map((item, i) => (i === which ? { ...item, [mark]: true } : item))
  const read = event('read', content('/past', { text: 'goal match' }))
  const steps = (items: typeof plain, id: string, ...more: ReturnType<typeof event>[]) =>
    explain(input(items, [read, ...more]), id)!.rules
  // The last item has the highest score, being like what was read.
  expect(steps(plain, '/3')).toEqual([])
  expect(steps(marked(3, 'pinned'), '/3')).toEqual([{ rule: 'pinned', from: 0, to: 3 }])
  expect(steps(marked(2, 'breaking'), '/2')).toEqual([{ rule: 'breaking', from: 3, to: 0 }])
  expect(steps(marked(2, 'breaking'), '/3')).toEqual([{ rule: 'breaking', from: 0, to: 1 }])
  expect(steps(marked(0, 'pinned'), '/3')).toEqual([{ rule: 'pinned', from: 0, to: 1 }])
  const hidden = event('dismiss', plain[0]!)
  expect(steps(plain, '/0', hidden).map(({ rule }) => rule)).toContain('dismissed')
  // A dismissed item with the highest score makes room; no mark of a page item did.
  const liked = plain.map((item, i) => (i ? item : { ...item, popularity: 0.99 }))
  const [dismissed] = steps(liked, '/1', hidden)
  expect(dismissed).toEqual({ rule: 'dismissed', from: 2, to: 1 })
})
