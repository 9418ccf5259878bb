import type { ScoreParts, Tier } from '../types.ts'
import { FEATURES, type Feature } from './features/features.ts'
import { checkFloors, type Floors, floorsBy, type HoldFloors } from './rules/site-floors.ts'

/** Weight of each feature, in log-odds of being opened; 0 where absent. */
export type Weights = Readonly<Partial<Record<Feature, number>>>

const COLD_STARTS = ['position', 'popularity', 'prior'] as const
export type ColdStart = (typeof COLD_STARTS)[number]

/** What the features of a score weigh, as fitted offline (`npx --no inkling fit`) or set by hand. Plain data: it comes as JSON. */
export interface Ranker {
  readonly name: string
  readonly version: string
  readonly licence: string
  /**
   * What orders a list while nothing is known of the reader. position: the page's own order stands. popularity: and the
   * site's figures of popularity count, where it gives any. prior: position, freshness and popularity count.
   */
  readonly coldStart: ColdStart
  readonly weights: Readonly<Record<Tier, Weights>>
  /** Default: none. */
  readonly floors?: Floors
  /** What holds them. It comes of {@link checkRanker}, so that whoever has no floors has no code for them. */
  readonly holdFloors?: HoldFloors
}

/**
 * Of a weight, either way. Features lie within a few units, so that a hundred log-odds (10 to the 43rd) is more than any log
 * tells: fitted weights are below 5. Above, one weight decides alone, and sums lose what the others say.
 */
export const MOST = 100

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a ranker with nothing but floors is made of, besides: what comes along. */
const FLOORS_ALONE = /^(name|version|licence|floors)$/

/**
 * A file with floors and no weights has those of the ranker that comes along.
 *
 * @throws TypeError that says what is wrong: a ranker comes from outside, as JSON
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
  return floors === undefined ? ranker : { ...ranker, holdFloors: floorsBy(checkFloors(floors)) }
}

/** The part of a score that each feature counts towards. */
export const PART_OF: Readonly<Record<Feature, keyof ScoreParts>> = {
  interest: 'interest',
  contrast: 'interest',
  words: 'interest',
  skippedWords: 'interest',
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
 * Free of any reader's data: chosen so that on no log it does worse than what it is given (popularity, the page's order,
 * words, vectors), and no log decides alone (docs/decisions/0031-default-ranker.md). Popularity is a log-odds, and weighs 1.
 */
export const DEFAULT_RANKER: Ranker = {
  name: 'default',
  version: '3',
  licence: 'Apache-2.0',
  coldStart: 'popularity',
  weights: {
    lexical: {
      interest: 2,
      contrast: 1,
      labels: 0.7,
      skipped: -0.1,
      dismissed: -1.5,
      position: 0.5,
      freshness: 0.05,
      popularity: 1,
    },
    semantic: {
      interest: 1,
      contrast: 2,
      words: 0.25,
      labels: 0.7,
      skipped: -0.1,
      dismissed: -1.5,
      position: 0.5,
      freshness: 0.05,
      popularity: 1,
    },
  },
}
