// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEATURES, type Feature, features } from '../../../src/ranking/features/features.ts'
import type { ItemContent } from '../../../src/types.ts'
import { content, deeds, event, eventsOf, input, NOW, things, vectorsOf } from './make.ts'

const DAY = 86_400_000
const of = (name: Feature, candidates: readonly ItemContent[], events: Parameters<typeof input>[1], more = {}) => [
  ...features(input(candidates, events, more), 'lexical').columns[name],
]

test('Every feature is a finite number for every candidate, whatever the history, and 0 without one but for the prior.', () => {
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 30 }),
      deeds,
      fc.constantFrom('lexical', 'semantic'),
      (world, deeds, tier) => {
        const items = world.map(({ item }) => item)
        const more = { vectors: vectorsOf(world) }
        const { columns } = features(input(items, eventsOf(deeds, world), more), tier as 'lexical' | 'semantic')
        for (const name of FEATURES) for (const value of columns[name]) expect(Number.isFinite(value), name).toBe(true)
        const cold = features(input(items, [], more), tier as 'lexical' | 'semantic').columns
        for (const name of FEATURES)
          if (!['popularity', 'freshness', 'position'].includes(name))
            for (const value of cold[name]) expect(value).toBe(0)
      },
    ),
  )
})

/** −0 is 0. */
const plain = (column: readonly number[]) => Array.from(column, (value) => value || 0)

test('A dismissal changes no column but its own.', () => {
  fc.assert(
    fc.property(
      things({ minLength: 2, maxLength: 30 }),
      deeds,
      fc.nat(),
      fc.constantFrom('lexical', 'semantic'),
      (world, deeds, which, tier) => {
        const items = world.map(({ item }) => item)
        const events = eventsOf(deeds, world)
        const more = event('dismiss', world[which % world.length]!.item)
        const table = (all: typeof events) =>
          features(input(items, all, { vectors: vectorsOf(world) }), tier as 'lexical' | 'semantic').columns
        const [before, after] = [table(events), table([...events, more])]
        for (const name of FEATURES) if (name !== 'dismissed') expect(plain(after[name])).toEqual(plain(before[name]))
      },
    ),
  )
})

test('Labels: a topic opened more often than skipped lifts its items, one skipped lowers them.', () => {
  const items = ['food', 'sport', 'art'].map((topic) => content(`/${topic}`, { topic }))
  const past = (topic: string, i: number) => content(`/past/${topic}${i}`, { topic })
  const shown = ['food', 'sport'].flatMap((topic) => [0, 1, 2].map((i) => past(topic, i)))
  const events = [
    ...shown.map((item) => event('impression', item)),
    ...shown.slice(0, 3).map((item) => event('click', item)),
  ]
  const [food, sport, art] = of('labels', items, events)
  expect(food).toBeGreaterThan(0)
  expect(sport).toBeLessThan(0)
  expect(art).toBe(0)
})

test('Opening what everybody opens says less than opening what few do.', () => {
  const [a, b] = [content('/a', { text: 'moon rocket' }), content('/b', { text: 'bread oven' })]
  const moon = content('/m', { text: 'moon rocket again', popularity: 0.9 })
  const bread = content('/o', { text: 'bread oven again', popularity: 0.1 })
  const rest = content('/r', { text: 'something else', popularity: 0.5 })
  const events = [event('click', moon), event('click', bread), event('impression', rest)]
  const [likeMoon, likeBread] = of('contrast', [a, b], events)
  expect(likeBread).toBeGreaterThan(likeMoon!)
})

test('Habits: who opens the popular, or the new, is offered it.', () => {
  const known = { popularity: 0.8, published: NOW - DAY }
  const obscure = { popularity: 0.1, published: NOW - 900 * DAY }
  const items = [content('/known', known), content('/obscure', obscure)]
  const popular = [event('click', content('/x', known), known), event('impression', content('/y', obscure), obscure)]
  for (const name of ['popularityAffinity', 'eraAffinity', 'era'] as const) {
    const [first, second] = of(name, items, popular)
    expect(first, name).toBeGreaterThan(second!)
  }
})

test('Seen before: opened, skipped, or new.', () => {
  const items = ['/opened', '/skipped', '/new'].map((id) => content(id))
  const events = [event('click', items[0]!), event('impression', items[0]!), event('impression', items[1]!)]
  expect(of('opened', items, events)).toEqual([1, 0, 0])
  expect(of('skipped', items, events)).toEqual([0, 1, 0])
})
