/** Counts → figures from 0 to 1, of which ranking takes the log-odds. */
import type { Counts, Kind } from './counts.ts'

/** Days are weighed in whole parts of this: sums of integers are the same in any order, and in any database. */
export const SCALE = 2 ** 20

/** Half-lives after which a day counts nothing: 1/256, less than one reader in a day's two hundred. */
export const MAX_HALF_LIVES = 8

/** Readers whom every address starts with, as many as were to be expected. */
export const SMOOTHING = 10

/** Figures lie inside 0 to 1, as far as ranking tells them apart (POPULARITY_EDGE in ranking/features/residual.ts). */
export const LOWEST = 0.01
export const HIGHEST = 0.99

export interface FigureRules {
  /** Days after which a reader counts half. */
  readonly halfLife: number
  /** An address with fewer has no figure. */
  readonly minReaders: number
  /** The day from which ages are counted, in days since 1970. Default: the newest day that was counted */
  readonly now?: number | undefined
}

/** What a reader of that age counts, in whole parts of {@link SCALE}. @param age days @param halfLife days */
export function weightOf(age: number, halfLife: number): number {
  return age > MAX_HALF_LIVES * halfLife ? 0 : Math.floor(SCALE * 2 ** (-Math.max(0, age) / halfLife) + 0.5)
}

/** The middle one; of an even number the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** In thousandths, inside the bounds. */
const figureOf = (readers: number, expected: number) => {
  const smoothing = SMOOTHING * SCALE
  const share = (readers + smoothing) / (readers + expected + 2 * smoothing)
  return Math.min(HIGHEST, Math.max(LOWEST, Math.floor(share * 1000 + 0.5) / 1000))
}

/**
 * The figure p of an address, such that ln(p / (1 − p)) = ln((v + k) / (e + k)): by how much more it is read than was to be
 * expected. v: its readers, each once a day, a day's counting 2^(−age / half-life). e: of pages, v of the page in the middle
 * (median); of items in lists, the readers who were shown it, weighed alike, times the clicks per showing of all. k:
 * {@link SMOOTHING}.
 *
 * (v + k) / (e + k) is the mean of the posterior where v is Poisson with the mean e·r, and r has the prior Gamma(k, k) (Gelman
 * and others, Bayesian Data Analysis, 2.6). That its logarithm is what ranking should add to a score is the choice axiom (Luce
 * 1959): readers choose among what is offered in proportion to r.
 *
 * @returns address → figure, highest first; at the same figure by address
 */
export function figuresOf(counts: Counts, kind: Kind, rules: FigureRules): Map<string, number> {
  const rows = rowsOf(counts, rules)
    .filter(({ told }) => told >= rules.minReaders)
    .filter(({ readers, shown }) => (kind === 'shown' ? shown > 0 : readers > 0))
  const total = (of: 'readers' | 'shown') => rows.reduce((sum, row) => sum + row[of], 0)
  const expected = kind === 'shown' ? 0 : medianOf(rows.map(({ readers }) => readers))
  const [clicked, shown] = [total('readers'), total('shown')]
  return new Map(
    rows
      .map((row) => [row.address, figureOf(row.readers, shown ? (row.shown * clicked) / shown : expected)] as const)
      .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1)),
  )
}

/**
 * The figure of a page that isn't in the file: by the formula of {@link figuresOf}, with v the mean of all counted pages that were
 * left out of it, and never above those that are in it. Where none was left out, v is 0: it had no reader.
 *
 * @param figures of pages, highest first @param listed how many of them are in the file
 */
export function unlistedFigure(
  counts: Counts,
  rules: FigureRules,
  figures: ReadonlyMap<string, number>,
  listed: number,
): number {
  const names = [...figures.keys()]
  const inFile = new Set(names.slice(0, listed))
  const rows = rowsOf(counts, rules)
  const expected = medianOf(rows.filter(({ address }) => figures.has(address)).map(({ readers }) => readers))
  const others = rows.filter(({ address }) => !inFile.has(address))
  const mean = others.reduce((sum, { readers }) => sum + readers, 0) / (others.length || 1)
  return Math.min(figureOf(mean, expected), figures.get(names[listed - 1] ?? '') ?? HIGHEST)
}

/** Readers of each address, weighed by age in whole parts of {@link SCALE}. */
function rowsOf(counts: Counts, { halfLife, now }: FigureRules) {
  const today = now ?? counts.newest
  const weigh = (days: ReadonlyMap<number, number>) => {
    let sum = 0
    for (const [day, readers] of days) sum += readers * weightOf(today - day, halfLife)
    return sum
  }
  return [...counts.addresses].map(([address, { readers, days, shown }]) => ({
    address,
    /** Told apart, unweighed. */
    told: readers,
    readers: weigh(days),
    shown: shown ? weigh(shown) : 0,
  }))
}
