/** The effect of an arm on a metric, in all the forms that are reported. */
import {
  type Adjusted,
  compare,
  compareAdjusted,
  differenceOf,
  type Estimate,
  metricValue,
  type Pair,
  ratioOf,
  varianceOf,
} from './compare.ts'
import type { Moments } from './moments.ts'
import { twoSided, zOf } from './normal.ts'
import { devicesFor } from './sample-size.ts'
import { sequentialMultiplier, sequentialP } from './sequential.ts'

/**
 * When results are read. `once`: when the planned number of devices is reached · `always`: at any time, as often as you
 * like.
 */
export type Looks = 'once' | 'always'

export interface Effect {
  /** Treatment minus control, in the metric's unit. */
  readonly difference: Estimate
  /** Treatment / control; undefined unless the control's value is significantly above 0. */
  readonly ratio?: Estimate
  /** Two-sided. */
  readonly p: number
}

export type Effects = Readonly<Record<Looks, Effect>>

/** The direction of a significant effect, or none. */
export type Claim = 'more' | 'less' | 'none'

export interface Comparison {
  /** Unadjusted values of the arms. */
  readonly control: number
  readonly treatment: number
  /** The most precise estimate available: adjusted by CUPED if there is pre-exposure data. */
  readonly effects: Effects
  /** The estimate without CUPED. */
  readonly unadjusted: Effects
  /** The effect of CUPED on the estimate. */
  readonly cuped?: { readonly theta: number; readonly reduction: number }
  readonly claim: Claim
  /** Error rate; the intervals' coverage is 1 − alpha. */
  readonly alpha: number
  /** Number of further devices needed to detect an uplift of {@link Settings.detect}. */
  readonly needed: number
}

export interface Settings {
  readonly looks: Looks
  /** False-positive rate. */
  readonly alpha: number
  /** Number of devices, over both arms, at which always-valid intervals are narrowest. */
  readonly planned: number
  /** Minimum detectable uplift: .05 is 5 %. */
  readonly detect: number
  readonly power: number
}

function effectsOf(pair: Pair, n: number, { alpha, planned }: Settings): Effects {
  const z = Math.abs(pair.treatment - pair.control) / Math.sqrt(varianceOf(pair))
  const effect = (multiplier: number, p: number): Effect => {
    const ratio = ratioOf(pair, multiplier)
    return { difference: differenceOf(pair, multiplier), ...(ratio && { ratio }), p }
  }
  return {
    once: effect(zOf(alpha), twoSided(z)),
    always: effect(sequentialMultiplier(n, alpha, planned), sequentialP(z, n, alpha, planned)),
  }
}

/** The claim supported by an interval: whether it lies above or below 0. */
export function claimOf({ difference }: Effect): Claim {
  return difference.low > 0 ? 'more' : difference.high < 0 ? 'less' : 'none'
}

/** @returns undefined if there is no variance or no data */
export function comparisonOf(control: Moments, treatment: Moments, settings: Settings): Comparison | undefined {
  const plain = compare(control, treatment)
  if (!plain) return undefined
  const adjusted: Adjusted | undefined = compareAdjusted(control, treatment)
  const best: Pair = adjusted ?? plain
  const n = control.n + treatment.n
  const effects = effectsOf(best, n, settings)
  const all = devicesFor(varianceOf(best) * n, settings.detect * (metricValue(control) ?? 0), settings)
  return {
    control: metricValue(control)!,
    treatment: metricValue(treatment)!,
    effects,
    unadjusted: effectsOf(plain, n, settings),
    ...(adjusted && { cuped: { theta: adjusted.theta, reduction: adjusted.reduction } }),
    claim: claimOf(effects[settings.looks]),
    alpha: settings.alpha,
    needed: Math.max(0, Math.ceil(all[settings.looks] - n)),
  }
}
