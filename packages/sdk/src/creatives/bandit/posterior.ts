/**
 * What is believed of creatives: a Bayesian logistic regression. The log-odds that a showing leads to its goal are the sum of
 * the creative's own weight, one for each cell of the context, which are the creative's as well, and the fits by weights that all
 * creatives share. Each weight is normal and independent of the others.
 *
 * A showing, or a count of showings, changes the sum's belief by its exact likelihood, and each weight by its share in
 * the sum's variance (assumed-density filtering; as for probit in Graepel et al., Web-Scale Bayesian Click-Through Rate
 * Prediction, ICML 2010).
 */

import { FITS, type Fits, fitVector } from './features.ts'

/** A normal belief. */
export interface Belief {
  readonly mean: number
  readonly variance: number
}

/** Counts as a prior: the rate that is expected, and how many showings it counts as. */
export interface RatePrior {
  /** Goals by showings, 0 to 1. */
  readonly rate: number
  readonly showings: number
}

/** What comes down of a creative: its rate everywhere, and its rates in cells of the context (`device=phone`). */
export interface CreativePrior extends RatePrior {
  readonly cells: Readonly<Record<string, RatePrior>>
}

/** What is believed before anything is counted. Standard deviations are of log-odds. */
export interface PriorSettings {
  /** Rate of a creative of which nothing is known. */
  readonly rate: number
  /** How far creatives differ from that. */
  readonly creative: number
  /** How far readers differ from all readers, for a creative whose rate is known: the device may learn what is its own. */
  readonly reader: number
  /** How far a cell differs from its creative: what shrinks a cell's rate to the creative's. */
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

/** Something that could be shown, or was: a creative in its context. */
export interface Arm {
  /** Unique among all creatives. */
  readonly creative: string
  /** As `cellsOf` names them. */
  readonly cells: readonly string[]
  readonly fits: Fits
}

/** A weight in the sum: the sum is Σ x · weight. */
export interface Term {
  readonly key: string
  readonly x: number
  readonly belief: Belief
  /** Whether other creatives have the same weight. */
  readonly shared: boolean
}

/** Rates nearer to 0 or 1 than this are beyond what counts could tell. */
const RATE_BOUND = 1e-5
const logit = (rate: number): number => {
  const bounded = Math.min(1 - RATE_BOUND, Math.max(RATE_BOUND, rate))
  return Math.log(bounded / (1 - bounded))
}

/** Log-odds of a rate that was counted: the delta method's normal. No more is known than a first belief had open. */
function beliefOf({ rate, showings }: RatePrior, deviation: number, reader = 0): Belief {
  const bounded = Math.min(1 - RATE_BOUND, Math.max(RATE_BOUND, rate))
  const counted = 1 / (1 / deviation ** 2 + showings * bounded * (1 - bounded))
  return { mean: logit(rate), variance: counted + reader ** 2 }
}

export class Posterior {
  readonly #priors: Readonly<Record<string, CreativePrior>>
  readonly #settings: PriorSettings
  readonly #beliefs = new Map<string, Belief>()

  /** @param priors by creative, as a site's file has them. Default: none */
  constructor(priors: Readonly<Record<string, CreativePrior>> = {}, settings = DEFAULT_PRIORS) {
    this.#priors = priors
    this.#settings = settings
  }

  /** Whether more is known of a creative than of any: by what came down, or what was counted here. */
  knows(creative: string): boolean {
    return this.#beliefs.has(creative) || (this.#priorOf(creative)?.showings ?? 0) > 0
  }

  /** A creative may be called `constructor`. */
  #priorOf(creative: string): CreativePrior | undefined {
    return Object.hasOwn(this.#priors, creative) ? this.#priors[creative] : undefined
  }

  /** The weights of an arm's sum. */
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
    return [...own, ...common.filter(({ x }) => x)]
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

  /** Belief of the sum: the log-odds of the arm's goal. */
  logOdds(arm: Arm): Belief {
    return sumOf(this.terms(arm))
  }

  /** Expected rate of goals, 0 to 1, with the belief's width in it (MacKay's approximation, 1992). */
  rate(arm: Arm): number {
    const { mean, variance } = this.logOdds(arm)
    return 1 / (1 + Math.exp(-mean / Math.sqrt(1 + (Math.PI / 8) * variance)))
  }

  /**
   * Learns from showings of an arm.
   *
   * @param showings how many, or the part of one whose goal may still come @param goals of these, how many led to their goal
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
/** Points of the integral, and how many deviations it reaches to each side. */
const POINTS = 49
const REACH = 7

/** A belief about log-odds once so many of these showings led to their goal: mean and variance of the exact posterior. */
export function given({ mean, variance }: Belief, showings: number, goals: number): Belief {
  const log = (s: number) =>
    goals * s - showings * (Math.max(0, s) + Math.log1p(Math.exp(-Math.abs(s)))) - (s - mean) ** 2 / (2 * variance)
  let mode = mean
  let curvature = 1 / variance
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const p = 1 / (1 + Math.exp(-mode))
    curvature = 1 / variance + showings * p * (1 - p)
    const move = (goals - showings * p - (mode - mean) / variance) / curvature
    // Where the curve is flat a whole step overshoots.
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
