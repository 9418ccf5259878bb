import { EMPTY_SCORE } from '../lib/scoring/empty-score.ts'
import { applyPlaceRules } from '../lib/scoring/place-rules.ts'
import { ruleStep } from '../lib/scoring/rule-step.ts'
import type { ItemContent, RankedItem, Ranking, ScoreParts, Tier } from '../types.ts'
import type { FeatureInput } from './features/feature-input.ts'
import { type Feature, features } from './features/features.ts'
import { levelOf } from './features/levels.ts'
import { isPlaceholder } from './features/placeholder.ts'
import { orderWeights } from './order-weights.ts'
import { type ColdStart, DEFAULT_RANKER, PART_OF, type Ranker, type Weights } from './ranker.ts'
import { calibrationGain, targetShares } from './rules/calibration.ts'
import { applyDial, type DialRules } from './rules/dial.ts'
import { diversityGain, likeness } from './rules/diversity.ts'
import { rerank } from './rules/rerank.ts'
import { explore, holdsPlace, NO_RULES, type Rules } from './rules/rules.ts'

export interface RankInput extends FeatureInput {
  readonly list: string
  /** @default the ranker that comes with Inkling */
  readonly ranker?: Ranker
  /** @default read items are demoted, and no other rules apply */
  readonly rules?: DialRules
  /**
   * Whether an item is sensitive. A sensitive item keeps its place on the page, because nothing may be inferred from
   * it. Default: no item is sensitive.
   */
  readonly isSensitive?: ((item: ItemContent) => boolean) | undefined
  /** Ids of items that are hidden for this visit only. They are placed last and have no other effect. */
  readonly hidden?: ReadonlySet<string>
}

/**
 * Share of the movable candidates that must have vectors for the semantic tier to be used. Candidates without vectors
 * get their topic's mean.
 */
const ENOUGH_VECTORS = 0.8
/** Number of showings after which a topic is no longer new to the reader. */
const NEW_TOPIC = 2

/**
 * The tier, chosen for the list as a whole because lexical and semantic similarities can't be compared with each other.
 */
export function tierOf({ candidates, history, vectors }: FeatureInput): Tier {
  // Don't count pinned items or items without text. They never get a vector, so a list with many of them would never
  // become semantic.
  const free = candidates.filter(({ text, pinned }) => text && !pinned)
  const known = free.filter(({ fingerprint }) => vectors.has(fingerprint)).length
  const remembered = [...history.positive, ...history.dismissed].some((event) => vectors.has(event.fingerprint))
  return remembered && known >= ENOUGH_VECTORS * free.length ? 'semantic' : 'lexical'
}

export type Scored = Omit<RankedItem, 'to'>
type Writable<T> = { -readonly [key in keyof T]: T[key] }
/** An item being scored. It is mutable, because copying it at each step would be too costly. */
type Scoring = Writable<Omit<RankedItem, 'parts'>> & { readonly parts: Record<keyof ScoreParts, number> }

/**
 * Scores candidates by a weighted sum of features, orders them, and then applies the rules. If the history is empty,
 * the page keeps its own order unless the ranker's cold start specifies otherwise.
 */
export function rank(input: RankInput): Ranking {
  const started = performance.now()
  const { tier, scored, wanted } = rankWithoutPlaceRules(input)
  const items = placeItems(scored, wanted, input)
  return { list: input.list, tier, items, milliseconds: performance.now() - started }
}

/**
 * The order before the rules about places are applied. The head snippet stores this order and applies those rules
 * itself.
 *
 * @returns `wanted`: the items that may move, best first; read items follow unread ones, and dismissed items are last
 */
export function rankWithoutPlaceRules(input: RankInput): {
  tier: Tier
  scored: readonly Scoring[]
  wanted: readonly Scoring[]
} {
  const { candidates } = input
  const tier = tierOf(input)
  const weights = weightsOf(input, tier)
  const { columns } = features(input, tier, weights)

  const { dismissed: ofDismissed = 0, ...others } = weights
  const weighed = (Object.entries(others) as Array<[Feature, number]>).map(
    ([name, weight]) => [columns[name], PART_OF[name], weight] as const,
  )
  const scored = candidates.map((candidate, from): Scoring => {
    const parts = { ...EMPTY_SCORE }
    let score = 0
    for (const [column, part, weight] of weighed) {
      const value = weight * column[from]!
      parts[part] += value
      score += value
    }
    parts.dismissed += ofDismissed * columns.dismissed[from]!
    const item: Scoring = { id: candidate.id, score, parts, from, byScore: 0, to: 0 }
    const rule = ruleFor(candidate, input)
    if (rule) item.rule = rule
    return item
  })
  addDismissals(scored, candidates)
  addEdits(scored, input)
  // Best first; ties are in page order.
  const byScore = [...scored].sort((a, b) => b.score - a.score || a.from - b.from)
  byScore.forEach((item, place) => {
    item.byScore = place
  })
  const free = byScore.filter(({ rule }) => !holdsPlace(rule)).sort((a, b) => ruleStep(a.rule) - ruleStep(b.rule))
  return { tier, scored, wanted: isKnown(input) ? applyRerankRules(free, input) : free }
}

/** The weights of the features for this reader and this list. */
export function weightsOf(input: Pick<RankInput, 'candidates' | 'history' | 'ranker' | 'rules'>, tier: Tier): Weights {
  const { weights, coldStart } = input.ranker ?? DEFAULT_RANKER
  const all = input.history.positive.length ? weights[tier] : coldWeights(weights[tier], coldStart)
  return orderWeights(all, input.rules?.order, input)
}

/** Whether anything is known about the reader. If not, the editors' order is kept and no rules apply. */
export const isKnown = (input: Pick<RankInput, 'history'>): boolean =>
  followsReader(input) || input.history.dismissed.length > 0

/** Whether the order is personal, rather than the editors' order with dismissed items moved to the end. */
export const followsReader = ({ history: { positive, levels } }: Pick<RankInput, 'history'>): boolean =>
  positive.length > 0 || levels !== undefined

/** The weights that apply until the reader has opened something. Dismissals always count. */
function coldWeights(all: Weights, coldStart: ColdStart): Weights {
  if (coldStart === 'prior') return all
  const { position = 0, dismissed = 0, popularity = 0 } = all
  // Freshness is left out, because the editors already knew the dates when they decided on the order.
  return { position, dismissed, ...(coldStart === 'popularity' && { popularity }) }
}

/**
 * Clips the dismissal penalty to one standard deviation of the list's scores, which is about the distance from the
 * upper to the lower third of the list. Otherwise a few dismissals would move a topic below everything else.
 */
function addDismissals(scored: readonly Scoring[], candidates: readonly ItemContent[]): void {
  const others = scored.filter(({ from }) => !isPlaceholder(candidates[from]!)).map(({ score }) => score)
  const mean = others.reduce((sum, score) => sum + score, 0) / others.length
  const most = Math.sqrt(others.reduce((sum, score) => sum + (score - mean) ** 2, 0) / others.length)
  for (const item of scored) item.score += item.parts.dismissed = Math.max(-most || 0, item.parts.dismissed)
}

/** Adds the reader's topic edits last, so that they affect nothing else. */
function addEdits(scored: readonly Scoring[], { candidates, history }: RankInput): void {
  for (const item of scored) item.score += item.parts.edits = levelOf(history.levels, candidates[item.from]!.topic)
}

function ruleFor(candidate: ItemContent, { history, rules, isSensitive, hidden }: RankInput): RankedItem['rule'] {
  if (candidate.pinned) return 'pinned'
  if (hidden?.has(candidate.id)) return 'dismissed'
  if (isSensitive?.(candidate)) return 'sensitive'
  if (history.dismissed.some(({ item, kind }) => item === candidate.id && kind === 'dismiss')) return 'dismissed'
  if (candidate.breaking) return 'breaking'
  if (rules?.demoteRead !== false && history.read.has(candidate.id)) return 'read'
  const most = rules?.seen
  const { showings = 1 } = (most && history.skipped.find((event) => event.item === candidate.id)) || { showings: 0 }
  return most && showings >= most ? 'seen' : undefined
}

/** Puts the other items into the places that pinned and sensitive items leave free. */
function placeItems(scored: readonly Scoring[], wanted: readonly Scoring[], input: RankInput): RankedItem[] {
  const next = applyAndMarkPlaceRules(wanted, input).values()
  return scored.map((item, to) => {
    const placed = holdsPlace(item.rule) ? item : next.next().value!
    placed.to = to
    return placed
  })
}

/** Applies the rules about places. An item that loses its place to a rule is marked with the name of that rule. */
function applyAndMarkPlaceRules(wanted: readonly Scoring[], input: RankInput): readonly Scoring[] {
  const rules = { ...NO_RULES, ...input.rules }
  // No rule applies, so the wanted order is final.
  if (rules.strength === 1 && !rules.maxRun && !rules.displacement && wanted[0]?.rule !== 'breaking') return wanted
  const page = wanted
    .map((item, place) => ({
      item,
      step: ruleStep(item.rule),
      score: -place,
      topic: input.candidates[item.from]!.topic,
    }))
    .sort((a, b) => a.item.from - b.item.from)
  const by = (more: Partial<Rules>) => applyPlaceRules(page, { ...rules, ...more }).map(({ item }) => item)
  const free = by({ maxRun: 0, displacement: 0 })
  const moved = isKnown(input) || free.some(({ from }, place) => place && free[place - 1]!.from > from)
  if (!moved || !(rules.maxRun || rules.displacement)) return free
  const settled = by({})
  markMoved('displacement', by({ displacement: 0 }), settled)
  markMoved('diversity', free, settled)
  return settled
}

/** Applies the reranking rules one after the other. Items brought forward by exploration are marked. */
function applyRerankRules(free: readonly Scoring[], input: RankInput): Scoring[] {
  const { candidates, history, rules, vectors, ranker } = input
  const { calibration, diversity, exploration } = applyDial(rules)
  const topicOf = ({ from }: Scored) => candidates[from]!.topic
  const at = (is: (step: number) => boolean) => free.filter(({ rule }) => is(ruleStep(rule)))
  const fresh = at((step) => !step)

  const varied = rerank<Scoring>(fresh, [
    ...(calibration ? [calibrationGain(calibration, targetShares(candidates, history), topicOf)] : []),
    // Only computed if needed, because it reads every candidate's labels.
    ...(diversity ? [diversityGain(diversity, likeness(candidates, vectors))] : []),
  ])
  markMoved('diversity', fresh, varied)
  let tried = varied
  if (exploration) {
    const shown = new Map<string, number>()
    for (const { topic } of [...history.positive, ...history.skipped])
      if (topic) shown.set(topic, (shown.get(topic) ?? 0) + 1)
    const isNew = (item: Scored) => {
      const topic = topicOf(item)
      return topic !== undefined && (shown.get(topic) ?? 0) < NEW_TOPIC && levelOf(history.levels, topic) >= 0
    }
    tried = explore(varied, exploration, isNew)
    // The arguments are swapped so that the items that were lower before are marked.
    markMoved('exploration', tried, varied)
  }
  return [...at((step) => step < 0), ...(ranker?.holdFloors?.(tried, input) ?? tried), ...at((step) => step > 0)]
}

/** Marks the items that a rule moved down, unless they are already marked. */
function markMoved(rule: NonNullable<RankedItem['rule']>, before: readonly Scoring[], after: readonly Scoring[]): void {
  const places: number[] = []
  before.forEach(({ from }, place) => {
    places[from] = place
  })
  after.forEach((item, place) => {
    if (place > places[item.from]!) item.rule ??= rule
  })
}
