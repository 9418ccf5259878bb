// @vitest-environment node
// What each feature says, in numbers, by its definition (features.ts): small readers, worked out on paper.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { evidence, trust } from '../../../src/ranking/features/evidence.ts'
import { type Feature, features } from '../../../src/ranking/features/features.ts'
import { popularitySlope } from '../../../src/ranking/features/popularity-slope.ts'
import { lifts, logOdds, residuals } from '../../../src/ranking/features/residual.ts'
import type { ItemContent, ReaderEvent, StoredVector, Tier } from '../../../src/types.ts'
import { centredCosine, content, event, input, NOW } from './make.ts'

interface World {
  readonly vectors?: ReadonlyMap<string, StoredVector>
  readonly tier?: Tier
}

/** One feature of each candidate. */
function column(
  name: Feature,
  candidates: readonly ItemContent[],
  events: readonly ReaderEvent[],
  { vectors = new Map(), tier = 'lexical' }: World = {},
): number[] {
  return [...features(input(candidates, events, { vectors }), tier).columns[name]]
}

const close = (got: readonly number[], expected: readonly number[]) => {
  expect(got).toHaveLength(expected.length)
  expected.forEach((value, i) => {
    expect(got[i], `${i}`).toBeCloseTo(value, 5)
  })
}

/** Opened once, by a click of weight 1; shown and skipped. */
const opened = (id: string, more: Partial<ItemContent> = {}) => event('click', content(id, more), more)
const skipped = (id: string, more: Partial<ItemContent> = {}) => event('impression', content(id, more), more)
const historyOf = (...events: ReaderEvent[]) => evidence(events, NOW)

test('Popularity is the log-odds of its figure, taken from inside .01 to .99; who gives none has the mean of the others.', () => {
  close([0, 0.01, 0.25, 0.5, 0.99, 1].map(logOdds), [
    -Math.log(99),
    -Math.log(99),
    -Math.log(3),
    0,
    Math.log(99),
    Math.log(99),
  ])
  const items = [0.75, 0.9, undefined].map((popularity, i) =>
    content(`/${i}`, popularity === undefined ? {} : { popularity }),
  )
  close(column('popularity', items, []), [Math.log(3), Math.log(9), (Math.log(3) + Math.log(9)) / 2])
  close(column('popularity', [content('/a'), content('/b')], []), [0, 0])
})

test('With a history it is multiplied by the slope that tells how much a figure says of this reader.', () => {
  const events = [opened('/x', { popularity: 0.4 }), skipped('/y', { popularity: 0.6 })]
  const slope = popularitySlope(historyOf(...events))
  expect(slope).toBeGreaterThan(0)
  expect(slope).toBeLessThan(1)
  close(column('popularity', [content('/a', { popularity: 0.75 })], events), [slope * Math.log(3)])
})

test('Freshness falls to 1/e in three days, and what has no date has none; a heading takes no place from what follows it.', () => {
  const at = (days: number) => content(`/${days}`, { published: NOW - days * DAY })
  close(column('freshness', [at(0), at(3), at(6), at(-5), content('/undated')], []), [
    1,
    1 / Math.E,
    Math.E ** -2,
    1,
    0,
  ])
  const heading = content('/heading', { text: '', pinned: true })
  const [a, b] = [content('/a'), content('/b')]
  const [first, second] = column('position', [a, b], [])
  close(column('position', [a, heading, b], []), [first!, 0, second!])
  expect(first).toBeGreaterThan(second!)
})

test('Interests are believed by the square of what was opened against that of three clicks.', () => {
  for (const [clicks, expected] of [
    [1, 1 / 10],
    [3, 1 / 2],
    [6, 36 / 45],
  ] as const)
    expect(trust(historyOf(...Array.from({ length: clicks }, (_, i) => opened(`/${i}`))))).toBeCloseTo(expected, 12)
  expect(trust(historyOf())).toBe(0)
})

test('How surprising: what is popular was to be expected, and as much is expected as was opened.', () => {
  // Figures .1 and .3 with an edge of .01: the mean is .21, so that .11 / .21 and .31 / .21 are expected.
  const shown = residuals(historyOf(opened('/a', { popularity: 0.1 }), skipped('/b', { popularity: 0.3 })))
  const [a, b] = [0.11, 0.31].map((figure) => figure / (0.11 + 0.31)) as [number, number]
  close(
    shown.map(({ residual }) => residual),
    [1 - a, -b],
  )
  // An item without a figure counts as the mean.
  close(
    residuals(historyOf(opened('/a', { popularity: 0.4 }), skipped('/b'))).map(({ residual }) => residual),
    [0.5, -0.5],
  )
  // Probabilities are at most 1.
  const sure = residuals(
    historyOf(
      opened('/a', { popularity: 0.99 }),
      opened('/b', { popularity: 0.01 }),
      skipped('/c', { popularity: 0.01 }),
    ),
  )
  expect(sure[0]!.residual).toBe(0)
  // Without any open, none was expected.
  expect(residuals(historyOf(skipped('/a'))).map(({ residual }) => residual + 0)).toEqual([0])
  expect(residuals(historyOf())).toEqual([])
})

test('A label’s lift is the log of opened against expected, four of each beside them; what was never shown has none.', () => {
  const shown = residuals(historyOf(opened('/a', { topic: 'food' }), skipped('/b', { topic: 'sport' })))
  const lift = lifts(shown, 1, ({ topic }) => (topic ? [topic] : []))
  close(['food', 'sport', 'art'].map(lift), [Math.log(5 / 4.5), Math.log(4 / 4.5), 0])
  // For every item that has it.
  const twice = residuals(historyOf(opened('/a'), opened('/b'), skipped('/c'), skipped('/d')))
  close([lifts(twice, 2, () => ['all'])('all')], [Math.log(6 / 6)])
})

test('Labels: the lifts of topic and tags, over the root of how many there are, as far as interests are believed; an author’s lift alone.', () => {
  const past = { topic: 'food', author: 'Ada' }
  const events = [opened('/a', past), skipped('/b', { topic: 'sport', author: 'Bo' })]
  const [food, sport] = [Math.log(5 / 4.5), Math.log(4 / 4.5)] as [number, number]
  const trusted = 1 / 10
  const items = [
    content('/1', { topic: 'food' }),
    content('/2', { topic: 'food', tags: ['sport', 'art', 'food'] }),
    content('/3', { topic: 'sport', author: 'Bo' }),
    content('/4', { author: 'Ada' }),
  ]
  close(column('labels', items, events), [
    food * trusted,
    ((food + sport) / Math.sqrt(3)) * trusted,
    sport * trusted,
    0,
  ])
  close(column('author', items, events), [0, 0, sport, food])
})

test('Seen before: 1 if it was opened; skipped by the logarithm of its showings.', () => {
  const [a, b, c] = ['/a', '/b', '/c'].map((id) => content(id)) as [ItemContent, ItemContent, ItemContent]
  const events = [event('click', a), ...[b, b, b].map((item) => event('impression', item))]
  expect(column('opened', [a, b, c], events)).toEqual([1, 0, 0])
  expect(column('skipped', [a, b, c], events)).toEqual([0, 2, 0])
})

test('Habits: popularity, and age, times how far what was opened differs in it from what was skipped.', () => {
  const events = [
    opened('/a', { popularity: 0.75, published: NOW - DAY }),
    opened('/undated'),
    skipped('/b', { popularity: 0.5, published: NOW - 3 * DAY }),
  ]
  const items = [content('/1', { popularity: 0.9, published: NOW - 7 * DAY }), content('/2')]
  const direction = Math.log(3) - 0
  const era = Math.log(2) - Math.log(4)
  expect(column('popularityAffinity', items, events)[0]).toBeCloseTo(Math.log(9) * direction, 10)
  close(column('eraAffinity', items, events), [Math.log(8) * era, 0])
  // If one side has no figure or date, there is nothing to compare.
  const bare = [opened('/a', { popularity: 0.75, published: NOW - DAY }), skipped('/b')]
  expect(column('popularityAffinity', items, bare)).toEqual([0, 0])
  expect(column('eraAffinity', items, bare).map((value) => value || 0)).toEqual([0, 0])
  // Future items are as new as present ones.
  close(column('eraAffinity', [content('/1', { published: NOW + 9 * DAY })], events), [0])
})

test('Nearness in time: the residuals of what is dated, by e to the distance of the logarithms of age over .7; its own past is left out.', () => {
  const events = [
    opened('/a', { published: NOW - DAY }),
    skipped('/b', { published: NOW - 3 * DAY }),
    skipped('/undated'),
  ]
  const shown = residuals(historyOf(...events))
  const [a, b] = shown.map(({ residual }) => residual) as [number, number]
  const near = (days: number, other: number) => Math.exp(-Math.abs(Math.log1p(days) - Math.log1p(other)) / 0.7)
  const items = [
    content('/1', { published: NOW - 7 * DAY }),
    content('/a', { published: NOW - DAY }),
    content('/undated too'),
  ]
  close(column('era', items, events), [
    (a * near(7, 1) + b * near(7, 3)) / Math.sqrt(3),
    (b * near(1, 3)) / Math.sqrt(3),
    0,
  ])
})

test('The slope of popularity is the most probable one under a normal prior around 1: a search finds none that is likelier.', () => {
  const told = fc.record({
    popularity: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    isOpened: fc.boolean(),
    days: fc.double({ min: 0, max: 60, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(told, { minLength: 2, maxLength: 20 }), (all) => {
      const history = historyOf(
        ...all.map(({ popularity, isOpened, days }, i) =>
          event(isOpened ? 'click' : 'impression', content(`/${i}`, { popularity }), {
            popularity,
            at: NOW - days * DAY,
          }),
        ),
      )
      fc.pre(history.positive.length > 0)
      const rows = [...history.positive, ...history.skipped].map(({ popularity, weight }, i) => ({
        x: logOdds(popularity!),
        y: i < history.positive.length ? 1 : 0,
        weight: Math.min(1, weight),
      }))
      const total = rows.reduce((sum, { weight }) => sum + weight, 0)
      const mean = rows.reduce((sum, { x, weight }) => sum + weight * x, 0) / total
      /** The slope at its best intercept, which is hardly regularised. */
      const loss = (slope: number) => {
        const of = (level: number) =>
          rows.reduce((sum, { x, y, weight }) => {
            const logit = level + slope * (x - mean)
            return sum + weight * (Math.log1p(Math.exp(logit)) - y * logit)
          }, 0)
        let [low, high] = [-12, 12]
        for (let i = 0; i < 60; i++) {
          const [a, b] = [low + (high - low) / 3, high - (high - low) / 3]
          if (of(a) < of(b)) high = b
          else low = a
        }
        return of((low + high) / 2) + (slope - 1) ** 2
      }
      const found = popularitySlope(history)
      expect(found).toBeGreaterThanOrEqual(0)
      expect(found).toBeLessThanOrEqual(1.5)
      const best = Math.min(...Array.from({ length: 151 }, (_, i) => loss(i / 100)))
      expect(loss(found)).toBeLessThanOrEqual(best + 1e-3)
    }),
  )
})

test('A figure says as much as a log-odds does where nothing was opened, and where nothing that was shown has one.', () => {
  expect(popularitySlope(historyOf(skipped('/a', { popularity: 0.9 })))).toBe(1)
  expect(popularitySlope(historyOf(opened('/a'), skipped('/b')))).toBe(1)
  expect(popularitySlope(historyOf())).toBe(1)
})

test('A click that weighs more than one, as reading does, tells no more of the figure than one.', () => {
  const slope = (kind: 'click' | 'purchase') =>
    popularitySlope(historyOf(event(kind, content('/a'), { popularity: 0.1 }), skipped('/b', { popularity: 0.9 })))
  expect(slope('purchase')).toBe(slope('click'))
})

/** Four texts in two dimensions of meaning. */
const VECTORS: ReadonlyMap<string, StoredVector> = new Map(
  Object.entries({
    'print of /moon': [100, 0, 20],
    'print of /mars': [90, 30, 10],
    'print of /bread': [0, 110, 10],
    'print of /oven': [20, 90, -30],
    'print of /tax': [-60, -60, 40],
  }).map(([print, numbers]) => [print, Int8Array.from(numbers)]),
)
const vectorOf = (id: string) => VECTORS.get(`print of ${id}`)!
const semantic: World = { vectors: VECTORS, tier: 'semantic' }

/** Cosines between page and history after centring. */
const alike = (all: readonly string[]) => (a: string, b: string) =>
  centredCosine(all.map(vectorOf), vectorOf(a), vectorOf(b))

test('Interest by vectors: late fusion at .3, seven times as warm where one thing was opened; what is not known has the mean of its topic, else of all.', () => {
  const cosine = alike(['/moon', '/bread', '/mars', '/oven'])
  const items = [
    content('/moon', { topic: 'space' }),
    content('/bread', { topic: 'food' }),
    content('/nowhere', { topic: 'food' }),
    content('/elsewhere'),
  ]
  const events = [event('read', content('/mars')), event('impression', content('/oven'))]
  const trusted = 4 / 13
  const [moon, bread] = [cosine('/moon', '/mars'), cosine('/bread', '/mars')]
  close(
    column('interest', items, events, semantic),
    [moon, bread, bread, (moon + bread) / 2].map((x) => x * trusted),
  )

  const two = [event('read', content('/mars')), event('click', content('/oven'))]
  const warm = 0.3 * (1 + 6 / 2)
  const fused = (id: string) => {
    const [x, y] = [cosine(id, '/mars'), cosine(id, '/oven')]
    return warm * Math.log((2 * Math.exp(x / warm) + Math.exp(y / warm)) / 3)
  }
  close(
    column('interest', items.slice(0, 2), two, semantic),
    ['/moon', '/bread'].map((id) => fused(id) / 2),
  )
})

test('Where no candidate has a vector, none is nearer than another.', () => {
  const events = [event('read', content('/mars')), event('impression', content('/oven'))]
  for (const name of ['interest', 'contrast', 'dismissed'] as const)
    expect(column(name, [content('/nowhere'), content('/elsewhere', { topic: 'x' })], events, semantic)).toEqual([0, 0])
})

test('Contrast: the likenesses to what was shown, each by its residual, over the root of what all of it weighs; its own past left out.', () => {
  const cosine = alike(['/moon', '/bread', '/mars', '/mars', '/oven'])
  const items = ['/moon', '/bread', '/mars'].map((id) => content(id))
  const events = [event('read', content('/mars')), event('impression', content('/oven'))]
  const shown = residuals(historyOf(...events))
  const [mars, oven] = shown.map(({ residual }) => residual) as [number, number]
  const trusted = 4 / 13
  close(
    column('contrast', items, events, semantic),
    ['/moon', '/bread', '/mars'].map((id) => {
      const sum = (id === '/mars' ? 0 : mars * cosine(id, '/mars')) + oven * cosine(id, '/oven')
      return (sum / Math.sqrt(3)) * trusted
    }),
  )
})

test('What has no vector is compared with nothing, and nothing with it.', () => {
  const items = ['/moon', '/bread'].map((id) => content(id))
  const known = [event('read', content('/mars')), event('impression', content('/oven'))]
  const more = [...known, event('impression', content('/nowhere'))]
  for (const name of ['interest', 'dismissed'] as const)
    close(column(name, items, more, semantic), column(name, items, known, semantic))
  // Contrast expects slightly fewer opens here, since more was shown.
  expect(column('contrast', items, more, semantic).every(Number.isFinite)).toBe(true)
})

test('Dismissed: what is like what was hidden, and neither trust nor the common direction weighs it less for being so.', () => {
  const cosine = alike(['/moon', '/bread', '/mars'])
  const items = ['/moon', '/bread'].map((id) => content(id))
  const events = [event('read', content('/mars')), event('dismiss', content('/oven'))]
  close(
    column('dismissed', items, events, semantic),
    ['/moon', '/bread'].map((id) => Math.max(0, cosine(id, '/oven'))),
  )
  expect(column('dismissed', items, events, semantic)[1]).toBeGreaterThan(0.1)
})

test('Less like a thing is said of the thing itself, too; hiding it isn’t.', () => {
  const items = [content('/bread')]
  const by = (kind: 'less' | 'dismiss') => column('dismissed', items, [event(kind, content('/bread'))], semantic)[0]
  expect(by('less')).toBeCloseTo(1, 5)
  expect(by('dismiss')).toBe(0)
})

test('Shared words, beside vectors: the nearest of what was opened, by late fusion at .1; of what was skipped the mean by weight; both as far as believed.', () => {
  const [a, b] = [content('/a', { text: 'moon rocket' }), content('/b', { text: 'bread oven' })]
  const events = [
    event('read', content('/1', { text: 'moon' })),
    event('click', content('/2', { text: 'bread' })),
    event('impression', content('/3', { text: 'oven' })),
    event('impression', content('/4', { text: 'nothing' })),
  ]
  // Six texts: two each with moon, bread and oven, one each with rocket and nothing.
  const [common, rare] = [Math.log(7 / 2), Math.log(7 / 1)] as [number, number]
  const moon = common / Math.hypot(common, rare)
  const bread = common / Math.hypot(common, common)
  const trusted = 9 / 18
  const fused = (x: number, y: number) => 0.1 * Math.log((2 * Math.exp(x / 0.1) + Math.exp(y / 0.1)) / 3)
  close(
    column('words', [a, b], events, semantic),
    [fused(moon, 0), fused(0, bread)].map((x) => x * trusted),
  )
  close(column('skippedWords', [a, b], events, semantic), [0, (bread / 2) * trusted])
  // In the lexical tier `interest` is made of them.
  for (const name of ['words', 'skippedWords'] as const) expect(column(name, [a, b], events)).toEqual([0, 0])
})

test('Its own past says nothing of shared words, opened or skipped.', () => {
  const a = content('/a', { text: 'moon' })
  const other = content('/b', { text: 'moon' })
  const events = [event('click', a), event('impression', other)]
  const [mine, others] = column('words', [a, other], events, semantic)
  expect([mine, others! > 0]).toEqual([0, true])
  const [passed, own] = column('skippedWords', [a, other], events, semantic)
  expect([passed! > 0, own]).toEqual([true, 0])
})

test('Lexical interest: words, topic, tags and author by their weights, over what both have; late fusion at .15.', () => {
  const past = content('/past', { text: 'moon', topic: 'space', author: 'Ada', tags: ['x', 'y'] })
  const of = (more: Partial<ItemContent>) =>
    column('interest', [content('/1', { text: 'other', ...more })], [event('read', past)])[0]!
  const trusted = 4 / 13
  close(
    [
      of({ text: 'moon', topic: 'space', author: 'Ada', tags: ['y', 'x'] }),
      of({ topic: 'space' }),
      of({ author: 'Ada' }),
      of({ tags: ['y', 'z', 'w'] }),
      of({ tags: ['y'] }),
      of({ topic: 'food', author: 'Bo', tags: ['z'] }),
    ],
    [1, 0.35 / 0.75, 0.1 / 0.5, 0.15 / 3 / 0.55, 0.15 / 2 / 0.55, 0].map((x) => x * trusted),
  )
})
