/** Estimates the half-life of a page's readership on this site. */
import type { Counts } from './counts.ts'

export interface Freshness {
  /** Hours in which a page's daily readers fall by half. */
  readonly halfLife: number
  /** Number of pages that the estimate is based on. */
  readonly pages: number
}

/** Minimum data for an estimate. */
const LEAST_PAGES = 20
const LEAST_READERS = 500
/** Maximum number of days of a page's life that are included. */
const LONGEST_LIFE = 30
/** Shortest and longest plausible half-life, in days. Beyond these, readership doesn't decay or the log is too coarse. */
const SHORTEST = 0.25
const LONGEST = 60

/** Mean age of readers over days 1 to `last` if each day has `ratio` times the readers of the day before. */
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
 * Maximum-likelihood half-life under the assumption that every page loses the same share of readers each day (a
 * geometric law truncated at the end of the log, with a free size per page). Age is counted from a page's first reader,
 * so pages that predate the log are excluded, as are a page's first day and the log's last day, which are incomplete.
 *
 * @param window days for which counts are kept
 * @returns undefined if there is too little data, or readership doesn't decay
 */
export function freshnessOf(counts: Counts, minReaders: number, window: number): Freshness | undefined {
  const last = counts.newest - 1
  const pages = [...counts.addresses.values()]
    .filter(({ readers, first }) => readers >= minReaders && first > counts.oldest && first > counts.newest - window)
    .map(({ first, days }) => ({ life: Math.min(LONGEST_LIFE, last - first), first, days }))
    .filter(({ life }) => life >= 2)
  // For each observed lifetime, the number of readers and the sum of the pages' ages when they were read.
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
  // Bisection, since the mean age increases with the ratio; forty steps exceed the reported precision.
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (expected(middle) < ages) low = middle
    else high = middle
  }
  return { halfLife: Number(((-24 * Math.LN2) / Math.log(low)).toPrecision(3)), pages: pages.length }
}
