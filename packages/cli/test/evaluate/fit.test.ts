// @vitest-environment node
import { expect, test } from 'vitest'
import { checkRanker, DEFAULT_RANKER } from '../../../sdk/src/ranking/ranker.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { inklingRows } from '../../src/evaluate/inkling-rows.ts'
import { eventsOf } from '../../src/evaluate/log/input.ts'
import { showProgress } from '../../src/evaluate/progress.ts'
import { uniform } from '../../src/evaluate/random.ts'
import { click, type Event, embedWords, fileOf, item, parse, ranking, START } from './make.ts'

const TOPICS = ['moon rocket orbit', 'bread oven flour', 'goal match striker', 'vote tax law']
const CATALOGUE = Array.from({ length: 80 }, (_, i) => ({ id: `${i}`, topic: i % TOPICS.length }))
const quiet = { write: () => true }

/** Readers who each open a single topic, recognisable by its words and its label. */
function log(readers: number, seed: number): Event[] {
  const random = uniform(seed)
  const described = CATALOGUE.map(({ id, topic }) =>
    item(id, { title: `${TOPICS[topic]} ${id}`, topic: `topic ${topic}` }),
  )
  const lists = Array.from({ length: readers }, (_, reader) =>
    [0, 1, 2].flatMap((turn) => {
      const shown = Array.from({ length: 12 }, () => CATALOGUE[Math.floor(random() * CATALOGUE.length)]!)
      const name = `${seed}-${reader}-${turn}`
      const unique = [...new Map(shown.map((each) => [each.id, each])).values()]
      return [
        ranking(
          name,
          `${seed}-${reader}`,
          unique.map(({ id }) => id),
          turn * 10,
        ),
        ...unique.filter(({ topic }) => topic === reader % TOPICS.length).map(({ id }) => click(name, id, turn * 10)),
      ]
    }),
  ).flat()
  return [...described, ...lists]
}

const rule = (trained: boolean) =>
  evaluate({
    events: fileOf(log(20, 1)),
    ...(trained && { trainEvents: fileOf(log(40, 2), 'train.jsonl') }),
    embed: embedWords,
    rows: (context) => inklingRows(context, showProgress(quiet, 'fitting'), [{ ...DEFAULT_RANKER, name: 'mine' }]),
    pairs: [],
    resamples: 50,
    stderr: quiet,
  })

test('For readers of one topic each, Inkling ranks that topic first, fitted or not, and every row is reported.', async () => {
  const { rows } = await rule(true)
  const worth = new Map(rows.map(({ name, ndcg10 }) => [name, ndcg10]))
  for (const name of ['inkling', 'logistic', 'content', 'inkling-lexical', 'inkling-default', 'inkling-mine'])
    expect(worth.get(name), name).toBeGreaterThan(0.95)
  expect(worth.get('random')).toBeLessThan(0.7)
  expect(worth.get('popularity')).toBeLessThan(0.8)
  expect(worth.get('inkling')).toBe(worth.get('logistic'))
  for (const name of [
    'fusion+prior',
    'inkling − interest',
    'inkling − topics',
    'inkling − popularity',
    'inkling-varied',
  ])
    expect(worth.has(name), name).toBe(true)
})

test('Without a training log, `inkling` is the default ranking and nothing is fitted.', async () => {
  const { rows } = await rule(false)
  const worth = new Map(rows.map(({ name, ndcg10 }) => [name, ndcg10]))
  expect(worth.get('inkling')).toBe(worth.get('inkling-default'))
  expect(worth.has('logistic')).toBe(false)
})

test('With folds, every reader is scored once, by weights that weren’t fitted to them.', async () => {
  const options = {
    events: fileOf(log(30, 4)),
    embed: embedWords,
    rows: (context: Parameters<typeof inklingRows>[0]) => {
      const readers = new Set(context.training.map(({ user }) => user))
      sizes.push(readers.size)
      return inklingRows(context, showProgress(quiet, 'fitting'))
    },
    pairs: [],
    resamples: 50,
    stderr: quiet,
  }
  const sizes: number[] = []
  const { users, rows } = await evaluate({ ...options, folds: 3 })
  expect(users).toBe(30)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe((sizes.length - 1) * 30)
  expect(rows.find(({ name }) => name === 'inkling')!.ndcg10).toBeGreaterThan(0.95)
  await expect(evaluate({ ...options, folds: 1 })).rejects.toThrow('too few users')
  await expect(evaluate({ ...options, folds: 3, trainEvents: options.events })).rejects.toThrow('either')
})

test('A replayed list gives the same events as a page: shown, opened, read with a duration, dismissed.', async () => {
  const { lists } = await parse([
    item('a', { title: 'A' }),
    ranking('one', 'ann', ['a', 'b', 'c', 'd']),
    click('one', 'a', 1),
    { ...click('one', 'b', 1, 'read'), fields: [{ name: 'seconds', value: 41 }] },
    click('one', 'c', 2, 'dismiss'),
  ])
  const contentOf = (id: string) => ({ id, text: id, fingerprint: id, popularity: 0.5 })
  const events = eventsOf(lists, contentOf).map(({ kind, item, at, seconds }) => [item, kind, at - START, seconds])
  expect(events).toEqual([
    ['a', 'impression', 0, undefined],
    ['a', 'click', 61_000, undefined],
    ['b', 'impression', 0, undefined],
    ['b', 'read', 61_000, 41],
    ['c', 'impression', 0, undefined],
    ['c', 'dismiss', 121_000, undefined],
    ['d', 'impression', 0, undefined],
  ])
  expect([...lists[0]!.clicked]).toEqual(['a', 'b'])
})

test('The fitted ranker is accepted by pages.', async () => {
  const { fitBoth, examplesOf, rankerOf } = await import('../../src/evaluate/fitting/fit.ts')
  const { contentsOf } = await import('../../src/evaluate/context.ts')
  const parsed = await parse(log(10, 3))
  const examples = [...examplesOf(parsed.lists, { contents: contentsOf(parsed), vectors: new Map() }, 'lexical')]
  expect(examples).toHaveLength(20)
  const ranker = rankerOf('site', fitBoth({ semantic: examples, lexical: examples }))
  expect(checkRanker(JSON.parse(JSON.stringify(ranker)))).toEqual(ranker)
  expect(ranker.weights.lexical.labels).toBeGreaterThan(0)
  expect(ranker.weights.lexical).not.toHaveProperty('position')
})
