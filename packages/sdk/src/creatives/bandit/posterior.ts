/**
 * The posterior over creatives: a Bayesian logistic regression. The log-odds that a showing leads to its goal are the
 * sum of the creative's own weight, the creative's weight for each context cell, and the fits multiplied by weights
 * that all creatives share. The weights are independent and normally distributed.
 *
 * A showing, or a count of showings, updates the belief about the sum according to its exact likelihood, and each
 * weight according to the weight's share of the sum's variance (assumed-density filtering; for probit regression in
 * Graepel et al., Web-Scale Bayesian Click-Through Rate Prediction, ICML 2010).
 */

import { FITS, type Fits, fitVector } from './features.ts'

/** A normal distribution. */
export interface Belief {
  readonly mean: number
  readonly variance: number
}

/** Counts used as a prior: an expected rate, and the number of showings that the prior counts as. */
export interface RatePrior {
  /** Goals per showing, 0 to 1. */
  readonly rate: number
  readonly showings: number
}

/** A creative's prior in a site's file: its overall rate, and its rates in context cells (`device=phone`). */
export interface CreativePrior extends RatePrior {
  readonly cells: Readonly<Record<string, RatePrior>>
  /**
   * A normally distributed weight with mean 0 that is added to the log-odds of all creatives with this key, such as
   * those of a campaign about which nothing is known.
   */
  readonly shared?: { readonly key: string; readonly variance: number }
}

/** Beliefs before any data. Standard deviations are in log-odds. */
export interface PriorSettings {
  /** Rate assumed for a creative without data. */
  readonly rate: number
  /** Standard deviation between creatives. */
  readonly creative: number
  /**
   * Standard deviation between readers for a creative with a known rate. It lets the device learn how its own reader
   * responds.
   */
  readonly reader: number
  /**
   * Standard deviation between a creative's context cells. It shrinks a cell's rate towards the creative's overall
   * rate.
   */
  readonly cell: number
  /** Weights of the fits. */
  readonly fits: Readonly<Record<keyof Fits, Belief>>
}

export const DEFAULT_PRIORS: PriorSettings = {
  rate: 0.01,
  creative: 1,
  reader: 0.1,
  cell: 0.3,
  fits: {
    content: { mean: 0.7, variance: 0.25 },
    audience: { mean: 0.3, variance: 0.1 },
    tone: { mean: 0.2, variance: 0.1 },
  },
}

/** A creative in its context, whether shown or only considered. */
export interface Arm {
  /** Unique among all creatives. */
  readonly creative: string
  /** As returned by `cellsOf`. */
  readonly cells: readonly string[]
  readonly fits: Fits
}

/** One term of the sum Σ x · weight. */
export interface Term {
  readonly key: string
  readonly x: number
  readonly belief: Belief
  /** Whether the weight is shared by all creatives. */
  readonly shared: boolean
}

/**
 * Rates are kept at least this far away from 0 and 1, because counts can't distinguish rates that are any closer to
 * them.
 */
const RATE_BOUND = 1e-5
const logit = (rate: number): number => {
  const bounded = Math.min(1 - RATE_BOUND, Math.max(RATE_BOUND, rate))
  return Math.log(bounded / (1 - bounded))
}

/**
 * The number of showings that a prior must count as for {@link beliefOf} to return this variance.
 *
 * @param deviation the initial standard deviation
 */
export function worthOf(rate: number, variance: number, deviation: number): number {
  const bounded = Math.min(1 - RATE_BOUND, Math.max(RATE_BOUND, rate))
  return Math.max(0, (1 / variance - 1 / deviation ** 2) / (bounded * (1 - bounded)))
}

/**
 * Normal approximation to the log-odds of a counted rate, by the delta method, combined with the initial standard
 * deviation.
 */
function beliefOf({ rate, showings }: RatePrior, deviation: number, reader = 0): Belief {
  const bounded = Math.min(1 - RATE_BOUND, Math.max(RATE_BOUND, rate))
  const counted = 1 / (1 / deviation ** 2 + showings * bounded * (1 - bounded))
  return { mean: logit(rate), variance: counted + reader ** 2 }
}

export class Posterior {
  readonly #priors: Readonly<Record<string, CreativePrior>>
  readonly #settings: PriorSettings
  readonly #beliefs = new Map<string, Belief>()

  /** @param priors keyed by creative, from the site's file. Default: none */
  constructor(priors: Readonly<Record<string, CreativePrior>> = {}, settings = DEFAULT_PRIORS) {
    this.#priors = priors
    this.#settings = settings
  }

  /** Whether there is any data about a creative, from its prior or from this device. */
  knows(creative: string): boolean {
    return this.#beliefs.has(creative) || (this.#priorOf(creative)?.showings ?? 0) > 0
  }

  /** Checks own properties only, because a creative may be called `constructor`. */
  #priorOf(creative: string): CreativePrior | undefined {
    return Object.hasOwn(this.#priors, creative) ? this.#priors[creative] : undefined
  }

  /** The terms of an arm's log-odds. */
  terms({ creative, cells, fits }: Arm): Term[] {
    const { fits: shared } = this.#settings
    const own = [creative, ...cells.map((cell) => `${creative}\n${cell}`)].map((key, at) => ({
      key,
      x: 1,
      belief: this.#beliefs.get(key) ?? this.#prior(creative, cells[at - 1]),
      shared: false,
    }))
    const values = fitVector(fits)
    const common = FITS.map((name, at) => {
      const key = `\n${name}`
      return { key, x: values[at]!, belief: this.#beliefs.get(key) ?? shared[name], shared: true }
    })
    return [...own, ...common.filter(({ x }) => x), ...this.#shared(creative)]
  }

  /** The weight that a creative shares with others of its campaign, if its prior has one. */
  #shared(creative: string): Term[] {
    const shared = this.#priorOf(creative)?.shared
    if (!shared) return []
    const key = `\n\n${shared.key}`
    return [{ key, x: 1, belief: this.#beliefs.get(key) ?? { mean: 0, variance: shared.variance }, shared: true }]
  }

  #prior(creative: string, cell: string | undefined): Belief {
    const { rate, creative: deviation, reader, cell: cellDeviation } = this.#settings
    const prior = this.#priorOf(creative)
    if (cell === undefined)
      return prior ? beliefOf(prior, deviation, reader) : { mean: logit(rate), variance: deviation ** 2 }
    const counted = prior && Object.hasOwn(prior.cells, cell) ? prior.cells[cell] : undefined
    if (!counted) return { mean: 0, variance: cellDeviation ** 2 }
    const { mean, variance } = beliefOf(counted, cellDeviation)
    return { mean: mean - logit(prior!.rate), variance }
  }

  /** Belief about the arm's log-odds. */
  logOdds(arm: Arm): Belief {
    return sumOf(this.terms(arm))
  }

  /** Expected goal rate, 0 to 1, averaged over the belief by MacKay's approximation (1992). */
  rate(arm: Arm): number {
    const { mean, variance } = this.logOdds(arm)
    return 1 / (1 + Math.exp(-mean / Math.sqrt(1 + (Math.PI / 8) * variance)))
  }

  /**
   * Updates the beliefs after showings of an arm.
   *
   * @param showings number of showings; a showing whose goal may still be reached counts as a fraction
   * @param goals how many of these showings led to their goal
   */
  update(arm: Arm, showings: number, goals: number): void {
    const terms = this.terms(arm)
    const before = sumOf(terms)
    const after = given(before, showings, goals)
    if (!(after.variance > 0)) return
    const shift = (after.mean - before.mean) / before.variance
    const known = (before.variance - after.variance) / before.variance ** 2
    for (const { key, x, belief } of terms) {
      const { mean, variance } = belief
      const less = (x * variance) ** 2 * known
      this.#beliefs.set(key, {
        mean: mean + x * variance * shift,
        variance: Math.max(variance - less, variance * 1e-6),
      })
    }
  }
}

function sumOf(terms: readonly Term[]): Belief {
  let mean = 0
  let variance = 0
  for (const { x, belief } of terms) {
    mean += x * belief.mean
    variance += x * x * belief.variance
  }
  return { mean, variance }
}

const NEWTON_STEPS = 30
/** Number of points in the numerical integral, and its range in standard deviations on each side. */
const POINTS = 49
const REACH = 7

/**
 * The belief about the log-odds after these showings, `goals` of which led to their goal. It has the mean and variance
 * of the exact posterior.
 */
export function given({ mean, variance }: Belief, showings: number, goals: number): Belief {
  const log = (s: number) =>
    goals * s - showings * (Math.max(0, s) + Math.log1p(Math.exp(-Math.abs(s)))) - (s - mean) ** 2 / (2 * variance)
  let mode = mean
  let curvature = 1 / variance
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const p = 1 / (1 + Math.exp(-mode))
    curvature = 1 / variance + showings * p * (1 - p)
    const move = (goals - showings * p - (mode - mean) / variance) / curvature
    // Limit the step, because a full Newton step overshoots where the curve is flat.
    mode += Math.min(2, Math.max(-2, move))
    if (Math.abs(move) < 1e-9) break
  }
  const width = Math.min(Math.sqrt(variance), 1.5 / Math.sqrt(curvature))
  const top = log(mode)
  let mass = 0
  let first = 0
  let second = 0
  for (let point = 0; point < POINTS; point++) {
    const offset = REACH * width * ((2 * point) / (POINTS - 1) - 1)
    const density = Math.exp(log(mode + offset) - top)
    mass += density
    first += density * offset
    second += density * offset * offset
  }
  const shift = first / mass
  return { mean: mode + shift, variance: second / mass - shift * shift }
}
