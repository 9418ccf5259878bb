/** Two arms on one metric: their values and how sure these are, as they are and with what was known before taken off. */
import {
  BEFORE,
  covarianceOfMeans,
  type Moments,
  meanOf,
  PER,
  PER_BEFORE,
  ROUNDING,
  VALUE,
  type Weights,
} from './moments.ts'

/** Values of a metric in two arms with their (co)variances: differences and ratios follow from these. */
export interface Pair {
  readonly control: number
  readonly treatment: number
  readonly varianceControl: number
  readonly varianceTreatment: number
  /** 0 without adjustment: arms have no device in common. */
  readonly covariance: number
}

/** A value with an interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * A metric's value is the sum of what is counted by the sum of what it is counted per: for means over devices, the latter are
 * ones. Undefined where nothing is counted per.
 */
export function metricValue(moments: Moments): number | undefined {
  return moments.n && moments.mean(PER) ? moments.mean(VALUE) / moments.mean(PER) : undefined
}

const NOTHING: Weights = [0, 0, 0, 0]

/** How a device moves its arm's value: the delta method, by which devices are clusters of their views. */
function influence(moments: Moments): Weights {
  const per = moments.mean(PER)
  return [1 / per, -moments.mean(VALUE) / (per * per), 0, 0]
}

/** @returns undefined where an arm has no value, or nothing varies in either */
export function compare(control: Moments, treatment: Moments): Pair | undefined {
  return pairOf(partsOf(control), partsOf(treatment), 0)
}

/** What of a metric was known before: how far it is from what both arms had, in the metric's unit. */
function covariate(control: Moments, treatment: Moments): Weights {
  const n = control.n + treatment.n
  const pooled = (i: number) => (control.n * control.mean(i) + treatment.n * treatment.mean(i)) / n
  const per = pooled(PER_BEFORE)
  return [0, 0, 1 / per, -pooled(BEFORE) / (per * per)]
}

/** What the days before explain. */
export interface Adjusted extends Pair {
  /** By how much a value is higher for a covariate that is higher by 1. */
  readonly theta: number
  /** Share of the difference's variance that is gone. */
  readonly reduction: number
}

/**
 * CUPED (Deng, Xu, Kohavi & Walker 2013, doi:10.1145/2433396.2433413): what differed between the arms before is taken off, times
 * the θ for which the difference varies least. Randomisation makes both arms alike beforehand, so nothing but noise goes.
 *
 * @returns undefined where the days before say nothing
 */
export function compareAdjusted(control: Moments, treatment: Moments): Adjusted | undefined {
  const before = covariate(control, treatment)
  const [own, other] = [partsOf(control, before), partsOf(treatment, before)]
  const theta = (own.common + other.common) / (own.spread + other.spread)
  const [plain, pair] = [pairOf(own, other, 0), pairOf(own, other, theta)]
  if (!plain || !pair || !Number.isFinite(theta)) return undefined
  return { ...pair, theta, reduction: 1 - varianceOf(pair) / varianceOf(plain) }
}

/** An arm's value, the mean of its covariate, and how these vary. */
function partsOf(moments: Moments, before: Weights = NOTHING) {
  const own = influence(moments)
  return {
    n: moments.n,
    value: metricValue(moments),
    before: meanOf(moments, before),
    variance: covarianceOfMeans(moments, own, own),
    common: covarianceOfMeans(moments, own, before),
    spread: covarianceOfMeans(moments, before, before),
  }
}

type Parts = ReturnType<typeof partsOf>

/** Each arm's value, less θ times how far its covariate is from that of both, which is a mean too and moves with each arm. */
function pairOf(own: Parts, other: Parts, theta: number): Pair | undefined {
  if (own.value === undefined || other.value === undefined) return undefined
  const ofTreatment = other.n / (own.n + other.n)
  const [a, b] = [theta * ofTreatment, theta * (1 - ofTreatment)]
  const gap = other.before - own.before
  const spread = own.spread + other.spread
  const pair = {
    control: own.value + a * gap,
    treatment: other.value - b * gap,
    varianceControl: own.variance - 2 * a * own.common + a * a * spread,
    varianceTreatment: other.variance - 2 * b * other.common + b * b * spread,
    covariance: b * own.common + a * other.common - a * b * spread,
  }
  return varianceOf(pair) > ROUNDING * (own.variance + other.variance) ? pair : undefined
}

/** Of the difference. */
export function varianceOf({ varianceControl, varianceTreatment, covariance }: Pair): number {
  return varianceControl + varianceTreatment - 2 * covariance
}

/** @param multiplier standard errors to either side */
export function differenceOf(pair: Pair, multiplier: number): Estimate {
  const value = pair.treatment - pair.control
  const reach = multiplier * Math.sqrt(varianceOf(pair))
  return { value, low: value - reach, high: value + reach }
}

/**
 * Treatment by control, by Fieller's theorem (1954): the interval holds each ratio ρ that treatment − ρ · control doesn't
 * contradict. So it leaves out 1 exactly where the difference leaves out 0, and is right where the control's value is noisy.
 *
 * @returns undefined where the control's value is not surely above 0: no ratio can be told then
 */
export function ratioOf(pair: Pair, multiplier: number): Estimate | undefined {
  const square = multiplier * multiplier
  const { control, treatment } = pair
  const a = control * control - square * pair.varianceControl
  if (!(control > 0 && a > 0)) return undefined
  const b = control * treatment - square * pair.covariance
  const c = treatment * treatment - square * pair.varianceTreatment
  const root = Math.sqrt(Math.max(0, b * b - a * c))
  return { value: treatment / control, low: (b - root) / a, high: (b + root) / a }
}
