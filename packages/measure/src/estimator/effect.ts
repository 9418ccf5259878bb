/** What an arm does to a metric, in all forms in which it is told. */
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

/** How results are looked at: once, when as many devices are there as were planned; or always, as often as one likes. */
export type Looks = 'once' | 'always'

export interface Effect {
  /** Treatment − control, in the metric's unit. */
  readonly difference: Estimate
  /** Treatment / control; undefined where the control's value isn't surely above 0. */
  readonly ratio?: Estimate
  /** Two-sided. */
  readonly p: number
}

export type Effects = Readonly<Record<Looks, Effect>>

/** Whether there is more of it, less, or nobody can tell. */
export type Claim = 'more' | 'less' | 'none'

export interface Comparison {
  /** Of both arms, as they are. */
  readonly control: number
  readonly treatment: number
  /** The best that is known: by CUPED where there are days before. */
  readonly effects: Effects
  /** The same without what was known before. */
  readonly unadjusted: Effects
  /** What CUPED did. */
  readonly cuped?: { readonly theta: number; readonly reduction: number }
  readonly claim: Claim
  /** Of false claims, its share: intervals hold the truth with 1 − alpha. */
  readonly alpha: number
  /** Devices of both arms together that are still missing to see an uplift of `detect`. */
  readonly needed: number
}

export interface Settings {
  readonly looks: Looks
  /** Of false claims. */
  readonly alpha: number
  /** Devices of both arms at which intervals that are always valid are narrowest. */
  readonly planned: number
  /** Uplift that should be seen: .05 is 5 %. */
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

/** What an interval says of 0. */
export function claimOf({ difference }: Effect): Claim {
  return difference.low > 0 ? 'more' : difference.high < 0 ? 'less' : 'none'
}

/** @returns undefined where nothing varies, or nothing was counted */
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
