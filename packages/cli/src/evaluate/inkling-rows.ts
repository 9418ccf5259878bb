/** Evaluation rows for Inkling's own ranking, complete and ablated. */
import { DEFAULTS } from '../../../sdk/src/options.ts'
import type { FeatureInput } from '../../../sdk/src/ranking/features/feature-input.ts'
import { FEATURES, type Feature } from '../../../sdk/src/ranking/features/features.ts'
import { rank } from '../../../sdk/src/ranking/rank.ts'
import { DEFAULT_RANKER, PART_OF, type Ranker } from '../../../sdk/src/ranking/ranker.ts'
import type { Rules } from '../../../sdk/src/ranking/rules/rules.ts'
import type { ScoreParts } from '../../../sdk/src/types.ts'
import type { Row } from './baselines.ts'
import type { Context } from './context.ts'
import { bothTiers, fitBoth, rankerOf } from './fitting/fit.ts'
import { inputOf } from './log/input.ts'
import type { Progress } from './progress.ts'

/** Parts that are ablated one at a time, keyed by row name. */
const PARTS: ReadonlyArray<keyof ScoreParts> = ['interest', 'topics', 'seen', 'habits', 'popularity']
/**
 * Read items aren't demoted, because click logs often contain repeat clicks and each site decides whether to move read
 * items down.
 */
const RULES: Partial<Rules> = { demoteRead: false }
const VARIED: Partial<Rules> = { ...RULES, diversity: 0.32 }
/** The rules that pages use by default. */
const CALIBRATED: Partial<Rules> = { ...RULES, calibration: DEFAULTS.calibration }
/** Features that are about an item's content rather than its popularity. */
const CONTENT = FEATURES.filter(
  (name) => !['popularity', 'popularityAffinity', 'freshness', 'position', 'opened', 'skipped'].includes(name),
)

/** Scores (C) that reproduce the order in which a page would show the candidates. */
export function orderBy(input: FeatureInput, ranker: Ranker, rules: Partial<Rules> = CALIBRATED): Float64Array {
  const scores = new Float64Array(input.candidates.length)
  for (const item of rank({ ...input, list: '', ranker, rules }).items) scores[item.from] = -item.to
  return scores
}

function row(name: string, ranker: Ranker, rules = RULES, withVectors = true): Row {
  return {
    name,
    score({ list, past }, candidates, { catalogue, popularity }) {
      const known = withVectors ? catalogue : { ...catalogue, vectors: new Map() }
      return orderBy(inputOf(list, past, candidates, known, popularity.of), ranker, rules)
    },
  }
}

/**
 * With a training log: `fusion+prior` (popularity and late fusion, two weights), `logistic` (all features), `inkling`
 * (the complete ranking, with its rules and the weights of `logistic`), one row per ablated part with the other weights
 * refitted, `inkling-varied` (with the diversity rule) and `inkling-lexical` (without the transformer). Always:
 * `inkling-default`, the ranker that pages get by default; without a training log, `inkling` is the same.
 */
export async function inklingRows(
  context: Context,
  progress: Progress,
  bundles: readonly Ranker[] = [],
): Promise<Row[]> {
  const shipped = [
    ...bundles.map((ranker) => row(`inkling-${ranker.name}`, ranker)),
    row('inkling-default', DEFAULT_RANKER, CALIBRATED),
    row('inkling-uncalibrated', DEFAULT_RANKER),
  ]
  if (!context.training.length) return [row('inkling', DEFAULT_RANKER, CALIBRATED), ...shipped]
  const examples = await bothTiers(context.training, context.catalogue, progress.update)
  progress.update(1, 1)
  progress.end()
  const fitted = (name: string, which: readonly Feature[] = FEATURES) => rankerOf(name, fitBoth(examples, which))
  const whole = fitted('fitted')
  return [
    row('fusion+prior', fitted('fusion+prior', ['popularity', 'freshness', 'position', 'interest'])),
    row('content', fitted('content', CONTENT)),
    row('logistic', whole),
    row('inkling', whole),
    ...PARTS.map((part) =>
      row(
        `inkling − ${part}`,
        fitted(
          part,
          FEATURES.filter((name) => PART_OF[name] !== part),
        ),
      ),
    ),
    row('inkling-lexical', whole, RULES, false),
    row('inkling-varied', whole, VARIED),
    ...shipped,
  ]
}
