import type { ScoreParts, Tier } from '../types.ts'
import { FEATURES, type Feature } from './features/features.ts'
import { checkFloors, createFloors, type Floors, type HoldFloors } from './rules/site-floors.ts'

/** Weight of each feature, in log-odds of being opened. Default: 0. */
export type Weights = Readonly<Partial<Record<Feature, number>>>

const COLD_STARTS = ['position', 'popularity', 'prior'] as const
export type ColdStart = (typeof COLD_STARTS)[number]

/**
 * A set of feature weights, fitted offline (`npx --no inkling fit`) or set by hand. It is plain data, loaded as JSON.
 */
export interface Ranker {
  readonly name: string
  readonly version: string
  readonly licence: string
  /**
   * How lists are ordered while nothing is known about the reader. `position`: the page's own order. `popularity`: the
   * page's order and the site's popularity figures, if any. `prior`: position, freshness and popularity.
   */
  readonly coldStart: ColdStart
  readonly weights: Readonly<Record<Tier, Weights>>
  /** Default: none. */
  readonly floors?: Floors
  /** Applies the floors. Set by {@link checkRanker}, so that sites without floors don't load the code. */
  readonly holdFloors?: HoldFloors
}

/**
 * Maximum absolute weight. Features range over a few units, and fitted weights are below 5. Beyond 100 log-odds (a
 * factor of 10⁴³), a single feature determines the order, and the contributions of the others are lost to rounding.
 */
export const MOST = 100

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keys that are allowed in a ranker that only sets floors. */
const FLOORS_ALONE = /^(name|version|licence|floors)$/

/**
 * Checks a ranker's JSON. A file with floors but no weights gets the default ranker's weights.
 *
 * @throws TypeError, whose message describes the problem
 */
export function checkRanker(given: unknown): Ranker {
  const expectThat = (right: unknown, what: string) => {
    if (!right) throw new TypeError(what)
  }
  if (!isObject(given)) throw new TypeError('a ranker is an object')
  const hasFloorsAlone = given['floors'] !== undefined && Object.keys(given).every((key) => FLOORS_ALONE.test(key))
  const value: Record<string, unknown> = hasFloorsAlone ? { ...DEFAULT_RANKER, ...given } : given
  const { name, version, licence, coldStart, weights, floors } = value
  for (const [key, text] of Object.entries({ name, version, licence }))
    expectThat(typeof text === 'string', `\`${key}\` must be a text`)
  expectThat(COLD_STARTS.includes(coldStart as ColdStart), `\`coldStart\` must be one of ${COLD_STARTS.join(', ')}`)
  if (!isObject(weights)) throw new TypeError('`weights` must have `lexical` and `semantic`')
  for (const tier of ['lexical', 'semantic']) {
    const of = weights[tier]
    if (!isObject(of)) throw new TypeError(`\`weights\` must have \`${tier}\``)
    for (const [feature, weight] of Object.entries(of)) {
      expectThat(FEATURES.includes(feature as Feature), `there is no feature \`${feature}\``)
      expectThat(
        Number.isFinite(weight) && Math.abs(weight as number) <= MOST,
        `the weight of \`${feature}\` must be a number from -${MOST} to ${MOST}`,
      )
    }
    expectThat(
      !((of.dismissed as number) > 0),
      'the weight of `dismissed` must not be above 0: it would raise what was dismissed',
    )
  }
  const ranker = value as unknown as Ranker
  return floors === undefined ? ranker : { ...ranker, holdFloors: createFloors(checkFloors(floors)) }
}

/** The part of the score to which each feature belongs. */
export const PART_OF: Readonly<Record<Feature, keyof ScoreParts>> = {
  interest: 'interest',
  contrast: 'interest',
  words: 'interest',
  skippedWords: 'interest',
  coReading: 'coReading',
  labels: 'topics',
  author: 'topics',
  opened: 'seen',
  skipped: 'seen',
  popularityAffinity: 'habits',
  eraAffinity: 'habits',
  era: 'habits',
  dismissed: 'dismissed',
  position: 'position',
  freshness: 'freshness',
  popularity: 'popularity',
}

/**
 * The default ranker. Its weights contain no data about any reader. They were chosen so that, on every log, the ranker
 * is at least as good as any of its inputs alone (popularity, page order, words, vectors), and so that no single log
 * determines the weights (docs/decisions/0031-default-ranker.md). Popularity is already in log-odds, so its weight is
 * 1.
 */
export const DEFAULT_RANKER: Ranker = {
  name: 'default',
  version: '4',
  licence: 'Apache-2.0',
  coldStart: 'popularity',
  weights: {
    lexical: {
      interest: 2,
      contrast: 1,
      coReading: 1,
      labels: 0.7,
      skipped: -0.1,
      dismissed: -1.5,
      position: 0.75,
      freshness: 0.05,
      popularity: 1,
    },
    semantic: {
      interest: 1,
      contrast: 2,
      words: 0.25,
      coReading: 1,
      labels: 0.7,
      skipped: -0.1,
      dismissed: -1.5,
      position: 0.75,
      freshness: 0.05,
      popularity: 1,
    },
  },
}
