// @vitest-environment node
// What holds a place in a list and is no item: a rule between stories, a heading, an advertisement, something sensitive.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemContent } from '../../../src/content/content.ts'
import { FEATURES } from '../../../src/ranking/features/features.ts'
import { rank, tierOf } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../../../src/ranking/ranker.ts'
import type { ItemContent } from '../../../src/types.ts'
import { content, deeds, event, eventsOf, input, things, vectorsOf } from './make.ts'

const EVERYTHING = Object.fromEntries(FEATURES.map((name) => [name, name === 'dismissed' ? -0.5 : 0.5]))
/** Every feature counts, from the first view on. */
const FULL: Ranker = { ...DEFAULT_RANKER, coldStart: 'prior', weights: { lexical: EVERYTHING, semantic: EVERYTHING } }

/** As read from a marked list, and from a site's call. */
const placeholder = (at: number, isSensitive: boolean) =>
  itemContent(
    isSensitive
      ? { id: `/secret-${at}`, title: 'Not to be known', topic: 'science', popularity: 1, sensitive: true }
      : { id: `inkling:place-${at}`, title: '', pinned: true },
  )

/** @param gaps the item before which each placeholder stands, and whether it is sensitive */
function scattered(items: readonly ItemContent[], gaps: ReadonlyArray<{ before: number; isSensitive: boolean }>) {
  const all: ItemContent[] = []
  for (let i = 0; i <= items.length; i++) {
    for (const { before, isSensitive } of gaps)
      if (before % (items.length + 1) === i) all.push(placeholder(all.length, isSensitive))
    if (items[i]) all.push(items[i]!)
  }
  return all
}

test('However many stand among the items, and wherever: no item’s tier, score, parts or relative order is another.', () => {
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 20 }),
      deeds,
      fc.array(fc.record({ before: fc.nat(), isSensitive: fc.boolean() }), { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(DEFAULT_RANKER, FULL),
      fc.record({
        demoteRead: fc.boolean(),
        calibration: fc.constantFrom(0, 0.25),
        diversity: fc.constantFrom(0, 0.4),
        maxRun: fc.constantFrom(0, 2),
        displacement: fc.constantFrom(0, 3),
        exploration: fc.constantFrom(0, 0.25),
      }),
      (world, deeds, gaps, share, ranker, rules) => {
        // Pinned items stay while others move around them, so the order of the rest isn't comparable.
        const items = world.map(({ item: { pinned: _, ...item } }) => item)
        const vectors = new Map([...vectorsOf(world)].slice(0, Math.round(share * world.length)))
        const given = { vectors, ranker, rules }
        const events = eventsOf(deeds, world)
        const alone = rank(input(items, events, given))
        const among = rank(input(scattered(items, gaps), events, given))
        expect(among.tier).toBe(alone.tier)
        const told = ({ items }: typeof among) =>
          items
            .filter(({ id }) => world.some(({ item }) => item.id === id))
            .map(({ from: _, to: __, byScore: ___, ...rest }) => rest)
        expect(told(among)).toEqual(told(alone))
        // And they keep their places.
        for (const { id, from, to } of among.items) if (/^(inkling:place|.secret)-/.test(id)) expect(to).toBe(from)
      },
    ),
  )
})

test('A list whose stories all have vectors is in the semantic tier, with a rule between each two of them, or half of it pinned.', () => {
  const stories = ['/a', '/b', '/c', '/d'].map((id) => content(id))
  const vectors = new Map(stories.map(({ fingerprint }, i) => [fingerprint, Int8Array.of(i, 1)]))
  const rules = scattered(
    stories,
    stories.map((_, before) => ({ before, isSensitive: false })),
  )
  const read = [event('read', stories[0]!)]
  expect(tierOf(input(rules, read, { vectors }))).toBe('semantic')
  // A page's list keeps no text of pinned items, so they have no vector.
  const pinned = ['/p', '/q'].map((id) => content(id, { pinned: true }))
  expect(tierOf(input([...pinned, ...stories], read, { vectors }))).toBe('semantic')
  expect(tierOf(input([...stories, content('/new'), content('/newer')], read, { vectors }))).toBe('lexical')
})
