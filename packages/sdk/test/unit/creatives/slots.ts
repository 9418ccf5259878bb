/** A site with a slot, made up from a seed: creatives, readers with interests, contexts, and how likely each showing is to reach its goal. */
import type { Count } from '../../../../cli/src/campaigns/read-counts.ts'
import { uniform } from '../../../../cli/src/evaluate/random.ts'
import type { Arm } from '../../../src/creatives/bandit/posterior.ts'
import { normal, type Random } from '../../../src/creatives/bandit/random.ts'
import type { Learner } from './learners.ts'

export interface SiteOptions {
  readonly seed: number
  readonly creatives: number
  /** Rate of goals in the middle, 0 to 1. */
  readonly rate: number
}

/** Standard deviations of log-odds. */
const CREATIVE = 0.5
const CELL = 0.3
const READER = 0.3
/** What a creative that fits fully adds to the log-odds. */
const FIT = 0.7
const DEVICES = ['phone', 'phone', 'phone', 'tablet', 'desktop', 'desktop']
const DAYPARTS = ['night', 'morning', 'morning', 'afternoon', 'afternoon', 'evening', 'evening']
const TOPICS = ['news', 'sport', 'travel', 'food', 'science']

/** One page view: what could be shown, and with which rate of goals. */
export interface View {
  readonly arms: readonly Arm[]
  readonly rates: readonly number[]
}

export interface Site {
  /** Views of one more reader. */
  reader(visits: number): View[]
  /** A report of showings that were dealt out alike, as `inkling campaigns` reads it. */
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
  // All are drawn now: what is asked first mustn't change what comes of it.
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
    // Of its own: whether a site counts changes none of its readers.
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
  /** Expected, not drawn: the same choices give the same figure. */
  readonly goals: number
  /** Less than what the best choice for each view would have brought. */
  readonly regret: number
}

/**
 * @param readers views of each
 * @param learnerOf makes one for each reader, as devices have it; or gives the same to all, as a server has it
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
