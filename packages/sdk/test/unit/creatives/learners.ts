/** Bandits that choose creatives and learn as they go: the product's, and common alternatives. */
import {
  type Arm,
  type CreativePrior,
  DEFAULT_PRIORS,
  Posterior,
  type PriorSettings,
} from '../../../src/creatives/bandit/posterior.ts'
import { normal, type Random } from '../../../src/creatives/bandit/random.ts'
import { propensitiesOf } from '../../../src/creatives/bandit/thompson.ts'

export interface Learner {
  /**
   * Prepares a choice among arms, which may be drawn repeatedly until something is learned. @returns draws an arm's
   * index
   */
  ready(arms: readonly Arm[], random: Random): () => number
  /** @param showings of the arm, and how many of them reached the goal */
  learn(arm: Arm, showings: number, goals: number): void
}

/** Counts per creative. */
class Counts {
  readonly #counts = new Map<string, { showings: number; goals: number }>()
  total = 0

  of({ creative }: Arm): { readonly showings: number; readonly goals: number } {
    return this.#counts.get(creative) ?? { showings: 0, goals: 0 }
  }

  add({ creative }: Arm, showings: number, goals: number): void {
    const known = this.#counts.get(creative) ?? { showings: 0, goals: 0 }
    this.#counts.set(creative, { showings: known.showings + showings, goals: known.goals + goals })
    this.total += showings
  }
}

/** Index of the maximum; ties are broken at random. */
function best(values: readonly number[], random: Random): number {
  const most = Math.max(...values)
  const equal = values.flatMap((value, at) => (value === most ? [at] : []))
  return equal[Math.floor(random() * equal.length)]!
}

export const randomly = (): Learner => ({
  ready: (arms, random) => () => Math.floor(random() * arms.length),
  learn: () => undefined,
})

/**
 * Always chooses the arm with the highest given value; needs knowledge that no real policy has. @param value of an arm
 */
export const always = (value: (arm: Arm) => number): Learner => ({
  ready: (arms, random) => {
    const values = arms.map(value)
    return () => best(values, random)
  },
  learn: () => undefined,
})

/** ε-greedy: the best arm so far, or with probability ε any. */
export function epsilonGreedy(epsilon = 0.1): Learner {
  const counts = new Counts()
  return {
    ready: (arms, random) => {
      // Arms that were never shown come first.
      const rates = arms.map((arm) => {
        const { showings, goals } = counts.of(arm)
        return showings ? goals / showings : Number.POSITIVE_INFINITY
      })
      return () => (random() < epsilon ? Math.floor(random() * arms.length) : best(rates, random))
    },
    learn: (arm, showings, goals) => counts.add(arm, showings, goals),
  }
}

/** UCB1 (Auer, Cesa-Bianchi and Fischer 2002). */
export function ucb(): Learner {
  const counts = new Counts()
  return {
    ready: (arms, random) => {
      const bounds = arms.map((arm) => {
        const { showings, goals } = counts.of(arm)
        return showings
          ? goals / showings + Math.sqrt((2 * Math.log(counts.total)) / showings)
          : Number.POSITIVE_INFINITY
      })
      return () => best(bounds, random)
    },
    learn: (arm, showings, goals) => counts.add(arm, showings, goals),
  }
}

/** Gamma distribution with shape ≥ 1, by Marsaglia and Tsang (2000). */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Thompson sampling from Beta(1 + goals, 1 + misses), that is, with a uniform prior. */
export function betaThompson(): Learner {
  const counts = new Counts()
  return {
    ready: (arms, random) => () =>
      best(
        arms.map((arm) => {
          const { showings, goals } = counts.of(arm)
          const yes = gamma(1 + goals, random)
          return yes / (yes + gamma(1 + showings - goals, random))
        }),
        random,
      ),
    learn: (arm, showings, goals) => counts.add(arm, showings, goals),
  }
}

/** The product's own posterior and Thompson sampling, from src/creatives. */
export function inkling(
  priors: Readonly<Record<string, CreativePrior>> = Object.create(null),
  settings: PriorSettings = DEFAULT_PRIORS,
): Learner {
  const posterior = new Posterior(priors, settings)
  return {
    ready: (arms, random) => {
      const propensities = propensitiesOf(posterior, arms, random)
      return () => {
        let left = random()
        const at = propensities.findIndex((chance) => (left -= chance) < 0)
        return at < 0 ? arms.length - 1 : at
      }
    },
    learn: (arm, showings, goals) => posterior.update(arm, showings, goals),
  }
}
