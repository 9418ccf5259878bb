// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lateFusion } from '../../../sdk/src/ranking/features/late-fusion.ts'
import { BASELINES } from '../../src/evaluate/baselines.ts'
import { contentsOf, makeContext } from '../../src/evaluate/context.ts'
import type { Log } from '../../src/evaluate/log/read-log.ts'
import { countPopularity } from '../../src/evaluate/popularity.ts'
import { candidatesOf, type Replayed, replay } from '../../src/evaluate/replay.ts'
import { vectorsOf } from '../../src/evaluate/vectors.ts'
import { click, embedWords, item, parse, ranking } from './make.ts'

const scoresOf = (name: string) => BASELINES.find((row) => row.name === name)!.score

describe('replay', () => {
  test("A user's first list is only history; later ones follow in time order with everything before them.", async () => {
    const log = await parse([
      ranking('a3', 'ann', ['4', '1'], 30),
      ranking('b1', 'bob', ['1', '2'], 5),
      ranking('a1', 'ann', ['1', '2'], 10),
      ranking('a2', 'ann', ['2', '3'], 20),
      click('a1', '2', 11),
      click('a2', '3', 21),
      click('b1', '1', 6),
    ])
    const replayed = [...replay(log)]
    expect(replayed.map(({ list }) => list.id)).toEqual(['a2', 'a3'])
    expect(replayed.map(({ past }) => past.map(({ id }) => id))).toEqual([['a1'], ['a1', 'a2']])
    expect(replayed.map(({ shownBefore }) => [...shownBefore])).toEqual([
      ['1', '2'],
      ['1', '2', '3'],
    ])
    expect(replayed.map(({ clickedBefore }) => [...clickedBefore])).toEqual([['2'], ['2', '3']])
    expect(replayed.map((each) => candidatesOf(each, 'fresh'))).toEqual([['3'], ['4']])
    expect(replayed.map((each) => candidatesOf(each, 'all'))).toEqual([
      ['2', '3'],
      ['4', '1'],
    ])
  })

  test('A click on an earlier list is unknown to a later list that was shown before that click.', async () => {
    const log = await parse([
      ranking('one', 'ann', ['1', '2'], 1),
      ranking('two', 'ann', ['3', '4'], 2),
      ranking('three', 'ann', ['5', '6'], 9),
      click('one', '1', 1),
      click('one', '2', 5),
      click('two', '3', 3),
    ])
    const [two, three] = [...replay(log)]
    expect([...two!.clickedBefore]).toEqual(['1'])
    expect([...two!.past[0]!.clicked]).toEqual(['1'])
    expect([...two!.past[0]!.kinds.keys()]).toEqual(['1'])
    expect([...three!.clickedBefore]).toEqual(['1', '2', '3'])
  })

  test('A replayed list’s history contains nothing from other users, from later, or from the list itself.', async () => {
    const events = fc.array(
      fc.record({
        user: fc.constantFrom('ann', 'bob'),
        items: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5'), { minLength: 1 }),
        minute: fc.nat(20),
        delay: fc.nat(10),
      }),
      { minLength: 1, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const log = await parse(
          all.flatMap(({ user, items, minute, delay }, n) => [
            ranking(`${n}`, user, items, minute),
            click(`${n}`, items[0]!, minute + delay),
          ]),
        )
        const replayed = [...replay(log)]
        expect(replayed).toHaveLength(all.length - new Set(all.map(({ user }) => user)).size)
        for (const { list, past } of replayed) {
          expect(past.length).toBeGreaterThan(0)
          for (const earlier of past) {
            expect(earlier.user).toBe(list.user)
            expect(earlier.at).toBeLessThanOrEqual(list.at)
            expect(earlier.id).not.toBe(list.id)
            for (const id of earlier.clicked) expect(earlier.clickedAt.get(id)).toBeLessThan(list.at)
          }
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('popularity', () => {
  test('Computed by hand: clicks per showing, shrunk towards the overall rate.', async () => {
    const { lists } = await parse([
      ranking('one', 'ann', ['a', 'b'], 1),
      ranking('two', 'bob', ['a', 'c'], 1),
      click('one', 'a', 1),
      click('two', 'a', 1),
    ])
    const popularity = countPopularity(lists)
    expect(popularity.of('a')).toBeCloseTo((2 + 10 * 0.5) / (2 + 10), 12)
    expect(popularity.of('b')).toBeCloseTo((0 + 10 * 0.5) / (1 + 10), 12)
    expect(popularity.of('never shown')).toBe(0.5)
    expect(popularity.showings('a')).toBe(2)
    expect(popularity.showings('never shown')).toBe(0)
    expect(countPopularity(lists, 0.001).of('a')).toBeCloseTo(1, 2)
  })

  test('Without a training log, popularity is unknown and the row scores all items equally.', async () => {
    const nothing = countPopularity(undefined)
    expect(nothing.of('a')).toBeUndefined()
    const { context, last } = await historyOf(['b'])
    expect(scoresOf('popularity')(last, ['a', 'b'], { ...context, popularity: nothing })).toEqual([0, 0])
  })
})

const TITLES = { a: 'moon planet orbit', b: 'moon planet', c: 'bread oven rye', d: 'planet bread', e: 'goal match' }

/** Items that Ann has clicked; her last list holds all five items. */
const CANDIDATES = ['a', 'b']

async function historyOf(clicked: readonly string[], extra: readonly string[] = []) {
  const ids = Object.keys(TITLES)
  const log: Log = await parse([
    ...Object.entries(TITLES).map(([id, title]) => item(id, { title })),
    ranking('first', 'ann', [...ids, ...extra], 1),
    ranking('again', 'ann', [...ids, ...extra], 2),
    ranking('last', 'ann', [...ids, ...extra], 3),
    ranking('other', 'bob', ids, 3),
    click('other', 'a', 3),
    ...clicked.flatMap((id) => [click('first', id, 1), click('again', id, 2)]),
  ])
  const contents = contentsOf(log)
  const vectors = await vectorsOf(contents, log.lists, embedWords, () => undefined)
  const context = makeContext(contents, vectors, countPopularity(undefined), [])
  const last = [...replay(log)].find(({ list }) => list.id === 'last') as Replayed
  const all = [...CANDIDATES, ...ids, ...extra].flatMap((id) => vectors.get(id) ?? [])
  const common = all[0]!.map((_, d) => all.reduce((sum, vector) => sum + vector[d]!, 0) / (all.length + 10))
  const centred = (id: string) => {
    const vector = vectors.get(id)!.map((value, d) => value - common[d]!)
    return vector.map((value) => value / Math.hypot(...vector))
  }
  const cosine = (one: string, two: string) => {
    const other = centred(two)
    return centred(one).reduce((sum, value, d) => sum + value * other[d]!, 0)
  }
  return { context, last, cosine }
}

describe('baselines', () => {
  test('mean, max, top3 and fusion, computed by hand: each clicked item counts once, and never for itself.', async () => {
    const history = ['b', 'c', 'd', 'e']
    const { context, last, cosine } = await historyOf(history)
    const candidates = CANDIDATES
    const expected = candidates.map((id) => history.filter((other) => other !== id).map((other) => cosine(id, other)))
    const by: Record<string, (values: number[]) => number> = {
      mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
      max: (values) => Math.max(...values),
      top3: (values) =>
        [...values]
          .sort((x, y) => y - x)
          .slice(0, 3)
          .reduce((sum, value) => sum + value, 0) / 3,
      fusion: (values) =>
        lateFusion(
          values,
          values.map(() => 1),
          0.1,
        ),
    }
    for (const [name, pool] of Object.entries(by)) {
      const scores = scoresOf(name)(last, candidates, context)
      for (const [c, values] of expected.entries()) expect(scores[c]).toBeCloseTo(pool(values), 5)
    }
  })

  test('Words shared with the history rank items first; other words have no influence.', async () => {
    const { context, last } = await historyOf(['b'])
    for (const name of ['tfidf-mean', 'tfidf-fusion', 'mean', 'fusion']) {
      const [moon, bread, both] = Array.from(scoresOf(name)(last, ['a', 'c', 'd'], context)) as [number, number, number]
      expect(moon).toBeGreaterThan(both)
      expect(both).toBeGreaterThan(bread)
    }
    expect(scoresOf('tfidf-mean')(last, ['c'], context)).toEqual([0])
  })

  test('Without history all scores are 0; an item isn’t its own history.', async () => {
    const none = await historyOf([])
    for (const { name, score } of BASELINES.slice(2)) {
      expect([name, ...Array.from(score(none.last, ['a', 'b', 'c'], none.context))]).toEqual([name, 0, 0, 0])
    }
    const { context, last } = await historyOf(['b'])
    expect(scoresOf('fusion')(last, ['b'], context)).toEqual([0])
  })

  test('An item without data is neutral, both as a candidate and in the history.', async () => {
    const { context, last } = await historyOf(['b', 'unknown'], ['unknown'])
    const known = await historyOf(['b'])
    for (const name of ['tfidf-fusion', 'fusion']) {
      const [a, c, unknown] = Array.from(scoresOf(name)(last, ['a', 'c', 'unknown'], context)) as [
        number,
        number,
        number,
      ]
      expect(unknown).toBeCloseTo((a + c) / 2, 12)
      expect([a, c]).toEqual(scoresOf(name)(known.last, ['a', 'c'], known.context))
    }
  })

  test('Every row except shown-order scores a candidate independently of its position.', async () => {
    const { context, last } = await historyOf(['b', 'c'])
    const ids = Object.keys(TITLES)
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (mixed) => {
        for (const { name, score } of BASELINES.filter((row) => row.name !== 'shown-order')) {
          const straight = score(last, ids, context)
          const scores = score(last, mixed, context)
          for (const [c, id] of mixed.entries()) expect(scores[c], name).toBeCloseTo(straight[ids.indexOf(id)]!, 5)
        }
      }),
    )
    expect(Array.from(scoresOf('shown-order')(last, ['x', 'y', 'z'], context)).map(Math.abs)).toEqual([0, 1, 2])
  })
})
