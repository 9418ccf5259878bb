import { longestIncreasing } from '../../../lib/longest-increasing.ts'
import type { PageOrder } from '../../../types.ts'

/** The values of an item by which a list may be sorted. Unknown values are undefined. */
export interface OrderKeys {
  readonly title: string
  /** Milliseconds since 1970. */
  readonly published?: number | undefined
  readonly price?: number | undefined
  /** The item's number in a chart, a course or a series. */
  readonly number?: number | undefined
}

export type RecognisedOrder = Extract<PageOrder, 'newest' | 'oldest' | 'price' | 'name' | 'number'>

/**
 * Maximum probability that a list in random order is taken for a sorted one, expressed as six or seven distinct values
 * in a row. Newest first is so common that six are enough. The other orders take five tests (two for price, one in each
 * direction), hence their lower limit.
 */
const CHANCE = { newest: 1 / 720, other: 1 / 5040 }
/** Minimum share of items for which the value must be known. */
const KNOWN = 2 / 3
/** Maximum number and share of items at the top that may be out of order, such as featured items and sticky posts. */
const LEADING = 3
const LEADING_SHARE = 1 / 4
/** Maximum share of other items that may be out of order. */
const STRAY = 1 / 10
/** Minimum number of numbered items. */
const NUMBERED = 5
/** Maximum number of characters of a title that are compared. */
const TITLE = 100

const collator = /* @__PURE__ */ new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/**
 * Recognises what a list is sorted by. Conservative: an editors' order that merely resembles one of these orders isn't
 * taken for it.
 *
 * @param items in page order, without pinned ones
 * @returns undefined if the order is unknown, such as the editors' own
 */
export function recogniseOrder(items: readonly OrderKeys[]): RecognisedOrder | undefined {
  const ordered = <T>(of: (item: OrderKeys) => T | undefined, compare: (a: T, b: T) => number, most = CHANCE.other) => {
    const values = items.map(of).filter((value) => value !== undefined)
    return values.length >= KNOWN * items.length && isSorted(values, compare, most)
  }
  const ascending = (a: number, b: number) => a - b
  const descending = (a: number, b: number) => b - a
  const published = (item: OrderKeys) => item.published
  const price = (item: OrderKeys) => item.price
  if (ordered(published, descending, CHANCE.newest)) return 'newest'
  if (ordered(published, ascending)) return 'oldest'
  if (ordered(price, ascending) || ordered(price, descending)) return 'price'
  if (isNumbered(items.map(({ number }) => number))) return 'number'
  return ordered(({ title }) => title.slice(0, TITLE), collator.compare) ? 'name' : undefined
}

/** Whether the items count up or down by one. */
function isNumbered(numbers: ReadonlyArray<number | undefined>): boolean {
  if (numbers.length < NUMBERED) return false
  const steps = numbers.slice(1).map((number, at) => Number(number) - Number(numbers[at]))
  return [1, -1].some((step) => steps.filter((each) => each === step).length >= (1 - STRAY) * steps.length)
}

/**
 * Whether values are in order, apart from a few at the top and a few strays, and are unlikely to be so by chance.
 *
 * @param most maximum probability that values in random order would pass this test
 */
function isSorted<T>(all: readonly T[], compare: (a: T, b: T) => number, most: number): boolean {
  for (let leading = 0; leading <= Math.min(LEADING, LEADING_SHARE * all.length); leading++) {
    const values = all.slice(leading)
    const strays = values.length - longestRun(values, compare)
    if (strays > STRAY * values.length) continue
    if (Math.log(leading + 1) + logChance(values, strays, compare) <= Math.log(most) + 1e-9) return true
  }
  return false
}

/** Length of a longest non-decreasing subsequence. */
function longestRun<T>(values: readonly T[], compare: (a: T, b: T) => number): number {
  const sorted = [...values.keys()].sort((a, b) => compare(values[a]!, values[b]!) || a - b)
  return longestIncreasing(inverse(sorted)).size
}

/** For each index, its place in the order. */
function inverse(order: readonly number[]): number[] {
  const places: number[] = []
  for (const [place, index] of order.entries()) places[index] = place
  return places
}

/**
 * Log of an upper bound on the probability that n values in random order have a run of length n − r: C(n, r)² r! / n!,
 * times m! for each value that occurs m times.
 */
function logChance<T>(values: readonly T[], r: number, compare: (a: T, b: T) => number): number {
  const n = values.length
  let ties = 0
  let same = 1
  const sorted = [...values].sort(compare)
  for (let i = 1; i < n; i++) {
    same = compare(sorted[i - 1]!, sorted[i]!) === 0 ? same + 1 : 1
    ties += Math.log(same)
  }
  return ties + 2 * (logFactorial(n) - logFactorial(r) - logFactorial(n - r)) + logFactorial(r) - logFactorial(n)
}

function logFactorial(n: number): number {
  let sum = 0
  for (let i = 2; i <= n; i++) sum += Math.log(i)
  return sum
}
