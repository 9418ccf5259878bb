import { positionPrior } from '../../lib/scoring/position-prior.ts'
import type { ItemContent, Tier } from '../../types.ts'
import { affinities } from './affinities.ts'
import { byVectors, byWords } from './comparison.ts'
import type { Evidence } from './evidence.ts'
import type { Asked, FeatureInput } from './feature-input.ts'
import { freshness } from './freshness.ts'
import { dismissal, lateFusion } from './late-fusion.ts'
import { isPlaceholder } from './placeholder.ts'
import { popularitySlope } from './popularity-slope.ts'
import { logOdds, residuals } from './residual.ts'
import { wordSimilarities } from './similarity.ts'
import { trust } from './trust.ts'

/**
 * The numbers that a score is made of, one weight each (ranker.ts). All are 0 where nothing is known.
 *
 * - `popularity`: log-odds of the publisher's figure, as far as it tells what this reader opens (popularity-slope.ts). `freshness`: freshness.ts. `position`: position-prior.ts.
 * - `interest`: late fusion of the similarities to what was opened.
 * - `contrast`: similarity to what was opened against what was skipped, each by how surprising it was.
 * - `words`, `skippedWords`: shared words with what was opened (late fusion) and with what was skipped (mean); semantic tier alone,
 *   since in the lexical tier `interest` is made of them.
 *   All four are shrunk by how much was opened (trust.ts).
 * - `labels`, `author`: were the item's topic and tags, or its author, opened more often than their showings promised?
 * - `opened`: this very item was opened before. `skipped`: it was shown n times and never opened, log₂(1 + n).
 * - `popularityAffinity`: the item's popularity, if the reader opens what is popular; against it, if they pass it over.
 * - `eraAffinity`: the same of age, new against old. `era`: nearness in time to what was opened.
 * - `dismissed`: what dismissed items say, ≥ 0.
 */
export const FEATURES = [
  'popularity',
  'freshness',
  'position',
  'interest',
  'contrast',
  'words',
  'skippedWords',
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

/** A column of C numbers for each feature. */
export type Columns = Record<Feature, number[]>

export interface FeatureTable {
  readonly columns: Readonly<Columns>
}

/** Late fusion's temperature, in units of similarity: small listens to the nearest event, large to the mean. */
export const TEMPERATURE: Readonly<Record<Tier, number>> = { lexical: 0.15, semantic: 0.3 }
/** The same of shared words and of what was dismissed, where the nearest event says most. */
const NEAREST = 0.1
/**
 * Opened items at which that of vectors is twice as high: a few say only together what a reader likes, of many some are kin
 * to an item. Words are shared with one text or another, however many there are.
 */
const FEW = 6

/** Candidates without a vector get the mean of their topic, else of the list: unknown is neither good nor bad. */
function fillUnknown(values: number[], candidates: readonly ItemContent[]): void {
  if (!values.some(Number.isNaN)) return
  const mean = (chosen: number[]) => chosen.reduce((sum, value) => sum + value, 0) / chosen.length
  const known = [...values]
    .map((value, c) => ({ value, topic: candidates[c]?.topic }))
    .filter(({ value }) => !Number.isNaN(value))
  const all = known.length ? mean(known.map(({ value }) => value)) : 0
  values.forEach((value, c) => {
    if (!Number.isNaN(value)) return
    const kin = known.filter(({ topic }) => topic !== undefined && topic === candidates[c]?.topic)
    values[c] = kin.length ? mean(kin.map((each) => each.value)) : all
  })
}

/** Fills the columns that need nothing but the item itself. */
function priors(columns: Columns, { candidates, now }: FeatureInput): void {
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
  // Unknown popularity is neither good nor bad.
  candidates.forEach(({ popularity }, c) => {
    if (popularity === undefined) columns.popularity[c] = sum / (known || 1)
  })
}

/** Weights (H) of events, by candidate. Its own past is left out: that a thing is like itself says nothing, unless less like it is wanted. */
function weighing(events: readonly Evidence[]): (candidate: ItemContent) => readonly number[] {
  const all = events.map(({ weight }) => weight)
  const items = new Set(events.map(({ item }) => item))
  return ({ id }) =>
    items.has(id) ? events.map(({ item, kind, weight }) => (item === id && kind !== 'less' ? 0 : weight)) : all
}

/** Fills `words` and `skippedWords`. */
function sharedWords(columns: Columns, { candidates, history: { positive, skipped }, similar }: FeatureInput): void {
  const events = [...positive, ...skipped]
  const similarities = similar?.words(events) ?? wordSimilarities(candidates, events) // (C, H)
  const ofPositive = weighing(positive)
  const ofSkipped = weighing(skipped)
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
 * Features of every candidate. What was dismissed touches the column `dismissed` alone, so it can't raise anything.
 *
 * @param asked what weighs nothing may be left at 0, and mostly does: no age is compared for it. Default: all
 */
export function features(input: FeatureInput, tier: Tier, asked?: Asked): FeatureTable {
  const { candidates, history } = input
  const C = candidates.length
  const columns = Object.fromEntries(FEATURES.map((name) => [name, new Array(C).fill(0)])) as unknown as Columns
  priors(columns, input)
  if (history.positive.length + history.skipped.length + history.dismissed.length === 0) return { columns }
  const shown = residuals(history)
  affinities(columns, input, shown, asked)
  const slope = popularitySlope(history)
  columns.popularity = columns.popularity.map((value) => slope * value)

  const { knows, matrix, sum } = input.similar ?? (tier === 'lexical' ? byWords(input) : byVectors(input))
  const positive = history.positive.filter(knows)
  const toPositive = matrix(positive) // (C, H)
  const temperature = TEMPERATURE[tier] * (tier === 'semantic' ? 1 + FEW / positive.length : 1)
  const dismissed = history.dismissed.filter(knows)
  const toDismissed = matrix(dismissed) // (C, H)
  const ofPositive = weighing(positive)
  const ofDismissed = weighing(dismissed)
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
  for (const name of ['interest', 'contrast', 'dismissed'] as const) fillUnknown(columns[name], candidates)
  if (tier === 'semantic') sharedWords(columns, input)
  const trusted = trust(history)
  for (const name of ['interest', 'contrast', 'words', 'skippedWords'] as const)
    columns[name] = columns[name].map((value) => trusted * value)
  return { columns }
}
