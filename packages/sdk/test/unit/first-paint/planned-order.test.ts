// The order before the first paint, beside the ranking's.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fallingScores } from '../../../src/first-paint/list-plan.ts'
import { planList } from '../../../src/first-paint/plan-list.ts'
import { plannedOrder } from '../../../src/first-paint/planned-order.ts'
import { EMPTY, type Snapshot } from '../../../src/first-paint/snapshot.ts'
import { ruleStep } from '../../../src/lib/scoring/rule-step.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { checkRanker, DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import type { ItemContent, PageOrder } from '../../../src/types.ts'
import { content, deeds, event, eventsOf, ids, input, things, vectorsOf } from '../ranking/make.ts'

const RUNS = process.env['INKLING_FULL'] ? 10_000 : 100

const off = <T>(of: fc.Arbitrary<T>, value: T) => fc.oneof(fc.constant(value), of)
const rules = fc.record({
  strength: off(fc.double({ min: 0, max: 1, noNaN: true }), 1),
  maxRun: fc.integer({ min: 0, max: 3 }),
  displacement: fc.integer({ min: 0, max: 5 }),
  diversity: off(fc.double({ min: 0, max: 3, noNaN: true }), 0),
  calibration: off(fc.double({ min: 0, max: 3, noNaN: true }), 0),
  exploration: off(fc.double({ min: 0, max: 0.5, noNaN: true }), 0),
  seen: fc.integer({ min: 0, max: 3 }),
  order: fc.constantFrom<PageOrder>('auto', 'editors', 'newest', 'price'),
})
const rankers = fc.constantFrom(
  DEFAULT_RANKER,
  checkRanker({
    ...DEFAULT_RANKER,
    floors: { new: { share: 0.3, days: 20 }, authors: { share: 0.2, names: ['Ada'] } },
  }),
)
const worlds = things({ minLength: 1, maxLength: 30 }).chain((world) =>
  fc
    .array(fc.constantFrom(false, false, false, true), { minLength: world.length, maxLength: world.length })
    .map((breaking) =>
      world.map(({ item, vector }, i) => ({ item: { ...item, ...(breaking[i] && { breaking: true }) }, vector })),
    ),
)

/** As the snippet reads items: it sees no topic that the markup doesn't name. */
const read = (item: ItemContent, topics: boolean) => ({
  id: item.id,
  topic: topics ? item.topic : undefined,
  pinned: !!item.pinned,
  breaking: !!item.breaking,
})
const free = (items: readonly { readonly id: string; readonly rule?: string }[]) =>
  ids(items.filter(({ rule }) => rule !== 'pinned' && rule !== 'sensitive'))

test('Where the plan knows all items, the first paint has the very order of the ranking, whatever rules site and list have.', () => {
  fc.assert(
    fc.property(
      worlds,
      deeds,
      fc.boolean(),
      rules,
      fc.subarray(['strength', 'maxRun', 'displacement', 'seen', 'calibration', 'diversity', 'order'] as const),
      rankers,
      fc.array(fc.constantFrom(false, false, false, true), { minLength: 30, maxLength: 30 }),
      (world, deeds, useVectors, rules, ofList, ranker, sensitivity) => {
        const page = world.map(({ item }) => item)
        const vectors = useVectors ? vectorsOf(world) : new Map()
        const sensitive = new Set(page.filter((_, i) => sensitivity[i]))
        const isSensitive = (item: ItemContent) => sensitive.has(item)
        const given = input(page, eventsOf(deeds, world), { vectors, rules, ranker, isSensitive })
        fc.pre(given.history.positive.length + given.history.dismissed.length > 0)
        const own = Object.fromEntries(ofList.map((name) => [name, rules[name]]))
        // What the list says stands against the site's word.
        const site = { ...rules, ...Object.fromEntries(ofList.map((name) => [name, 0])) }
        const plan = planList({ ...given, rules: site }, { rules: own }, page)
        const { strength, maxRun, displacement } = site
        const snapshot = { ...EMPTY, rules: { strength, maxRun, displacement } }
        const first = plannedOrder(
          snapshot,
          plan,
          page.map((item) => read(item, false)),
          null,
        )
        expect(ids(first)).toEqual(free(rank(given).items))
      },
    ),
    { numRuns: RUNS },
  )
})

test('With unseen items among them the known ones keep the order of the ranking, and every rule holds for all.', () => {
  fc.assert(
    fc.property(
      worlds,
      deeds,
      rules,
      fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      (world, deeds, rules, isKnown, mean) => {
        const page = world.map(({ item }) => item)
        const known = page.filter((_, i) => isKnown[i])
        const given = input(known, eventsOf(deeds, world), {
          rules: { ...rules, maxRun: 0, displacement: 0, strength: 1 },
        })
        fc.pre(given.history.positive.length + given.history.dismissed.length > 0)
        const plan = planList(given, { rules: {} }, known)
        const ranking = rank(given)
        const first = (places: Snapshot['rules']) =>
          plannedOrder(
            { ...EMPTY, mean, position: 0.15, topics: { food: -mean }, rules: places },
            plan,
            page.map((item) => read(item, true)),
            null,
          )

        const plain = ids(first({ strength: 1, maxRun: 0, displacement: 0 }))
        const at = new Set(ids(known))
        expect(plain.filter((id) => at.has(id))).toEqual(free(ranking.items))

        const out = first(rules)
        expect(ids(out).sort()).toEqual([...plain].sort())
        const breaking = out.findIndex((item) => !item.breaking || step(item.id) === 2)
        const rest = breaking < 0 ? [] : out.slice(breaking)
        function step(id: string) {
          return ruleStep(ranking.items.find((item) => item.id === id)?.rule)
        }
        // Breaking ones first, in the page's order.
        const isFirst = (item: { readonly id: string; readonly breaking?: boolean }) =>
          item.breaking && step(item.id) < 2
        const above = ids(out.slice(0, out.length - rest.length))
        const inPageOrder = ids(page.filter((item) => !item.pinned && isFirst(item)))
        if (rules.maxRun) expect(above.sort()).toEqual(inPageOrder.sort())
        else expect(above).toEqual(inPageOrder)
        expect(rest.some(isFirst)).toBe(false)
        const home = ids(page.filter((item) => !item.pinned && !isFirst(item)))
        if (rules.displacement)
          rest.forEach(({ id }, place) => {
            expect(Math.abs(home.indexOf(id) - place)).toBeLessThanOrEqual(rules.displacement)
          })
        else {
          // Dismissed ones last.
          const isLast = rest.map(({ id }) => +(step(id) === 2))
          expect(isLast).toEqual([...isLast].sort())
          const topicOf = (id: string) => page.find((item) => item.id === id)!.topic
          const below = (id: string) => (rules.strength < 1 && step(id) === 1 ? 0 : Math.max(0, step(id)))
          // At 0 the page's order stands, whatever stands in a row.
          if (rules.maxRun && rules.strength)
            rest.forEach(({ id }, place) => {
              const row = rest.slice(Math.max(0, place - rules.maxRun), place)
              const topic = topicOf(id)
              if (!topic || row.length < rules.maxRun || row.some((item) => topicOf(item.id) !== topic)) return
              // One too many in a row: then nothing else of its step was left.
              for (const later of rest.slice(place))
                if (below(later.id) <= below(id)) expect(topicOf(later.id)).toBe(topic)
            })
        }
        expect(
          ids(first({ strength: 0, maxRun: 0, displacement: 0 })).filter((id) => home.includes(id) && step(id) < 2),
        ).toEqual(home.filter((id) => step(id) < 2))
      },
    ),
    { numRuns: RUNS },
  )
})

test('A plan’s scores fall within each step, no two the same, whatever order the rules gave.', () => {
  const scores = [-1, 2, 2, 0.5, 1].map((score) => ({ score, step: 0 }))
  const falling = fallingScores([...scores, { score: 3, step: 1 }, { score: 4, step: 1 }, { score: -5, step: 2 }])
  for (const i of [1, 2, 3, 4, 6]) expect(falling[i]!).toBeLessThan(falling[i - 1]!)
  expect(falling[0]).toBeCloseTo(0.5, 3)
  expect(falling[4]).toBeCloseTo(0, 3)
  // Steps are sorted first, so each has scores of its own.
  expect(falling[5]).toBeCloseTo(3.5, 3)
  expect(falling[7]).toBe(-5)
})

test('A new edition is the page’s own order, dismissals and what is breaking excepted, until the reader opens something.', () => {
  const page = ['moon', 'bread', 'oven', 'alarm'].map((name) =>
    content(`/${name}`, { topic: name === 'moon' ? 'science' : 'food', ...(name === 'alarm' && { breaking: true }) }),
  )
  const [, bread] = page
  const old = content('/old', { topic: 'food', text: 'bread oven' })
  const met = { edition: 'noon', since: 1 }
  const events = [event('dismiss', bread!)]
  const orderAt = (events: Parameters<typeof input>[1], edition: string | null) =>
    ids(
      plannedOrder(
        EMPTY,
        planList(input(page, events), { rules: {}, met }, page),
        page.map((item) => read(item, true)),
        edition,
      ),
    )
  expect(orderAt(events, 'noon')).toEqual(['/alarm', '/moon', '/oven', '/bread'])
  const opened = [event('read', old)]
  expect(orderAt(opened, 'noon')).toEqual(['/alarm', '/bread', '/oven', '/moon'])
  expect(orderAt(opened, 'evening')).toEqual(['/alarm', '/moon', '/bread', '/oven'])
})
