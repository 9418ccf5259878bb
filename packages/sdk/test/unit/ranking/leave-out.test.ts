// @vitest-environment node
// What a ranking would be without something is what ranking anew without it gives.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { type RankInput, rank } from '../../../src/ranking/rank.ts'
import { checkRanker, DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import { LeaveOut, type Outcome } from '../../../src/ranking/why/leave-out.ts'
import { content, deeds, event, eventsOf, input, NOW, things, vectorsOf } from './make.ts'

const leaveOut = (all: RankInput, isFit = false) => new LeaveOut(all, { rank, readWords: wordVectors }, isFit)
const placesOf = (all: RankInput) => {
  const places: number[] = []
  for (const { from, to } of rank(all).items) places[from] = to
  return places
}
const places = (outcome: Outcome) => [...outcome.places]

const worlds = fc
  .tuple(things({ minLength: 1, maxLength: 15 }), deeds, fc.boolean())
  .map(([world, deeds, hasVectors]) =>
    input(
      world.map(({ item }) => item),
      eventsOf(deeds, world),
      hasVectors ? { vectors: vectorsOf(world) } : {},
    ),
  )

test('All that can be left out gives the places of a ranking without it: events, a topic, its level, fields, and all that was done.', () => {
  let moved = 0
  fc.assert(
    fc.property(worlds, fc.array(fc.nat(), { maxLength: 5 }), (all, some) => {
      const { history, candidates } = all
      const left = leaveOut(all)
      const compare = (outcome: Outcome, change: Partial<RankInput>) => {
        const anew = placesOf({ ...all, ...change })
        expect(places(outcome)).toEqual(anew)
        if (anew.join() !== places(left.outcome).join()) moved++
      }
      compare(left.outcome, {})
      const events = left.events.length ? some.map((n) => left.events[n % left.events.length]!) : []
      const keep = (side: typeof history.positive) => side.filter((each) => !events.includes(each))
      compare(left.without(events), {
        history: { ...history, positive: keep(history.positive), dismissed: keep(history.dismissed) },
      })
      for (const topic of left.topics) {
        const positive = history.positive.filter((each) => each.topic !== topic)
        compare(left.withoutTopic(topic), { history: { ...history, positive } })
      }
      for (const topic of history.levels?.keys() ?? []) {
        const levels = new Map([...history.levels!].filter(([each]) => each !== topic))
        compare(left.withoutLevel(topic), { history: { ...history, levels } })
      }
      for (const [c, own] of candidates.entries()) {
        const isOther = ({ item }: { readonly item: string }) => item !== own.id
        compare(left.withoutOwn(c), {
          history: {
            ...history,
            positive: history.positive.filter(isOther),
            skipped: history.skipped.filter(isOther),
            dismissed: history.dismissed.filter(isOther),
            read: new Set([...history.read].filter((id) => id !== own.id)),
          },
        })
        const { popularity: _, ...unpopular } = own
        const { published: __, ...undated } = unpopular
        const instead = (item: typeof own) => ({ candidates: candidates.map((each, i) => (i === c ? item : each)) })
        compare(left.withoutFields(c, 'popularity'), instead(unpopular))
        compare(left.withoutFields(c, 'popularity', 'published'), instead(undated))
      }
      compare(left.under({ maxRun: 1 }, true), { rules: { maxRun: 1 } })
    }),
  )
  expect(moved).toBeGreaterThan(100)
})

test('A set is ranked once, in whatever order it is asked for; each event, and each topic, too.', () => {
  let ranked = 0
  const items = Array.from({ length: 14 }, (_, i) =>
    content(`/${i}`, { text: `word${i % 5} other${i}`, topic: `t${i % 2}` }),
  )
  const events = items.map((item, i) => event('read', { ...item, id: `past ${item.id}` }, { at: NOW - i }))
  const left = new LeaveOut(
    input(items, events),
    {
      rank: (all) => {
        ranked++
        return rank(all)
      },
      readWords: wordVectors,
    },
    false,
  )
  const once = (ask: () => Outcome) => {
    ask()
    const before = ranked
    const again = ask()
    expect(ranked).toBe(before)
    return again
  }
  const several = left.events.slice(0, 12)
  expect(once(() => left.without(several))).toBe(left.without([...several].reverse()))
  expect(left.without(several)).not.toBe(left.without(several.slice(1)))
  // Keys are unambiguous: 1 and 12 are not 11 and 2.
  const of = (...numbers: number[]) => left.without(numbers.map((n) => left.events[n]!))
  expect(of(1, 12)).not.toBe(of(11, 2))
  once(() => left.withoutOne(left.events[1]!))
  once(() => left.withoutTopic('t0'))
  once(() => left.withoutOwn(0))
  expect(left.withoutOwn(0)).not.toBe(left.withoutOwn(1))
  once(() => left.withoutLevel('t0'))
  expect(left.withoutLevel('t0')).not.toBe(left.withoutLevel('t1'))
  once(() => left.withoutFields(0, 'popularity'))
  expect(left.withoutFields(0, 'popularity')).not.toBe(left.withoutFields(0, 'published'))
  expect(left.withoutFields(0, 'popularity')).not.toBe(left.withoutFields(1, 'popularity'))
  once(() => left.under({ demoteRead: false }, true))
  expect(left.under({ demoteRead: false }, true)).not.toBe(left.under({ maxRun: 1 }, true))
})

test('Scores that what is known can’t tell apart are told apart by comparing anew, and only these.', () => {
  let anew = 0
  const counting = (all: RankInput) => {
    if (!all.similar) anew++
    return rank(all)
  }
  const of = (items: Parameters<typeof input>[0]) => {
    const events = ['moon', 'bread'].map((text, i) => event('read', content(`/past${i}`, { text })))
    const left = new LeaveOut(input(items, events), { rank: counting, readWords: wordVectors }, false)
    anew = 0
    left.withoutOne(left.events[0]!)
    return anew
  }
  const apart = ['moon landing', 'bread and butter', 'moon and bread', 'neither'].map((text, i) =>
    content(`/${i}`, { text, popularity: 0.2 + i / 10 }),
  )
  expect(of(apart)).toBe(0)
  expect(of([])).toBe(0)
  // Two items with equal scores and no position weight to separate them.
  const near = { ...apart[0]!, id: '/twin', popularity: 0.2 }
  const events = [event('read', content('/past', { text: 'moon' }))]
  const twins = input([apart[0]!, near], events, { ranker: { ...DEFAULT_RANKER, weights: withoutPosition() } })
  const left = new LeaveOut(twins, { rank: counting, readWords: wordVectors }, false)
  anew = 0
  left.withoutOne(left.events[0]!)
  expect(anew).toBe(1)
})

/** The default weights without the position prior. */
const withoutPosition = () => {
  const { lexical, semantic } = DEFAULT_RANKER.weights
  return { lexical: { ...lexical, position: 0 }, semantic: { ...semantic, position: 0 } }
}

test('Of creatives places go by the score without the page’s own order, and what stays on a page counts among no scores.', () => {
  fc.assert(
    fc.property(worlds, (all) => {
      const { outcome, ranking } = leaveOut(all, true)
      const fit = ranking.items.map(({ from, score, parts }) => ({ from, value: score - parts.position }))
      for (const { from, value } of fit) expect(outcome.scores[from]).toBeCloseTo(value, 12)
      const order = [...outcome.scores.keys()].sort((a, b) => outcome.places[a]! - outcome.places[b]!)
      expect(new Set(outcome.places).size).toBe(fit.length)
      order.forEach((c, i) => {
        if (i) expect(outcome.scores[order[i - 1]!]).toBeGreaterThanOrEqual(outcome.scores[c]!)
      })
    }),
  )
  fc.assert(
    fc.property(worlds, (all) => {
      const { outcome, ranking } = leaveOut(all)
      const free = ranking.items.filter(({ rule }) => rule !== 'pinned').map(({ score }) => score)
      expect([...outcome.sorted]).toEqual(free.sort((a, b) => b - a))
    }),
  )
})

test('Of what was hidden the fifty that weigh most can be left out, of what was opened all; topics once.', () => {
  const hidden = Array.from({ length: 70 }, (_, i) => event('dismiss', content(`/hidden${i}`), { at: NOW - i * 1e7 }))
  const read = ['food', 'food', 'art'].map((topic, i) => event('read', content(`/read${i}`), { topic }))
  const untold = event('read', content('/untold'))
  const { events, topics } = leaveOut(input([content('/a')], [...hidden, ...read, untold]))
  expect(events.filter(({ kind }) => kind === 'read')).toHaveLength(4)
  const gone = events.filter(({ kind }) => kind === 'dismiss')
  expect(gone.map(({ item }) => item)).toEqual(hidden.slice(0, 50).map(({ item }) => item))
  expect([...topics].sort()).toEqual(['art', 'food'])
})

test('A candidate is known by its id; what isn’t one has no place.', () => {
  const left = leaveOut(input([content('/a'), content('__proto__')], []))
  expect([left.indexOf('/a'), left.indexOf('__proto__'), left.indexOf('/b'), left.indexOf('toString')]).toEqual([
    0, 1, -1, -1,
  ])
})

test('Without the site’s floors what they brought forward falls back; where there are none it is the same ranking.', () => {
  const items = Array.from({ length: 20 }, (_, i) => content(`/${i}`, { author: i === 19 ? 'Bo' : 'Ada' }))
  const ranker = checkRanker({ ...DEFAULT_RANKER, floors: { authors: { share: 0.1, names: ['Bo'] } } })
  const events = [event('read', content('/read', { author: 'Ada' }))]
  const floored = leaveOut(input(items, events, { ranker }))
  const rules = { demoteRead: false }
  expect(floored.under(rules, true).places[19]).toBeLessThan(10)
  expect(floored.under(rules, false).places[19]).toBe(19)
  const bare = leaveOut(input(items, events))
  expect(bare.under(rules, false)).toBe(bare.under(rules, true))
})
