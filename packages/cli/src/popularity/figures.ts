/** Converts counts to popularity figures between 0 and 1; ranking uses their log-odds. */
import type { Counts, Kind } from './counts.ts'

/** Fixed-point unit for the weights of days. Integer sums don't depend on the order of addition, in any database. */
export const SCALE = 2 ** 20

/** Number of half-lives after which a day no longer counts; its weight would be only 1/256. */
export const MAX_HALF_LIVES = 8

/** Number of pseudo-readers, at the expected rate, with which every address starts. */
export const SMOOTHING = 10

/**
 * Bounds of a figure; ranking doesn't distinguish values beyond them (POPULARITY_EDGE in ranking/features/residual.ts).
 */
export const LOWEST = 0.01
export const HIGHEST = 0.99

export interface FigureRules {
  /** Days after which a reader counts half. */
  readonly halfLife: number
  /** Minimum number of readers for an address to get a figure. */
  readonly minReaders: number
  /** The day from which ages are measured, in days since 1970. Default: the newest day with a count */
  readonly now?: number | undefined
}

/** Weight of a reader, in units of 1 / {@link SCALE}. @param age days @param halfLife days */
export function weightOf(age: number, halfLife: number): number {
  return age > MAX_HALF_LIVES * halfLife ? 0 : Math.floor(SCALE * 2 ** (-Math.max(0, age) / halfLife) + 0.5)
}

/** The median; for an even number of values, the mean of the middle two. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * The figure, rounded to thousandths and clamped.
 * @param ratio the expected value of `readers` / `expected`
 */
const figureOf = (readers: number, expected: number, ratio = 1) => {
  const smoothing = SMOOTHING * SCALE
  const share = (readers + ratio * smoothing) / (readers + expected + (1 + ratio) * smoothing)
  return Math.min(HIGHEST, Math.max(LOWEST, Math.floor(share * 1000 + 0.5) / 1000))
}

/**
 * Computes an address's figure p from ln(p / (1 − p)) = ln((v + k) / (e + k)): its readers relative to the expected
 * number. v: its readers, each counted once per day, weighted by 2^(−age / half-life). e: for pages, the median v over
 * pages; for items in lists, the weighted number of readers who were shown the item, times the overall click-through
 * rate. k: {@link SMOOTHING}.
 *
 * (v + k) / (e + k) is the posterior mean of r if v is Poisson with mean e·r and r has the prior Gamma(k, k) (Gelman et
 * al., Bayesian Data Analysis, 2.6). By the choice axiom (Luce 1959), readers choose among items in proportion to r, so
 * its logarithm is what ranking should add to a score.
 *
 * @param texts predicted log-odds, keyed by address, for the prior's mean: *r* has the prior Gamma(k·ratio, k).
 * Default: 0
 * @returns address → figure, highest first; equal figures are sorted by address
 */
export function figuresOf(
  counts: Counts,
  kind: Kind,
  rules: FigureRules,
  texts?: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    countedRows(counts, kind, rules)
      .map(
        ({ address, readers, expected }) =>
          [address, figureOf(readers, expected, Math.exp(texts?.get(address) ?? 0))] as const,
      )
      .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1)),
  )
}

/** The evidence about an address from its counts alone. */
export interface FigureEvidence {
  readonly address: string
  /** Logarithm of its readers relative to the expected number, and the variance of this estimate. */
  readonly value: number
  readonly variance: number
  /** First day with a reader, in days since 1970. */
  readonly first: number
}

/** The evidence of every address that gets a figure, without smoothing. */
export function evidenceOf(counts: Counts, kind: Kind, rules: FigureRules): FigureEvidence[] {
  return countedRows(counts, kind, rules).map(({ address, readers, expected }) => {
    // Half a reader keeps the logarithm finite, and nearly unbiased (Haldane 1956).
    const [v, e] = [readers / SCALE + 0.5, expected / SCALE + 0.5]
    return { address, value: Math.log(v / e), variance: 1 / v, first: counts.addresses.get(address)!.first }
  })
}

/** The addresses that get a figure, with their weighted numbers of readers, and the expected number. */
function countedRows(counts: Counts, kind: Kind, rules: FigureRules) {
  const rows = rowsOf(counts, rules)
    .filter(({ told }) => told >= rules.minReaders)
    .filter(({ readers, shown }) => (kind === 'shown' ? shown > 0 : readers > 0))
  const total = (of: 'readers' | 'shown') => rows.reduce((sum, row) => sum + row[of], 0)
  const median = kind === 'shown' ? 0 : medianOf(rows.map(({ readers }) => readers))
  const [clicked, shown] = [total('readers'), total('shown')]
  return rows.map((row) => ({ ...row, expected: shown ? (row.shown * clicked) / shown : median }))
}

/**
 * The figure for pages that aren't in the file: the formula of {@link figuresOf}, where v is the mean over the counted
 * pages that were left out of the file. It is at most the lowest figure in the file. If none was left out, v is 0.
 *
 * @param figures the pages' figures, highest first
 * @param listed how many of them are in the file
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

/** Number of readers of each address, weighted by age, in units of 1 / {@link SCALE}. */
function rowsOf(counts: Counts, { halfLife, now }: FigureRules) {
  const today = now ?? counts.newest
  const weigh = (days: ReadonlyMap<number, number>) => {
    let sum = 0
    for (const [day, readers] of days) sum += readers * weightOf(today - day, halfLife)
    return sum
  }
  return [...counts.addresses].map(([address, { readers, days, shown }]) => ({
    address,
    /** Distinct readers, unweighted. */
    told: readers,
    readers: weigh(days),
    shown: shown ? weigh(shown) : 0,
  }))
}
