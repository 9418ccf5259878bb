import type { History } from './evidence.ts'
import { logOdds } from './residual.ts'

/** How firmly a figure is taken for what it says: showings of middling popularity, told apart, that outweigh it. */
const PRECISION = 2
/** A few opens must not make more of a figure than this. */
const STEEPEST = 1.5
const STEPS = 6

/**
 * How much a site's figure of popularity says of this reader, 0 to 1.5: the slope of a logistic regression of opened or
 * skipped on the figure's log-odds, most probable under a normal prior around 1, since a log-odds that is right has a slope
 * of 1. The more a reader has been shown, the more a figure that is noise fades; nothing opened gives 1.
 */
export function popularitySlope({ positive, skipped }: Pick<History, 'positive' | 'skipped'>): number {
  // Of a reader who has opened nothing it isn't known what they open.
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
  // Newton's method on two numbers. How freely a reader opens things is no matter of the figure: `level` takes it.
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
