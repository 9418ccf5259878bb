/**
 * Simulated fleets with a known uplift. Devices are of 256 kinds, and the number of each kind per arm is drawn, which
 * is equivalent to drawing devices, but faster.
 */
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { Moments } from '../../src/estimator/moments.ts'
import { truthOf, unbiased } from '../../src/estimator/randomised-response.ts'

export type Next = () => number
export const KINDS = 256
const LARGEST = 1_000_000

/** ln n! */
const FACTORIALS = new Float64Array(LARGEST + 1)
for (let n = 2; n <= LARGEST; n++) FACTORIALS[n] = FACTORIALS[n - 1]! + Math.log(n)

/**
 * Draws from a binomial distribution by inversion, starting at the mode: exact, in about as many steps as the standard
 * deviation.
 */
export function binomial(n: number, p: number, next: Next): number {
  if (n === 0 || p <= 0) return 0
  if (p >= 1) return n
  const middle = Math.min(n, Math.floor((n + 1) * p))
  const odds = p / (1 - p)
  const log = FACTORIALS[n]! - FACTORIALS[middle]! - FACTORIALS[n - middle]!
  const most = Math.exp(log + middle * Math.log(p) + (n - middle) * Math.log1p(-p))
  let left = next() - most
  let [above, below, pAbove, pBelow] = [middle, middle, most, most]
  while (left >= 0 && (above < n || below > 0)) {
    if (above < n) {
      pAbove *= ((n - above) / (above + 1)) * odds
      left -= pAbove
      above++
      if (left < 0) return above
    }
    if (below > 0) {
      pBelow *= below / ((n - below + 1) * odds)
      left -= pBelow
      below--
      if (left < 0) return below
    }
    if (pAbove + pBelow < 1e-300) break
  }
  return middle
}

/** A standard normal draw (Box & Muller). */
export const normal = (next: Next) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

export function poisson(mean: number, next: Next): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > limit; product *= next()) count++
  return count
}

/** A kind of device: its behaviour in the control, under treatment, and before. */
interface Kind {
  readonly click: readonly [control: number, treatment: number]
  readonly view: number
  readonly clickBefore: number
  readonly viewBefore: number
  readonly bit: readonly [control: number, treatment: number]
  readonly bitBefore: number
}

/** Heavy-tailed page views, as on real sites. Treatment adds about a tenth more clicks and an eighth more bits. */
export function kinds(seed = 7): Kind[] {
  const next = uniform(seed)
  return Array.from({ length: KINDS }, () => {
    const activity = Math.exp(1 + normal(next))
    const rate = 0.05 + 0.25 * next()
    const view = 1 + poisson(activity, next)
    const viewBefore = poisson(activity, next)
    const click = Math.min(view, poisson(rate * view, next))
    const likes = next() < 0.25
    const bit = Number(likes ? next() < 0.7 : next() < 0.05)
    return {
      click: [click, click + Number(next() < 0.08)],
      view,
      clickBefore: Math.min(viewBefore, poisson(rate * viewBefore, next)),
      viewBefore,
      bit: [bit, Number(bit || next() < 0.04)],
      bitBefore: Number(likes ? next() < 0.7 : next() < 0.05),
    }
  })
}

export const METRICS = ['mean', 'ratio', 'share', 'share, ε 2', 'share, ε 1'] as const
export type MetricName = (typeof METRICS)[number]
const EPSILON: Partial<Record<MetricName, number>> = { 'share, ε 2': 2, 'share, ε 1': 1 }

/** The true value of a metric. */
export function truth(all: readonly Kind[], metric: MetricName, arm: 0 | 1): number {
  const sum = (of: (kind: Kind) => number) => all.reduce((total, kind) => total + of(kind), 0)
  if (metric === 'ratio') return sum(({ click }) => click[arm]) / sum(({ view }) => view)
  return sum(({ click, bit }) => (metric === 'mean' ? click : bit)[arm]) / all.length
}

/** Adds `n` devices of an arm to its moments, by metric. */
export function addDevices(
  all: readonly Kind[],
  n: number,
  arm: 0 | 1,
  into: Readonly<Record<MetricName, Moments>>,
  next: Next,
): void {
  let left = n
  for (const [i, kind] of all.entries()) {
    const count = binomial(left, 1 / (all.length - i), next)
    left -= count
    into.mean.add(kind.click[arm], 1, kind.clickBefore, 1, count)
    into.ratio.add(kind.click[arm], kind.view, kind.clickBefore, kind.viewBefore, count)
    into.share.add(kind.bit[arm], 1, kind.bitBefore, 1, count)
    for (const [name, epsilon] of Object.entries(EPSILON)) {
      const ones = binomial(count, kind.bit[arm] ? truthOf(epsilon) : 1 - truthOf(epsilon), next)
      into[name as MetricName].add(unbiased(1, epsilon), 1, kind.bitBefore, 1, ones)
      into[name as MetricName].add(unbiased(0, epsilon), 1, kind.bitBefore, 1, count - ones)
    }
  }
}

export const emptyArm = () =>
  Object.fromEntries(METRICS.map((metric) => [metric, new Moments()])) as Record<MetricName, Moments>
