import { positionPrior } from '../../lib/scoring/position-prior.ts'
import type { ItemContent, Tier } from '../../types.ts'
import { fillAffinities } from './affinities.ts'
import { byVectors, byWords } from './comparison.ts'
import { type Evidence, trust } from './evidence.ts'
import type { Asked, FeatureInput } from './feature-input.ts'
import { freshness } from './freshness.ts'
import { dismissal, lateFusion } from './late-fusion.ts'
import { isPlaceholder } from './placeholder.ts'
import { popularitySlope } from './popularity-slope.ts'
import { logOdds, residuals } from './residual.ts'
import { wordSimilarities } from './similarity.ts'

/**
 * The features that make up a score. Each has one weight (ranker.ts) and is 0 if nothing is known.
 *
 * - `popularity`: log-odds of the publisher's figure, scaled by how well it predicts what this reader opens
 *   (popularity-slope.ts).
 * - `freshness`: see freshness.ts. `position`: see position-prior.ts.
 * - `interest`: late fusion of the similarities to opened items.
 * - `contrast`: similarity to opened minus skipped items, each weighted by how surprising it was.
 * - `words`, `skippedWords`: words shared with opened items (late fusion) and with skipped items (mean). Semantic tier
 *   only, since in the lexical tier `interest` already consists of words. All four are shrunk according to how much was
 *   opened (evidence.ts).
 * - `coReading`: whether readers of what was opened also read the item, from the site's file (ranking/co-reading.ts).
 * - `labels`, `author`: whether the item's topic and tags, or its author, were opened more often than expected.
 * - `opened`: 1 if this item was opened before. `skipped`: log₂(1 + n) if it was shown n times and never opened.
 * - `popularityAffinity`: the item's popularity, signed by whether the reader prefers popular items.
 * - `eraAffinity`: the same for age, old versus new. `era`: closeness in age to opened items.
 * - `dismissed`: similarity to dismissed items, ≥ 0.
 */
export const FEATURES = [
  'popularity',
  'freshness',
  'position',
  'interest',
  'contrast',
  'words',
  'skippedWords',
  'coReading',
  'labels',
  'author',
  'opened',
  'skipped',
  'popularityAffinity',
  'eraAffinity',
  'era',
  'dismissed',
] as const

export type Feature = (typeof FEATURES)[number]

/** One column of C numbers per feature. */
export type Columns = Record<Feature, number[]>

export interface FeatureTable {
  readonly columns: Readonly<Columns>
}

/**
 * Temperature of late fusion, in units of similarity. With a low temperature, fusion approaches the maximum; with a
 * high one, the mean.
 */
export const TEMPERATURE: Readonly<Record<Tier, number>> = { lexical: 0.15, semantic: 0.3 }
/** Temperature for shared words and dismissals, for which the nearest event matters most. */
const NEAREST = 0.1
/**
 * Number of opened items at which the semantic temperature doubles. A few items indicate an interest only when taken
 * together, whereas among many items some are likely to be close to the candidate. Words don't need this: adding texts
 * doesn't change which of the earlier ones an item shares words with.
 */
const FEW = 6

/**
 * Gives candidates without a vector the mean of their topic or, failing that, of the list, which is neither good nor
 * bad.
 */
function fillUnknown(values: number[], candidates: readonly ItemContent[]): void {
  if (!values.some(Number.isNaN)) return
  const mean = (chosen: number[]) => chosen.reduce((sum, value) => sum + value, 0) / chosen.length
  const known = [...values]
    .map((value, c) => ({ value, topic: candidates[c]?.topic }))
    .filter(({ value }) => !Number.isNaN(value))
  const all = known.length ? mean(known.map(({ value }) => value)) : 0
  values.forEach((value, c) => {
    if (!Number.isNaN(value)) return
    const sameTopic = known.filter(({ topic }) => topic !== undefined && topic === candidates[c]?.topic)
    values[c] = sameTopic.length ? mean(sameTopic.map((each) => each.value)) : all
  })
}

/** Fills the columns that depend only on the item itself. */
function fillPriors(columns: Columns, { candidates, now }: FeatureInput): void {
  let place = 0
  let sum = 0
  let known = 0
  candidates.forEach((candidate, c) => {
    if (candidate.popularity !== undefined) {
      sum += columns.popularity[c] = logOdds(candidate.popularity)
      known++
    }
    columns.freshness[c] = freshness(candidate.published, now)
    if (!isPlaceholder(candidate)) columns.position[c] = positionPrior(place++)
  })
  // If an item's popularity is unknown, the list's mean is used, which is neither good nor bad.
  candidates.forEach(({ popularity }, c) => {
    if (popularity === undefined) columns.popularity[c] = sum / (known || 1)
  })
}

/**
 * Weights (H) of events, per candidate. A candidate's own events have weight 0, because its similarity to itself says
 * nothing. The exception is "less like this".
 */
function weightsFor(events: readonly Evidence[]): (candidate: ItemContent) => readonly number[] {
  const all = events.map(({ weight }) => weight)
  const items = new Set(events.map(({ item }) => item))
  return ({ id }) =>
    items.has(id) ? events.map(({ item, kind, weight }) => (item === id && kind !== 'less' ? 0 : weight)) : all
}

/** Fills `words` and `skippedWords`. */
function fillSharedWords(
  columns: Columns,
  { candidates, history: { positive, skipped }, similar }: FeatureInput,
): void {
  const events = [...positive, ...skipped]
  const similarities = similar?.words(events) ?? wordSimilarities(candidates, events) // (C, H)
  const ofPositive = weightsFor(positive)
  const ofSkipped = weightsFor(skipped)
  candidates.forEach((candidate, c) => {
    columns.words[c] = lateFusion(similarities, ofPositive(candidate), NEAREST, c * events.length)
    const weights = ofSkipped(candidate)
    let sum = 0
    let total = 0
    for (let h = 0; h < weights.length; h++) {
      sum += weights[h]! * similarities[c * events.length + positive.length + h]!
      total += weights[h]!
    }
    columns.skippedWords[c] = total ? sum / total : 0
  })
}

/**
 * Features of every candidate. Dismissals affect only the column `dismissed`, so they can't raise any item.
 *
 * @param asked the features that have a weight; the others may stay 0, which mainly avoids the cost of comparing ages.
 * Default: all
 */
export function features(input: FeatureInput, tier: Tier, asked?: Asked): FeatureTable {
  const { candidates, history } = input
  const C = candidates.length
  const columns = Object.fromEntries(FEATURES.map((name) => [name, new Array(C).fill(0)])) as unknown as Columns
  fillPriors(columns, input)
  if (history.positive.length + history.skipped.length + history.dismissed.length === 0) return { columns }
  const shown = residuals(history)
  fillAffinities(columns, input, shown, asked)
  const slope = popularitySlope(history)
  columns.popularity = columns.popularity.map((value) => slope * value)

  const { knows, matrix, sum } = input.similar ?? (tier === 'lexical' ? byWords(input) : byVectors(input))
  const positive = history.positive.filter(knows)
  const toPositive = matrix(positive) // (C, H)
  const temperature = TEMPERATURE[tier] * (tier === 'semantic' ? 1 + FEW / positive.length : 1)
  const dismissed = history.dismissed.filter(knows)
  const toDismissed = matrix(dismissed) // (C, H)
  const ofPositive = weightsFor(positive)
  const ofDismissed = weightsFor(dismissed)
  candidates.forEach((candidate, c) => {
    columns.interest[c] = lateFusion(toPositive, ofPositive(candidate), temperature, c * positive.length)
    columns.dismissed[c] = dismissal(toDismissed, ofDismissed(candidate), NEAREST, c * dismissed.length)
  })
  const compared = shown.filter(({ event }) => knows(event))
  const root = Math.sqrt(compared.reduce((total, { event }) => total + event.weight, 0)) || 1
  columns.contrast = sum(
    compared.map(({ event }) => event),
    compared.map(({ residual }) => residual / root),
  )
  columns.coReading = input.coReading?.(history.positive, candidates) ?? columns.coReading
  for (const name of ['interest', 'contrast', 'coReading', 'dismissed'] as const) fillUnknown(columns[name], candidates)
  if (tier === 'semantic') fillSharedWords(columns, input)
  const trusted = trust(history)
  for (const name of ['interest', 'contrast', 'words', 'skippedWords'] as const)
    columns[name] = columns[name].map((value) => trusted * value)
  return { columns }
}
