import type { History } from './evidence.ts'
import { logOdds } from './residual.ts'

/**
 * Precision of the prior on the slope. The prior counts about as much as this many showings of items of medium
 * popularity.
 */
const PRECISION = 2
/** Upper bound on the slope, so that the figure's influence isn't exaggerated after only a few opened items. */
const STEEPEST = 1.5
const STEPS = 6

/**
 * How well the site's popularity figure predicts what this reader opens, 0 to 1.5.
 *
 * It is the slope of a logistic regression that predicts from the figure's log-odds whether an item is opened or
 * skipped. The slope is a MAP estimate under a normal prior around 1, because calibrated log-odds have a slope of 1. A
 * figure that isn't informative loses influence as the reader is shown more items. If nothing has been opened, the
 * slope is 1.
 */
export function popularitySlope({ positive, skipped }: Pick<History, 'positive' | 'skipped'>): number {
  // If nothing has been opened, there is nothing to fit.
  if (!positive.length) return 1
  const all = [...positive, ...skipped]
  const told: Array<{ x: number; y: number; weight: number }> = []
  all.forEach(({ popularity, weight }, i) => {
    if (popularity !== undefined)
      told.push({ x: logOdds(popularity), y: i < positive.length ? 1 : 0, weight: Math.min(1, weight) })
  })
  const total = told.reduce((sum, { weight }) => sum + weight, 0)
  const mean = told.reduce((sum, { x, weight }) => sum + weight * x, 0) / (total || 1)
  let level = 0
  let slope = 1
  // Newton's method in two variables. `level` is the intercept, which captures how readily this reader opens items.
  for (let step = 0; step < STEPS; step++) {
    let gLevel = 0
    let gSlope = PRECISION * (slope - 1)
    let a = 1e-3
    let b = 0
    let c = PRECISION
    for (const { x, y, weight } of told) {
      const p = 1 / (1 + Math.exp(-(level + slope * (x - mean))))
      const error = weight * (p - y)
      const curvature = weight * p * (1 - p)
      gLevel += error
      gSlope += error * (x - mean)
      a += curvature
      b += curvature * (x - mean)
      c += curvature * (x - mean) ** 2
    }
    const determinant = a * c - b * b
    level -= (c * gLevel - b * gSlope) / determinant
    slope -= (a * gSlope - b * gLevel) / determinant
  }
  return Math.max(0, Math.min(STEEPEST, slope)) || 0
}
