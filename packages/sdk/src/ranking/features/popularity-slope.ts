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
  const told = all.flatMap(({ popularity, weight }, i) =>
    popularity === undefined
      ? []
      : [{ x: logOdds(popularity), y: i < positive.length ? 1 : 0, weight: Math.min(1, weight) }],
  )
  const mean = (of: (each: (typeof told)[number]) => number) =>
    told.reduce((sum, each) => sum + each.weight * of(each), 0) / told.reduce((sum, { weight }) => sum + weight, 1e-9)
  const [middle, share] = [mean(({ x }) => x), mean(({ y }) => y)]
  // How freely a reader opens things is no matter of the figure.
  const level = Math.log((share + 0.01) / (1.01 - share))
  let slope = 1
  // Newton's method on one number.
  for (let step = 0; step < STEPS; step++) {
    let [gradient, curvature] = [PRECISION * (slope - 1), PRECISION]
    for (const { x, y, weight } of told) {
      const p = 1 / (1 + Math.exp(-level - slope * (x - middle)))
      gradient += weight * (p - y) * (x - middle)
      curvature += weight * p * (1 - p) * (x - middle) ** 2
    }
    slope -= gradient / curvature
  }
  return Math.max(0, Math.min(STEEPEST, slope)) || 0
}
