/** Simulates a site with a slot from a seed: creatives, readers with interests, contexts, and goal probabilities. */
import type { Count } from '../../../../cli/src/campaigns/read-counts.ts'
import { uniform } from '../../../../cli/src/evaluate/random.ts'
import type { Arm } from '../../../src/creatives/bandit/posterior.ts'
import { normal, type Random } from '../../../src/creatives/bandit/random.ts'
import type { Learner } from './learners.ts'

export interface SiteOptions {
  readonly seed: number
  readonly creatives: number
  /** Median goal rate, 0 to 1. */
  readonly rate: number
}

/** Standard deviations of log-odds. */
const CREATIVE = 0.5
const CELL = 0.3
const READER = 0.3
/** Added to the log-odds if a creative fits the reader perfectly. */
const FIT = 0.7
const DEVICES = ['phone', 'phone', 'phone', 'tablet', 'desktop', 'desktop']
const DAYPARTS = ['night', 'morning', 'morning', 'afternoon', 'afternoon', 'evening', 'evening']
const TOPICS = ['news', 'sport', 'travel', 'food', 'science']

/** One page view: the candidates and their goal rates. */
export interface View {
  readonly arms: readonly Arm[]
  readonly rates: readonly number[]
}

export interface Site {
  /** Views of another reader. */
  reader(visits: number): View[]
  /** A report of uniformly chosen showings, as `inkling campaigns` reads it. */
  report(showings: number): Count[]
}

const pick = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)]!

export function siteOf({ seed, creatives, rate }: SiteOptions): Site {
  const random = uniform(seed)
  const base = Math.log(rate / (1 - rate))
  const own = Array.from({ length: creatives }, () => base + CREATIVE * normal(random))
  const effects = new Map<string, number>()
  const effectOf = (creative: number, cell: string) => {
    const key = `${creative} ${cell}`
    const known = effects.get(key) ?? CELL * normal(random)
    effects.set(key, known)
    return known
  }
  // Draw all effects up front, so that they don't depend on the order of use.
  for (let k = 0; k < creatives; k++)
    for (const cell of [
      ...DEVICES.map((each) => `device=${each}`),
      ...DAYPARTS.map((each) => `daypart=${each}`),
      ...TOPICS.map((each) => `topic=${each}`),
    ])
      effectOf(k, cell)

  function visitsOf(visits: number, random: Random): View[] {
    const device = pick(DEVICES, random)
    const favourite = pick(TOPICS, random)
    const fits = own.map(() => Math.tanh(normal(random)))
    const taste = own.map(() => READER * normal(random))
    return Array.from({ length: visits }, () => {
      const topic = random() < 0.5 ? favourite : pick(TOPICS, random)
      const cells = [`device=${device}`, `daypart=${pick(DAYPARTS, random)}`, `topic=${topic}`]
      const logOdds = own.map(
        (weight, k) => weight + taste[k]! + FIT * fits[k]! + cells.reduce((sum, cell) => sum + effectOf(k, cell), 0),
      )
      return {
        arms: own.map((_, k) => ({ creative: `c${k}`, cells, fits: { content: fits[k]! } })),
        rates: logOdds.map((each) => 1 / (1 + Math.exp(-each))),
      }
    })
  }

  function report(showings: number): Count[] {
    // A separate generator, so that reports don't affect readers.
    const random = uniform(seed + 1)
    const counts = new Map<string, { creative: string; cells: readonly string[]; showings: number; goals: number }>()
    for (let n = 0; n < showings; n++) {
      const { arms, rates } = visitsOf(1, random)[0]!
      const k = Math.floor(random() * creatives)
      const { creative, cells } = arms[k]!
      const key = JSON.stringify([creative, cells])
      const count = counts.get(key) ?? { creative, cells, showings: 0, goals: 0 }
      counts.set(key, count)
      count.showings++
      count.goals += Number(random() < rates[k]!)
    }
    return [...counts.values()]
  }

  return { reader: (visits) => visitsOf(visits, random), report }
}

export interface Result {
  /** Expected rather than drawn, so that equal choices give equal figures. */
  readonly goals: number
  /** Shortfall against the best choice for each view. */
  readonly regret: number
}

/**
 * @param readers views of each
 * @param learnerOf returns a learner per reader, as on devices, or the same one for all, as on a server
 */
export function play(readers: ReadonlyArray<readonly View[]>, learnerOf: () => Learner, random: Random): Result {
  let [goals, most] = [0, 0]
  for (const views of readers) {
    const learner = learnerOf()
    for (const { arms, rates } of views) {
      const at = learner.ready(arms, random)()
      goals += rates[at]!
      most += Math.max(...rates)
      learner.learn(arms[at]!, 1, Number(random() < rates[at]!))
    }
  }
  return { goals, regret: most - goals }
}
