// @vitest-environment node
// Sampling from a log: whole readers, the same in each run regardless of the log's order, and no more than fit.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_LISTS_OF_READER, readSample } from '../../src/evaluate/fitting/sample.ts'
import { readLog } from '../../src/evaluate/log/read-log.ts'
import { hash32 } from '../../src/evaluate/random.ts'
import { click, type Event, fileOf, item, ranking } from './make.ts'

const SHOWN = 3
/** Number of lists per reader. */
const readers = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 25 })

function log(lists: readonly number[]): Event[] {
  return lists.flatMap((count, reader) =>
    Array.from({ length: count }, (_, turn) => {
      const name = `${reader}-${turn}`
      const items = Array.from({ length: SHOWN }, (_, i) => `item ${(reader * 7 + turn + i) % 20}`)
      return [
        item(items[0]!, { title: `Title ${items[0]}` }),
        ranking(name, `reader ${reader}`, items, turn * 10),
        click(name, items[1]!, turn * 10),
      ]
    }).flat(),
  )
}

/** A permutation determined by the seed. */
const shuffled = (events: readonly Event[], seed: number) =>
  events
    .map((event, i) => ({ event, key: hash32(`${i}`, seed) }))
    .sort((a, b) => a.key - b.key)
    .map(({ event }) => event)

const plain = ({ lists, items }: Pick<Awaited<ReturnType<typeof readSample>>, 'lists' | 'items'>) => ({
  lists: lists.map((list) => ({ ...list, clicked: [...list.clicked] })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  items: [...items.keys()].sort(),
})

test('If everything fits, the sample is the whole log.', async () => {
  await fc.assert(
    fc.asyncProperty(readers, async (counts) => {
      const file = fileOf(log(counts))
      const [whole, sample] = [await readLog(file), await readSample(file)]
      expect(plain(sample)).toEqual({ ...plain(whole), items: expect.anything() })
      expect(sample.isPart).toBe(false)
      expect(sample.problems).toEqual(whole.problems)
    }),
    { numRuns: 15 },
  )
})

test('Readers are taken whole, as many as have room, whatever the order of the log; another seed draws others.', async () => {
  await fc.assert(
    fc.asyncProperty(readers, fc.integer({ min: 12, max: 120 }), fc.nat(1e6), async (counts, most, seed) => {
      const events = log(counts)
      const sample = await readSample(fileOf(events), {}, { most })
      const shown = sample.lists.reduce((sum, list) => sum + list.items.length, 0)
      const total = counts.reduce((sum, count) => sum + count, 0)
      expect([sample.listsInLog, sample.isPart]).toEqual([total, total * SHOWN > most])
      expect(shown).toBeLessThanOrEqual(Math.max(most, 6 * SHOWN))
      for (const user of new Set(sample.lists.map((list) => list.user)))
        expect(sample.lists.filter((list) => list.user === user)).toHaveLength(counts[Number(user.slice(7))]!)
      // There isn't room for another reader, who has six lists at most.
      if (sample.isPart) expect(shown).toBeGreaterThan(most - 6 * SHOWN)
      for (const list of sample.lists) expect(list.clicked.size).toBe(1)
      expect(plain(await readSample(fileOf(shuffled(events, seed)), {}, { most }))).toEqual(plain(sample))
    }),
    { numRuns: 25 },
  )
  const all = fileOf(log(Array(40).fill(2)))
  const drawn = await Promise.all(
    [1, 2].map(async (seed) => plain(await readSample(all, {}, { most: 60, seed })).lists.map(({ user }) => user)),
  )
  expect(drawn[0]).not.toEqual(drawn[1])
})

test('Of a reader with thousands of lists, the first are sampled.', async () => {
  const sample = await readSample(fileOf(log([5000, 2])))
  expect(sample.lists).toHaveLength(MOST_LISTS_OF_READER + 2)
  expect([sample.isPart, sample.listsInLog]).toEqual([true, 5002])
})

test('Malformed lines are reported once, by their numbers.', async () => {
  const wrong: Event[] = [{ event: 'ranking', id: 'x', timestamp: 1, items: [] }, { no: 'event' }]
  const told: Array<readonly [number, string]> = []
  const sample = await readSample(fileOf([...wrong, ...log([2])]), {
    onMalformed: (line, why) => told.push([line, why]),
  })
  expect(told).toEqual([
    [1, '"user" and "session" are missing'],
    [2, '"event" is missing'],
  ])
  expect(sample.lists).toHaveLength(2)
})
