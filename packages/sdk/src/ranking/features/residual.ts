import type { Evidence, History } from './evidence.ts'

/** Popularities are taken from inside 0 to 1: log-odds of the ends are infinite. */
const POPULARITY_EDGE = 0.01
/** Pseudo-showings of a label: one that was seen once says little. */
const LABEL_PRIOR = 4

/** A shown item, opened or not, and how surprising that was. */
export interface Shown {
  readonly event: Evidence
  /** Weight × (1 − expected) for an opened item, −weight × expected for one that was skipped. */
  readonly residual: number
}

/** @param popularity 0..1 */
export function logOdds(popularity: number): number {
  const p = Math.min(1 - POPULARITY_EDGE, Math.max(POPULARITY_EDGE, popularity))
  return Math.log(p / (1 - p))
}

/** How likely each shown item was to be opened, by its popularity alone; the popular ones tell less of a reader. */
export function residuals({ positive, skipped }: History): Shown[] {
  const all = [...positive, ...skipped]
  const figures = all.map((event) => event.popularity ?? Number.NaN)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const known = figures.filter((figure) => !Number.isNaN(figure))
  const mean = sum(known) / (known.length || 1) + POPULARITY_EDGE
  const relative = figures.map((figure) => (Number.isNaN(figure) ? 1 : (figure + POPULARITY_EDGE) / mean))
  const opened = sum(positive.map((event) => event.weight))
  // Scaled so that as much is expected as was opened.
  const scale = opened / sum(all.map((event, i) => event.weight * relative[i]!)) || 0
  return all.map((event, i) => {
    const expected = Math.min(1, scale * relative[i]!)
    return { event, residual: event.weight * (i < positive.length ? 1 - expected : -expected) }
  })
}

/**
 * Log of opened against expected, by label; 0 for a label never shown.
 *
 * @param opened how many of what was shown, from the first
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
