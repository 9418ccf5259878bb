// @vitest-environment node
// What is kept of who opened what, and in how much memory.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ReaderHash, readerHashes } from '../../src/popularity/reader-set.ts'
import { MOST_ITEMS_OF_READER, OpeningsCollector } from '../../src/together/openings.ts'

const hash = readerHashes(new Uint8Array(8))
type Opening = readonly [reader: ReaderHash, item: string]

function collect(all: readonly Opening[], limits = { minReaders: 2, limit: 100 }, ...most: number[]) {
  const collector = new OpeningsCollector(...most)
  for (const [reader, item] of all) collector.add(reader, item)
  return { collector, openings: collector.finish(limits) }
}

const openings = fc.array(
  fc.tuple(
    fc.nat(20).map((reader) => hash(`${reader}`)),
    fc.nat(15).map((item) => `/${item}`),
  ),
  { maxLength: 200 },
)

test('every item has enough readers, each of whom has another item; order and repetition do not matter', () => {
  fc.assert(
    fc.property(openings, fc.integer({ min: 1, max: 6 }), (all, minReaders) => {
      const limits = { minReaders, limit: 10 }
      const { items, readers } = collect(all, limits).openings
      expect(items.length).toBeLessThanOrEqual(10)
      expect(items).toEqual([...items].sort())
      for (const own of readers) expect(new Set(own).size).toBeGreaterThan(1)
      for (const item of items.keys())
        expect(readers.filter((own) => own.includes(item)).length).toBeGreaterThanOrEqual(minReaders)
      expect(collect([...all, ...all].reverse(), limits).openings).toEqual({ items, readers })
    }),
  )
})

test('a reader of very many items counts with a part of them, whatever their order', () => {
  const heavy = Array.from({ length: 1000 }, (_, n): Opening => [hash('heavy'), `/${n}`])
  const limits = { minReaders: 1, limit: 5000 }
  const { items, readers } = collect(heavy, limits).openings
  expect(readers.map(({ length }) => length)).toEqual([MOST_ITEMS_OF_READER])
  expect(collect([...heavy].reverse(), limits).openings.items).toEqual(items)
})

test('too many pairs: half of the readers are left, with all of their items', () => {
  const all = Array.from({ length: 1000 }, (_, n) => n).flatMap((n): Opening[] =>
    ['/a', '/b', '/c'].map((item) => [hash(`${n}`), item]),
  )
  const { collector, openings } = collect(all, { minReaders: 10, limit: 10 }, 2000)
  expect(collector.share).toBe(0.5)
  expect(openings.readers.length).toBeGreaterThan(400)
  expect(openings.readers.length).toBeLessThan(600)
  for (const own of openings.readers) expect(own).toEqual([0, 1, 2])
})

test('a flood of made-up addresses drops itself, not what is read', () => {
  const real = Array.from({ length: 20 }, (_, n) => n).flatMap((n): Opening[] =>
    ['/a', '/b'].map((item) => [hash(`${n}`), item]),
  )
  const flood = Array.from({ length: 1000 }, (_, n): Opening => [hash('flood'), `/made-up/${n}`])
  const { collector, openings } = collect([...real, ...flood], { minReaders: 10, limit: 10 }, 1e6, 100)
  expect(collector.dropped).toBeGreaterThan(900)
  expect(openings.items).toEqual(['/a', '/b'])
  expect(openings.readers).toHaveLength(20)
})
