// @vitest-environment node
// More addresses than are kept: those with many readers are found, whatever else is in the log, with a bound on the error.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Counts, MAX_ADDRESSES, ReaderCounter } from '../../src/popularity/counts.ts'
import { HeavyHitters } from '../../src/popularity/heavy-hitters.ts'
import { readerHashes } from '../../src/popularity/reader-set.ts'
import { DAY, START } from './make.ts'

const TODAY = START / DAY

const sumOf = (days: ReadonlyMap<number, number>) => [...days.values()].reduce((sum, count) => sum + count, 0)

/** Readers by address and day, with a skewed distribution over addresses. */
const reads = fc.array(
  fc.record({
    page: fc.oneof({ weight: 2, arbitrary: fc.nat(3) }, { weight: 3, arbitrary: fc.nat(60) }),
    reader: fc.nat(12),
    day: fc.nat(2),
  }),
  { maxLength: 400 },
)
const places = fc.integer({ min: 1, max: 12 })

/** Exact counts without a memory limit: readers by address, each once per day. */
function exact(all: ReadonlyArray<{ readonly page: number; readonly reader: number; readonly day: number }>) {
  const pairs = new Set(all.map(({ page, reader, day }) => `${page} ${reader} ${day}`))
  const byPage = new Map<string, number>()
  for (const pair of pairs) {
    const page = `/${pair.split(' ')[0]}`
    byPage.set(page, (byPage.get(page) ?? 0) + 1)
  }
  return { byPage, total: pairs.size }
}

describe('addresses in k places', () => {
  const counted = (all: Parameters<typeof exact>[0], k: number) => {
    const counter = new ReaderCounter(3, new Counts(k))
    const hash = readerHashes()
    for (const { page, reader, day } of all) counter.view(`/${page}`, START + day * DAY, hash(String(reader)))
    return counter.counts
  }

  test('every address with more than N / k readers is present, never overcounted, and undercounted at most by the reported bound', () => {
    fc.assert(
      fc.property(reads, places, (all, k) => {
        const { byPage, total } = exact(all)
        const counts = counted(all, k)
        expect(counts.addresses.size).toBe(Math.min(k, byPage.size))
        expect(counts.missed).toBeLessThanOrEqual(total / k)
        for (const [page, readers] of byPage) {
          const found = counts.addresses.get(page)
          if (readers > total / k) expect(found).toBeDefined()
          const told = found ? sumOf(found.days) : 0
          expect(told).toBeLessThanOrEqual(readers)
          expect(readers - told).toBeLessThanOrEqual(counts.missed)
          if (found) expect(found.total).toBeGreaterThanOrEqual(readers)
        }
      }),
    )
  })

  test('if all addresses fit, the result equals exact counting', () => {
    fc.assert(
      fc.property(reads, (all) => {
        const { byPage } = exact(all)
        const counts = counted(all, byPage.size || 1)
        expect([counts.missed, counts.replaced]).toEqual([0, 0])
        for (const [page, readers] of byPage) expect(sumOf(counts.addresses.get(page)!.days)).toBe(readers)
      }),
    )
  })

  test('readers of an address that was evicted and returned are not counted twice', () => {
    const counter = new ReaderCounter(10, new Counts(1))
    const hash = readerHashes()
    for (let turn = 0; turn < 50; turn++)
      for (const page of ['/a', '/b']) counter.view(page, START, hash(`one reader, ${page}`))
    for (const { readers, days } of counter.counts.addresses.values()) expect([readers, sumOf(days)]).toEqual([1, 1])
  })

  test('merged counts keep the bounds of both', () => {
    fc.assert(
      fc.property(reads, reads, places, (one, other, k) => {
        const counts = counted(one, k)
        counts.merge(counted(other, k))
        const [first, second] = [exact(one), exact(other)]
        for (const page of new Set([...first.byPage.keys(), ...second.byPage.keys()])) {
          const readers = (first.byPage.get(page) ?? 0) + (second.byPage.get(page) ?? 0)
          const found = counts.addresses.get(page)
          const told = found ? sumOf(found.days) : 0
          expect(told).toBeLessThanOrEqual(readers)
          expect(readers - told).toBeLessThanOrEqual(counts.missed)
        }
      }),
    )
  })
})

test('the smallest total is evicted, whatever the totals and their order', () => {
  const stream = fc.array(fc.tuple(fc.nat(30), fc.nat(1000)), { maxLength: 300 })
  fc.assert(
    fc.property(stream, places, (all, k) => {
      const hitters = new HeavyHitters<{ total: number; place: number }>(k)
      let sum = 0
      for (const [key, amount] of all) {
        const smallest = Math.min(...[...hitters.entries.values()].map(({ total }) => total))
        const isFull = hitters.entries.size === k && !hitters.entries.has(`${key}`)
        hitters.add(`${key}`, amount, () => ({ total: 0, place: 0 }))
        if (isFull) expect(hitters.missed).toBe(smallest)
        sum += amount
      }
      expect([...hitters.entries.values()].reduce((total, each) => total + each.total, 0)).toBe(sum)
    }),
  )
})

test('a story with 20,000 readers is found behind 70,000 pages of an archive', () => {
  const counter = new ReaderCounter(10)
  const hash = readerHashes()
  const robot = hash('reader of archives')
  for (let i = 0; i < 70_000; i++) counter.view(`/archive/${i}`, START, robot)
  for (let i = 0; i < 20_000; i++) counter.view('/story', START + DAY, hash(String(i)))
  const { counts } = counter
  const story = counts.addresses.get('/story')!
  expect([story.readers, [...story.days]]).toEqual([10, [[TODAY + 1, 20_000]]])
  expect(counts.addresses.size).toBe(MAX_ADDRESSES)
  expect(counts.replaced).toBe(10_001)
  expect(counts.missed).toBeLessThanOrEqual(90_000 / MAX_ADDRESSES)
})
