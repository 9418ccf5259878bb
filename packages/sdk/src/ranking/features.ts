import type { EventRef, ItemContent, StoredVector, Tier } from '../types.ts'
import type { Evidence, History } from './evidence.ts'
import { dismissal, lateFusion } from './fusion.ts'
import { DAY } from './parameters.ts'
import { editorPrior, freshness } from './prior.ts'
import {
  centre,
  cosines,
  lightSimilarities,
  meanRow,
  type SimilarityMatrix,
  unitRows,
  wordSimilarities,
} from './similarity.ts'

/**
 * The numbers that a score is made of, one weight each (ranker.ts). All are 0 where nothing is known.
 *
 * - `popularity`: log-odds of the publisher's figure. `freshness`, `editor`: prior.ts.
 * - `interest`: late fusion of the similarities to what was opened.
 * - `contrast`: similarity to what was opened against what was passed over, each by how surprising it was.
 * - `words`, `passedWords`: shared words with what was opened (late fusion) and with what was passed over (mean); vector tier alone,
 *   since in the light tier `interest` is made of them.
 * - `labels`, `author`: were the item's topic and tags, or its author, opened more often than their showings promised?
 * - `opened`, `passed`: this very item was opened, or shown and passed over, before.
 * - `popularityTaste`: the item's popularity, if the reader opens what is popular; against it, if they pass it over.
 * - `eraTaste`: the same of age, new against old. `era`: nearness in time to what was opened.
 * - `dismissed`: what dismissed items say, ≥ 0.
 */
export const FEATURES = [
  'popularity',
  'freshness',
  'editor',
  'interest',
  'contrast',
  'words',
  'passedWords',
  'labels',
  'author',
  'opened',
  'passed',
  'popularityTaste',
  'eraTaste',
  'era',
  'dismissed',
] as const

export type Feature = (typeof FEATURES)[number]

/** A column of C numbers for each feature. */
export type Columns = Readonly<Record<Feature, Float64Array>>

export interface FeatureInput {
  /** In the page's own order. */
  readonly candidates: readonly ItemContent[]
  readonly history: History
  /** Vectors by fingerprint, of one model. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface FeatureTable {
  readonly columns: Columns
  /** For each candidate the event that speaks most for it. */
  readonly because: ReadonlyArray<EventRef | undefined>
}

/** Late fusion's temperature, in units of similarity: small listens to the nearest event, large to the mean. */
export const TEMPERATURE: Readonly<Record<Tier, number>> = { light: 0.15, vectors: 0.1 }
/** Pseudo-showings of a label: one that was seen once says little. */
const LABEL_PRIOR = 4
/** Opened items at which labels count half. */
const LABEL_TRUST = 3
/** Distance of two ages, in powers of e, at which nearness is 1/e. */
const ERA_WIDTH = 0.7
/** Popularities are taken from inside 0 to 1: log-odds of the ends are infinite. */
const POPULARITY_EDGE = 0.01

/** A shown item, opened or not, and how surprising that was. */
interface Shown {
  readonly event: Evidence
  /** Weight × (1 − expected) for an opened item, −weight × expected for one that was passed over. */
  readonly surprise: number
}

function logOdds(popularity: number): number {
  const p = Math.min(1 - POPULARITY_EDGE, Math.max(POPULARITY_EDGE, popularity))
  return Math.log(p / (1 - p))
}

function logAge(published: number, now: number): number {
  return Math.log1p(Math.max(0, now - published) / DAY)
}

/** How likely each shown item was to be opened, by its popularity alone; the popular ones tell less of a reader. */
function surprises({ positive, passed }: History): Shown[] {
  const all = [...positive, ...passed]
  const figures = all.map((event) => event.popularity ?? Number.NaN)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const known = figures.filter((figure) => !Number.isNaN(figure))
  const mean = sum(known) / (known.length || 1) + POPULARITY_EDGE
  const relative = figures.map((figure) => (Number.isNaN(figure) ? 1 : (figure + POPULARITY_EDGE) / mean))
  const opened = sum(positive.map((event) => event.weight))
  // Scaled so that as much is expected as was opened.
  const scale = opened / sum(all.map((event, i) => event.weight * relative[i]!)) || 0
  return all.map((event, i) => {
    const expected = Math.min(1, scale * relative[i]!)
    return { event, surprise: event.weight * (i < positive.length ? 1 - expected : -expected) }
  })
}

function meanOf(events: readonly Evidence[], value: (event: Evidence) => number | undefined): number {
  let [sum, total] = [0, 0]
  for (const event of events) {
    const of = value(event)
    if (of === undefined) continue
    sum += event.weight * of
    total += event.weight
  }
  return total ? sum / total : Number.NaN
}

const labelsOf = ({ topic, tags }: Pick<ItemContent, 'topic' | 'tags'>) => [
  ...new Set([...(topic ? [topic] : []), ...(tags ?? [])]),
]

/** Log of opened against expected, by label; 0 for a label never shown. */
function lifts(
  shown: readonly Shown[],
  opened: ReadonlySet<Evidence>,
  labels: (event: Evidence) => readonly string[],
): (label: string) => number {
  const tallies = new Map<string, { opened: number; expected: number }>()
  for (const { event, surprise } of shown) {
    const isOpened = opened.has(event)
    for (const label of labels(event)) {
      const tally = tallies.get(label) ?? { opened: 0, expected: 0 }
      if (isOpened) tally.opened += event.weight
      tally.expected += isOpened ? event.weight - surprise : -surprise
      tallies.set(label, tally)
    }
  }
  return (label) => {
    const tally = tallies.get(label)
    return tally ? Math.log((tally.opened + LABEL_PRIOR) / (tally.expected + LABEL_PRIOR)) : 0
  }
}

function strongest(
  events: readonly Evidence[],
  row: ArrayLike<number>,
  weights: readonly number[],
): EventRef | undefined {
  let best = -1
  let most = 0
  events.forEach((_, h) => {
    const pull = weights[h]! * row[h]!
    if (pull > most) [best, most] = [h, pull]
  })
  const event = events[best]
  return event && { item: event.item, text: event.text, kind: event.kind }
}

/** Candidates without a vector get the mean of their topic, else of the list: unknown is neither good nor bad. */
function fillUnknown(values: Float64Array, candidates: readonly ItemContent[]): void {
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
  candidates.forEach((candidate, c) => {
    if (candidate.popularity !== undefined) columns.popularity[c] = logOdds(candidate.popularity)
    columns.freshness[c] = freshness(candidate.published, now)
    columns.editor[c] = editorPrior(c, candidates.length)
  })
  // Unknown popularity is neither good nor bad.
  const known = candidates.flatMap(({ popularity }, c) => (popularity === undefined ? [] : [columns.popularity[c]!]))
  const mean = known.reduce((sum, value) => sum + value, 0) / (known.length || 1)
  candidates.forEach(({ popularity }, c) => {
    if (popularity === undefined) columns.popularity[c] = mean
  })
}

/** Fills the columns that compare what was opened with what was passed over, by label, age and popularity. */
function tastes(columns: Columns, { candidates, history, now }: FeatureInput, shown: readonly Shown[]): void {
  const { positive, passed } = history
  const opened = new Set(positive)
  const openedWeight = positive.reduce((sum, event) => sum + event.weight, 0)
  const root = Math.sqrt(shown.reduce((sum, { event }) => sum + event.weight, 0))
  const labelLift = lifts(shown, opened, labelsOf)
  const authorLift = lifts(shown, opened, ({ author }) => (author ? [author] : []))
  const popularityOf = ({ popularity }: { readonly popularity?: number }) =>
    popularity === undefined ? undefined : logOdds(popularity)
  const ageOf = ({ published }: { readonly published?: number }) =>
    published === undefined ? undefined : logAge(published, now)
  const popularityDirection = meanOf(positive, popularityOf) - meanOf(passed, popularityOf) || 0
  const eraDirection = meanOf(positive, ageOf) - meanOf(passed, ageOf) || 0
  const ages = shown.map(({ event }) => ageOf(event))
  const openedIds = new Set(positive.map((event) => event.item))
  const passedIds = new Set(passed.map((event) => event.item))

  candidates.forEach((candidate, c) => {
    const labels = labelsOf(candidate)
    let lift = 0
    for (const label of labels) lift += labelLift(label)
    columns.labels[c] = labels.length
      ? ((lift / Math.sqrt(labels.length)) * openedWeight) / (openedWeight + LABEL_TRUST)
      : 0
    columns.author[c] = candidate.author ? authorLift(candidate.author) : 0
    columns.opened[c] = openedIds.has(candidate.id) ? 1 : 0
    columns.passed[c] = passedIds.has(candidate.id) ? 1 : 0
    columns.popularityTaste[c] = columns.popularity[c]! * popularityDirection
    const age = ageOf(candidate)
    if (age === undefined || !root) return
    columns.eraTaste[c] = age * eraDirection
    let near = 0
    for (let h = 0; h < shown.length; h++) {
      const other = ages[h]
      if (other === undefined || shown[h]!.event.item === candidate.id) continue
      near += shown[h]!.surprise * Math.exp(-Math.abs(age - other) / ERA_WIDTH)
    }
    columns.era[c] = near / root
  })
}

/** One tier's way to compare candidates with events. */
interface Comparison {
  /** Whether the event can be compared; in the vector tier, whether its vector is there. */
  readonly knows: (event: Evidence) => boolean
  /** (C × H) */
  readonly matrix: (events: readonly Evidence[]) => SimilarityMatrix
  /** Σ coefficient·similarity over the events, for each candidate, its own past left out. */
  readonly sum: (events: readonly Evidence[], coefficients: readonly number[]) => Float64Array
}

function byWords({ candidates, history }: FeatureInput): Comparison {
  const known = [...history.positive, ...history.passed]
  const all = [...known, ...history.dismissed]
  const similarities = lightSimilarities(candidates, all, known.length) // (C, all)
  const column = new Map(all.map((event, h) => [event, h]))
  const matrix = (events: readonly Evidence[]) => {
    const out = new Float32Array(candidates.length * events.length)
    const columns = events.map((event) => column.get(event)!)
    for (let c = 0, i = 0; c < candidates.length; c++)
      for (const h of columns) out[i++] = similarities[c * all.length + h]!
    return out
  }
  const sum = (events: readonly Evidence[], coefficients: readonly number[]) =>
    Float64Array.from(candidates, (candidate, c) =>
      events.reduce(
        (total, event, h) =>
          event.item === candidate.id
            ? total
            : total + coefficients[h]! * similarities[c * all.length + column.get(event)!]!,
        0,
      ),
    )
  return { knows: () => true, matrix, sum }
}

function byVectors({ candidates, history, vectors }: FeatureInput): Comparison {
  const width = vectors.values().next().value?.length ?? 0
  const rowsOf = (all: ReadonlyArray<{ readonly fingerprint: string }>) =>
    unitRows(
      all.map(({ fingerprint }) => vectors.get(fingerprint)),
      width,
    )
  const rows = rowsOf(candidates)
  // What all texts here have in common says nothing of a reader: as with common words. Dismissed items don't shift it.
  const common = meanRow([rows, rowsOf(history.positive), rowsOf(history.passed)], width)
  centre(rows, common)
  const centred = (events: readonly Evidence[]) => centre(rowsOf(events), common)
  const matrix = (events: readonly Evidence[]) => cosines(rows, centred(events))
  const sum = (events: readonly Evidence[], coefficients: readonly number[]) => {
    // Linear in the vectors: the sum over events is taken once for all candidates.
    const { rows: each } = centred(events)
    const combined = new Float32Array(width)
    coefficients.forEach((coefficient, h) => {
      for (let d = 0; d < width; d++) combined[d]! += coefficient * each[h * width + d]!
    })
    const own = new Map(events.map((event, h) => [event.item, coefficients[h]!]))
    const totals = cosines(rows, { rows: combined, width }) // (C, 1)
    return Float64Array.from(candidates, ({ id }, c) => totals[c]! - (own.get(id) ?? 0))
  }
  return { knows: (event) => vectors.has(event.fingerprint), matrix, sum }
}

/** Weights (H) of events for one candidate. Its own past is left out: that a thing is like itself says nothing. */
function weightsFor(candidate: ItemContent, events: readonly Evidence[]): number[] {
  return events.map((event) => (event.item === candidate.id ? 0 : event.weight))
}

/** Fills `words` and `passedWords`. */
function sharedWords(columns: Columns, { candidates, history: { positive, passed } }: FeatureInput): void {
  const events = [...positive, ...passed]
  const similarities = wordSimilarities(candidates, events) // (C, H)
  candidates.forEach((candidate, c) => {
    const row = similarities.subarray(c * events.length, (c + 1) * events.length)
    const weights = weightsFor(candidate, events)
    columns.words[c] = lateFusion(row.subarray(0, positive.length), weights, TEMPERATURE.vectors)
    let [sum, total] = [0, 0]
    for (let h = positive.length; h < events.length; h++) {
      sum += weights[h]! * row[h]!
      total += weights[h]!
    }
    columns.passedWords[c] = total ? sum / total : 0
  })
}

/** Features of every candidate. What was dismissed touches the column `dismissed` alone, so it can't raise anything. */
export function features(input: FeatureInput, tier: Tier): FeatureTable {
  const { candidates, history } = input
  const C = candidates.length
  const columns = Object.fromEntries(FEATURES.map((name) => [name, new Float64Array(C)])) as unknown as Columns
  const because: Array<EventRef | undefined> = new Array(C).fill(undefined)
  priors(columns, input)
  if (history.positive.length + history.passed.length + history.dismissed.length === 0) return { columns, because }
  const shown = surprises(history)
  tastes(columns, input, shown)

  const { knows, matrix, sum } = tier === 'light' ? byWords(input) : byVectors(input)
  const positive = history.positive.filter(knows)
  const toPositive = matrix(positive) // (C, H)
  const dismissed = history.dismissed.filter(knows)
  const toDismissed = matrix(dismissed) // (C, H)
  candidates.forEach((candidate, c) => {
    const row = toPositive.subarray(c * positive.length, (c + 1) * positive.length)
    const weights = weightsFor(candidate, positive)
    because[c] = strongest(positive, row, weights)
    columns.interest[c] = lateFusion(row, weights, TEMPERATURE[tier])
    columns.dismissed[c] = dismissal(
      toDismissed.subarray(c * dismissed.length, (c + 1) * dismissed.length),
      weightsFor(candidate, dismissed),
      TEMPERATURE[tier],
    )
  })
  const compared = shown.filter(({ event }) => knows(event))
  const root = Math.sqrt(compared.reduce((total, { event }) => total + event.weight, 0)) || 1
  const contrast = sum(
    compared.map(({ event }) => event),
    compared.map(({ surprise }) => surprise / root),
  )
  columns.contrast.set(contrast)
  for (const name of ['interest', 'contrast', 'dismissed'] as const) fillUnknown(columns[name], candidates)
  if (tier === 'vectors') sharedWords(columns, input)
  return { columns, because }
}
