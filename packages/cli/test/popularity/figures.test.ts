// @vitest-environment node
// Counts, figures and the saved state: properties that hold for simulated readers.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logOdds } from '../../../sdk/src/ranking/features/residual.ts'
import { Counts, MAX_ADDRESSES, ReaderCounter } from '../../src/popularity/counts.ts'
import { figuresOf, HIGHEST, LOWEST, medianOf, SCALE, weightOf } from '../../src/popularity/figures.ts'
import { freshnessOf } from '../../src/popularity/freshness.ts'
import { LARGEST_FILE, popularityFile } from '../../src/popularity/popularity-file.ts'
import { type ReaderHash, ReaderSet, readerHashes } from '../../src/popularity/reader-set.ts'
import { stateText } from '../../src/popularity/state.ts'
import { chance, DAY, START } from './make.ts'

const TODAY = START / DAY
const RULES = { halfLife: 3, minReaders: 10 }

/** Addresses with numbers of readers for the days before today. */
function counts(rows: Readonly<Record<string, readonly number[]>>, readers = 10): Counts {
  const all = new Counts()
  for (const [address, days] of Object.entries(rows))
    days.forEach((count, age) => {
      if (count) all.add(address, TODAY - age, count).readers = readers
    })
  return all
}

describe('figures', () => {
  test('the median page has .5, and log-odds follow the readers', () => {
    const figures = figuresOf(counts({ '/few': [40], '/middle': [90], '/many': [190] }), 'views', RULES)
    expect([...figures]).toEqual([
      ['/many', 0.667],
      ['/middle', 0.5],
      ['/few', 0.333],
    ])
    expect(logOdds(figures.get('/many')!)).toBeCloseTo(Math.log(200 / 100), 2)
    expect(logOdds(figures.get('/few')!)).toBeCloseTo(Math.log(50 / 100), 2)
  })

  test('a reader’s weight halves with each half-life, and is 0 after eight', () => {
    expect([0, 3, 6, 24, 25].map((age) => weightOf(age, 3) / SCALE)).toEqual([1, 0.5, 0.25, 1 / 256, 0])
    expect(weightOf(-2, 3)).toBe(SCALE)
    const figures = figuresOf(
      counts({ '/now': [64], '/then': [0, 0, 0, 128], '/gone': [...Array(25).fill(0), 1e6] }),
      'views',
      RULES,
    )
    expect([...figures]).toEqual([
      ['/now', 0.5],
      ['/then', 0.5],
    ])
  })

  test('no figure for fewer than ten readers, even if they return often', () => {
    const all = counts({ '/a': [500], '/b': [500], '/c': [500] })
    all.addresses.get('/b')!.readers = 9
    expect([...figuresOf(all, 'views', RULES).keys()]).toEqual(['/a', '/c'])
    expect(figuresOf(all, 'views', { ...RULES, minReaders: 11 }).size).toBe(0)
  })

  test('lists: clicks relative to the number expected from the showings', () => {
    const all = new Counts()
    for (const [item, shown, clicked] of [
      ['a', 1000, 100],
      ['b', 1000, 40],
      ['c', 100, 10],
      ['d', 100, 0],
    ] as const) {
      all.add(item, TODAY, shown, 'shown').readers = 10
      if (clicked) all.add(item, TODAY, clicked)
    }
    const rate = 150 / 2200
    const figure = (shown: number, clicked: number) => (clicked + 10) / (clicked + shown * rate + 20)
    const figures = figuresOf(all, 'shown', RULES)
    expect(figures.get('a')).toBeCloseTo(figure(1000, 100), 3)
    expect(figures.get('b')).toBeCloseTo(figure(1000, 40), 3)
    // The same rate on a tenth of the showings is weaker evidence.
    expect(figures.get('c')).toBeCloseTo(figure(100, 10), 3)
    expect([...figures.keys()]).toEqual(['a', 'c', 'b', 'd'])
  })

  test('figures stay within their bounds and preserve the order by readers', () => {
    const readers = fc.dictionary(fc.webPath(), fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 30 }), {
      minKeys: 1,
    })
    fc.assert(
      fc.property(readers, fc.integer({ min: 1, max: 60 }), (rows, halfLife) => {
        const all = counts(rows)
        const figures = figuresOf(all, 'views', { halfLife, minReaders: 1 })
        for (const figure of figures.values()) {
          expect(figure).toBeGreaterThanOrEqual(LOWEST)
          expect(figure).toBeLessThanOrEqual(HIGHEST)
          expect(String(figure).length).toBeLessThanOrEqual(5)
        }
        const weighed = (address: string) =>
          rows[address]!.reduce(
            (sum, count, age) =>
              sum + count * weightOf(TODAY - age > all.newest ? 0 : all.newest - (TODAY - age), halfLife),
            0,
          )
        const order = [...figures.keys()].map(weighed)
        // Figures that are equal after rounding are sorted by address.
        for (const [i, [, figure]] of [...figures].entries())
          if (i && figure < [...figures.values()][i - 1]!) expect(order[i]!).toBeLessThan(order[i - 1]!)
      }),
    )
  })

  test('the median is the middle one, or the mean of two', () => {
    expect([[3], [1, 3], [9, 1, 3], [1, 2, 4, 8]].map(medianOf)).toEqual([3, 2, 3, 3])
  })
})

/** Views of a few addresses by a few readers on a few days. */
const views = fc.array(fc.record({ page: fc.nat(5), reader: fc.nat(30), day: fc.nat(6) }), {
  minLength: 1,
  maxLength: 200,
})
type Views = ReadonlyArray<{ readonly page: number; readonly reader: number; readonly day: number }>

function counted(all: Views, enough = 3): Counts {
  const counter = new ReaderCounter(enough)
  const hash = readerHashes()
  for (const { page, reader, day } of all) counter.view(`/${page}`, START + day * DAY, hash(String(reader)))
  return counter.counts
}

const plain = (all: Counts) =>
  [...all.addresses]
    .map(([address, { readers, first, days }]) => ({
      address,
      readers,
      first,
      days: [...days].sort(([a], [b]) => a - b),
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1))

describe('counts', () => {
  test('each reader counts once per day and address, regardless of order and salt', () => {
    fc.assert(
      fc.property(views, fc.integer(), (all, seed) => {
        const shuffled = all.map((each, i) => ({ each, key: chance(seed, i) })).sort((a, b) => a.key - b.key)
        const once = plain(counted(all))
        expect(plain(counted(shuffled.map(({ each }) => each)))).toEqual(once)
        expect(plain(counted([...all, ...all]))).toEqual(once)
        for (const { address, readers, days } of once) {
          const here = all.filter(({ page }) => `/${page}` === address)
          expect(readers).toBe(Math.min(3, new Set(here.map(({ reader }) => reader)).size))
          for (const [day, count] of days)
            expect(count).toBe(
              new Set(here.filter((each) => START / DAY + each.day === day).map(({ reader }) => reader)).size,
            )
        }
      }),
    )
  })

  test('a reader set keeps its members while it grows', () => {
    const set = new ReaderSet()
    const hash = readerHashes()
    const readers = Array.from({ length: 20_000 }, (_, i) => hash(String(i)))
    expect(readers.every((reader) => set.add(reader, 1, 1))).toBe(true)
    expect(readers.some((reader) => set.add(reader, 1, 1))).toBe(false)
    expect(readers.slice(0, 100).every((reader) => set.add(reader, 2, 1) && set.add(reader, 1, 2))).toBe(true)
    expect(set.size).toBe(20_200)
    const nobody: ReaderHash = [0, 0]
    expect([new ReaderSet().add(nobody, 0, 0), set.add(nobody, 0, 0), set.add(nobody, 0, 0)]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('the same reader has a different hash with another salt', () => {
    expect(readerHashes()('192.0.2.1', 'x')).not.toEqual(readerHashes()('192.0.2.1', 'x'))
    const same = readerHashes()
    expect(same('192.0.2.1', 'x')).toEqual(same('192.0.2.1', 'x'))
    expect(same('a', 'b')).not.toEqual(same('ab', ''))
  })
})

test('a flood of made-up addresses leaves room in the state, and drops none that is read', () => {
  // An address that sorts last alphabetically, with no more distinct readers than the threshold.
  const all = counts({ '/~read': [40] })
  for (let i = 0; i < MAX_ADDRESSES; i++) all.add(`/?q=${i}`, TODAY, 12).readers = 10
  const { addresses } = JSON.parse(stateText({ kind: 'views', counts: all, logs: new Map() }, 24))
  expect(Object.keys(addresses)).toHaveLength(MAX_ADDRESSES / 2)
  expect(addresses['/~read']).toEqual([10, TODAY, [TODAY, 40]])
})

describe('the half-life of readership', () => {
  /** Stories published on consecutive days, whose readers decay with the given half-life. */
  function lives(halfLife: number, stories = 40, days = 20): Counts {
    const all = new Counts()
    all.add('/', TODAY, 100).readers = 10
    for (let story = 0; story < stories; story++) {
      const first = TODAY + 1 + (story % (days - 4))
      for (let day = first; day < TODAY + days; day++) {
        const count = Math.round(5000 * (1 + (story % 7)) * 2 ** (-(day - first) / halfLife))
        if (count) all.add(`/${story}`, day, count).readers = 10
      }
    }
    return all
  }

  test.each([0.5, 1.5, 4, 20])(
    '%s days are found again, though most stories are cut off by the end of the log',
    (days) => {
      const found = freshnessOf(lives(days), 10, 30)
      expect(found?.pages).toBe(40)
      expect(found!.halfLife / 24 / days).toBeGreaterThan(0.97)
      expect(found!.halfLife / 24 / days).toBeLessThan(1.03)
    },
  )

  test('too few pages, older pages and constant readership give no estimate', () => {
    expect(freshnessOf(lives(2, 10), 10, 30)).toBeUndefined()
    expect(freshnessOf(lives(2), 11, 30)).toBeUndefined()
    expect(freshnessOf(lives(-5), 10, 30)).toBeUndefined()
    const old = lives(2)
    for (const each of old.addresses.values()) each.first = TODAY
    expect(freshnessOf(old, 10, 30)).toBeUndefined()
  })
})

test('the file is JSON with one address per line, and contains as many as fit', () => {
  const figures = new Map(
    Array.from({ length: 9000 }, (_, i) => [`/stories/${'x'.repeat(40)}-${i}"`, (9000 - i) / 9001] as const),
  )
  const few = popularityFile(figures, { limit: 2, newest: START, freshness: { halfLife: 31, pages: 90 } })
  expect(JSON.parse(few.text)).toEqual({
    popularity: Object.fromEntries([...figures].slice(0, 2)),
    newest: '2026-11-10',
    freshness: { halfLife: 31, pages: 90 },
  })
  expect(few).toMatchObject({ addresses: 2, left: 8998 })
  const many = popularityFile(figures, { limit: 9000, newest: START })
  expect(Buffer.byteLength(many.text)).toBeLessThanOrEqual(LARGEST_FILE)
  expect(Buffer.byteLength(many.text)).toBeGreaterThan(LARGEST_FILE - 200)
  expect(Object.keys(JSON.parse(many.text).popularity)).toHaveLength(many.addresses)
  expect(many.addresses + many.left).toBe(9000)
})
