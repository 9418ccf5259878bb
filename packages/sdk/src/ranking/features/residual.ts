import type { Evidence, History } from './evidence.ts'

/** Popularities are clipped to 0.01..0.99, because the log-odds of 0 and 1 are infinite. */
const POPULARITY_EDGE = 0.01
/** Pseudo-count of showings per label, so that a label that was seen only once says little. */
const LABEL_PRIOR = 4

/** A shown item, opened or skipped, with its residual. */
export interface Shown {
  readonly event: Evidence
  /** Weight × (1 − expected) for an opened item, −weight × expected for a skipped item. */
  readonly residual: number
}

/** @param popularity 0..1 */
export function logOdds(popularity: number): number {
  const p = Math.min(1 - POPULARITY_EDGE, Math.max(POPULARITY_EDGE, popularity))
  return Math.log(p / (1 - p))
}

/**
 * For each shown item, the difference between what happened and what its popularity predicts. Opening a popular item is
 * less surprising, so it says less about the reader.
 */
export function residuals({ positive, skipped }: History): Shown[] {
  const all = [...positive, ...skipped]
  const figures = all.map((event) => event.popularity ?? Number.NaN)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const known = figures.filter((figure) => !Number.isNaN(figure))
  const mean = sum(known) / (known.length || 1) + POPULARITY_EDGE
  const relative = figures.map((figure) => (Number.isNaN(figure) ? 1 : (figure + POPULARITY_EDGE) / mean))
  const opened = sum(positive.map((event) => event.weight))
  // Scaled so that the sum of the expected opens equals the number of actual ones.
  const scale = opened / sum(all.map((event, i) => event.weight * relative[i]!)) || 0
  return all.map((event, i) => {
    const expected = Math.min(1, scale * relative[i]!)
    return { event, residual: event.weight * (i < positive.length ? 1 - expected : -expected) }
  })
}

/**
 * Logarithm of the ratio of actual to expected opens, keyed by label; 0 for a label that was never shown.
 *
 * @param opened number of opened items, which come first in `shown`
 */
export function lifts<T>(
  shown: readonly Shown[],
  opened: number,
  labels: (event: Evidence) => Iterable<T>,
): (label: T) => number {
  const tallies = new Map<T, { opened: number; expected: number }>()
  shown.forEach(({ event, residual }, i) => {
    const weight = i < opened ? event.weight : 0
    for (const label of labels(event)) {
      const tally = tallies.get(label) ?? { opened: 0, expected: 0 }
      tallies.set(label, tally)
      tally.opened += weight
      tally.expected += weight - residual
    }
  })
  return (label) => {
    const tally = tallies.get(label)
    return tally ? Math.log((tally.opened + LABEL_PRIOR) / (tally.expected + LABEL_PRIOR)) : 0
  }
}
