// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseCreative } from '../../../src/ranking/creative.ts'
import { rank } from '../../../src/ranking/rank.ts'
import type { RankedItem, Ranking, ScoreParts } from '../../../src/types.ts'
import { content, event, input } from './make.ts'

const NONE: ScoreParts = {
  popularity: 0,
  freshness: 0,
  position: 0,
  interest: 0,
  topics: 0,
  seen: 0,
  coReading: 0,
  habits: 0,
  edits: 0,
  dismissed: 0,
}

/** A slot's creatives in the page's order, the editors' default first. */
function ranked(...all: ReadonlyArray<Partial<ScoreParts>>): Ranking {
  const items = all.map((some, from): RankedItem => {
    const parts = { ...NONE, ...some }
    const score = Object.values(parts).reduce((sum, part) => sum + part, 0)
    return { id: `/${from}`, score, parts, from, to: from, byScore: from }
  })
  return { list: 'slot', tier: 'lexical', items, milliseconds: 0 }
}

test('The creative whose content fits best is chosen, and the page’s own order says nothing of it.', () => {
  const choice = chooseCreative(ranked({ position: 3, interest: 0.2 }, { position: 1, interest: 0.5 }, { position: 0 }))
  expect(choice?.creative).toBe('/1')
  expect(Object.keys(choice!.scores)).toEqual(['/0', '/1', '/2'])
  expect(choice!.scores['/0']).toBeCloseTo(0.2, 12)
  expect(choice!.scores['/1']).toBeCloseTo(0.5, 12)
  expect(choice!.scores['/2']).toBe(0)
})

test('A choice must be for something that the history says: interest, topics, or an edit, less what was hidden.', () => {
  expect(chooseCreative(ranked())).toBeUndefined()
  expect(chooseCreative(ranked({ position: 3 }, { popularity: 2, freshness: 1, seen: 1, habits: 1 }))).toBeUndefined()
  expect(chooseCreative(ranked({}, { interest: 0.3, dismissed: -0.3 }))).toBeUndefined()
  for (const part of ['interest', 'topics', 'edits', 'dismissed'] as const)
    expect(chooseCreative(ranked({}, { [part]: 0.1 }))?.creative, part).toBe('/1')
  // A creative without any fit isn't chosen for its popularity.
  expect(chooseCreative(ranked({ popularity: 5 }, { interest: 0.1 }))?.creative).toBe('/1')
})

test('Of those that fit alike the first stays, so that an order means something.', () => {
  expect(chooseCreative(ranked({ interest: 0.5 }, { topics: 0.5 }))?.creative).toBe('/0')
})

test('Whatever creatives are called, each has its score, and the scores have no other names.', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), {
        minLength: 1,
        maxLength: 5,
      }),
      (names) => {
        const ranking = ranked(...names.map((_, i) => ({ interest: i + 1 })))
        const items = ranking.items.map((item, i) => ({ ...item, id: names[i]! }))
        const { creative, scores } = chooseCreative({ ...ranking, items })!
        expect(creative).toBe(names.at(-1))
        expect(Object.keys(scores).sort()).toEqual([...names].sort())
        names.forEach((name, i) => {
          expect(scores[name]).toBe(i + 1)
        })
        expect('toString' in scores).toBe(names.includes('toString'))
      },
    ),
  )
})

const choose = (creatives: Parameters<typeof input>[0], events: Parameters<typeof input>[1]) =>
  chooseCreative(rank(input(creatives, events, { rules: { demoteRead: false } })))

test('By a ranking: a slot gets the creative that fits what was read.', () => {
  const creatives = [content('/chess', { text: 'chess club' }), content('/trail', { text: 'people who hike' })]
  const choice = choose(creatives, [event('read', content('/a', { text: 'people hike' }))])!
  expect(choice.creative).toBe('/trail')
  expect(choice.scores['/trail']).toBeGreaterThan(choice.scores['/chess']!)
})

test('By a ranking: where the history says nothing for any creative, or there is none, the default of the editor stays.', () => {
  const creatives = [content('/chess', { text: 'chess club', popularity: 1 })]
  expect(choose(creatives, [])).toBeUndefined()
  expect(choose([], [event('read', content('/a'))])).toBeUndefined()
  expect(choose(creatives, [event('read', content('/a', { text: 'hiking' }))])).toBeUndefined()
  expect(choose(creatives, [event('dismiss', content('/a', { text: 'chess' }))])).toBeUndefined()
})
