/**
 * Compares two arms on one metric: values, differences and ratios, with their uncertainty, both with and without
 * covariate adjustment.
 */
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

/**
 * A metric's values in two arms, with the (co)variances from which the uncertainty of differences and ratios is
 * computed.
 */
export interface Pair {
  readonly control: number
  readonly treatment: number
  readonly varianceControl: number
  readonly varianceTreatment: number
  /** 0 without adjustment, because no device is in both arms. */
  readonly covariance: number
}

/** A value with its confidence interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * A metric's value is the ratio of two sums; for means over devices, each device adds 1 to the denominator. Undefined
 * if the denominator is 0.
 */
export function metricValue(moments: Moments): number | undefined {
  return moments.n && moments.mean(PER) ? moments.mean(VALUE) / moments.mean(PER) : undefined
}

const NOTHING: Weights = [0, 0, 0, 0]

/** Each device's influence on its arm's value, by the delta method, which treats a device as a cluster of its views. */
function influence(moments: Moments): Weights {
  const per = moments.mean(PER)
  return [1 / per, -moments.mean(VALUE) / (per * per), 0, 0]
}

/** @returns undefined if an arm has no value, or if neither arm has any variance */
export function compare(control: Moments, treatment: Moments): Pair | undefined {
  return pairOf(partsOf(control), partsOf(treatment), 0)
}

/**
 * The pre-exposure covariate: how far the metric was from its mean over both arms before exposure, in the metric's
 * unit.
 */
function covariate(control: Moments, treatment: Moments): Weights {
  const n = control.n + treatment.n
  const pooled = (i: number) => (control.n * control.mean(i) + treatment.n * treatment.mean(i)) / n
  const per = pooled(PER_BEFORE)
  return [0, 0, 1 / per, -pooled(BEFORE) / (per * per)]
}

/** A comparison adjusted using pre-exposure data. */
export interface Adjusted extends Pair {
  /** Regression coefficient of the value on the covariate. */
  readonly theta: number
  /** Share of the difference's variance that the adjustment removes. */
  readonly reduction: number
}

/**
 * CUPED (Deng, Xu, Kohavi & Walker 2013, doi:10.1145/2433396.2433413): subtracts θ times the pre-exposure difference
 * between the arms, where θ minimises the variance. Because of randomisation, that difference has mean zero, so the
 * estimate remains unbiased.
 *
 * @returns undefined if pre-exposure data explains nothing
 */
export function compareAdjusted(control: Moments, treatment: Moments): Adjusted | undefined {
  const before = covariate(control, treatment)
  const [own, other] = [partsOf(control, before), partsOf(treatment, before)]
  const theta = (own.common + other.common) / (own.spread + other.spread)
  const [plain, pair] = [pairOf(own, other, 0), pairOf(own, other, theta)]
  if (!plain || !pair || !Number.isFinite(theta)) return undefined
  return { ...pair, theta, reduction: 1 - varianceOf(pair) / varianceOf(plain) }
}

/** An arm's value, its mean covariate, and their (co)variances. */
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

/**
 * Each arm's value minus θ times the difference between its covariate and the pooled mean. The pooled mean depends on
 * both arms, so the adjusted values covary.
 */
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

/** The variance of the difference. */
export function varianceOf({ varianceControl, varianceTreatment, covariance }: Pair): number {
  return varianceControl + varianceTreatment - 2 * covariance
}

/** @param multiplier the interval's half-width in standard errors */
export function differenceOf(pair: Pair, multiplier: number): Estimate {
  const value = pair.treatment - pair.control
  const reach = multiplier * Math.sqrt(varianceOf(pair))
  return { value, low: value - reach, high: value + reach }
}

/**
 * Treatment divided by control, with Fieller's interval (1954): the ratios ρ for which treatment − ρ · control isn't
 * significantly different from 0. It excludes 1 exactly when the difference's interval excludes 0, and remains valid
 * even if the control's value is noisy.
 *
 * @returns undefined unless the control's value is significantly above 0, because otherwise the interval would be
 * unbounded
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
