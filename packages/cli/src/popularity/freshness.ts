/** How fast readers leave a page behind: a half-life, of how a site's readers fall with the age of what they read. */
import type { Counts } from './counts.ts'

export interface Freshness {
  /** Hours in which the readers a day of a page fall to a half. */
  readonly halfLife: number
  /** How many pages it was counted in. */
  readonly pages: number
}

/** Fewer say nothing. */
const LEAST_PAGES = 20
const LEAST_READERS = 500
/** Days of a page's life that are looked at. */
const LONGEST_LIFE = 30
/** Days: outside, readers don't fall, or the log has no days to tell it. */
const SHORTEST = 0.25
const LONGEST = 60

/** Mean of an age from 1 to `last` days that falls by `ratio` a day. */
function meanAge(ratio: number, last: number): number {
  let [sum, total, weight] = [0, 0, 1]
  for (let age = 1; age <= last; age++) {
    sum += age * weight
    total += weight
    weight *= ratio
  }
  return sum / total
}

/**
 * The half-life for which the readers seen are most likely, if each page's fall by the same share every day (a geometric law, cut
 * off where the log ends, and each page with a size of its own). A page's age is counted from its first reader, so pages that
 * were there when the log began are left out; so are the first day and the log's last, of which only parts were seen.
 *
 * @param window days of which counts are still held @returns undefined where too little is known, or readers don't fall
 */
export function freshnessOf(counts: Counts, minReaders: number, window: number): Freshness | undefined {
  const last = counts.newest - 1
  const pages = [...counts.addresses.values()]
    .filter(({ readers, first }) => readers >= minReaders && first > counts.oldest && first > counts.newest - window)
    .map(({ first, days }) => ({ life: Math.min(LONGEST_LIFE, last - first), first, days }))
    .filter(({ life }) => life >= 2)
  // By how long it was seen: readers, and the sum of their pages' ages.
  const byLife = new Map<number, { readers: number; ages: number }>()
  for (const { life, first, days } of pages) {
    const sums = byLife.get(life) ?? { readers: 0, ages: 0 }
    byLife.set(life, sums)
    for (const [day, readers] of days) {
      const age = day - first
      if (age < 1 || age > life) continue
      sums.readers += readers
      sums.ages += readers * age
    }
  }
  const lives = [...byLife].sort(([a], [b]) => a - b)
  const readers = lives.reduce((sum, [, each]) => sum + each.readers, 0)
  if (pages.length < LEAST_PAGES || readers < LEAST_READERS) return undefined
  const ages = lives.reduce((sum, [, each]) => sum + each.ages, 0)
  const expected = (ratio: number) => lives.reduce((sum, [life, each]) => sum + each.readers * meanAge(ratio, life), 0)
  let [low, high] = [2 ** (-1 / SHORTEST), 2 ** (-1 / LONGEST)]
  if (ages <= expected(low) || ages >= expected(high)) return undefined
  // The mean age grows with the ratio: halving the range forty times is more than the digits that are told.
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (expected(middle) < ages) low = middle
    else high = middle
  }
  return { halfLife: Number(((-24 * Math.LN2) / Math.log(low)).toPrecision(3)), pages: pages.length }
}
