import { EMPTY_SCORE } from '../lib/scoring/empty-score.ts'
import { BREAKING, foldStep } from '../lib/scoring/fold-step.ts'
import { ruleStep } from '../lib/scoring/rule-step.ts'
import { settle } from '../lib/scoring/settle.ts'
import type { ItemContent, RankedItem, Ranking, ScoreParts, Tier } from '../types.ts'
import type { FeatureInput } from './features/feature-input.ts'
import { type Feature, features } from './features/features.ts'
import { levelOf } from './features/levels.ts'
import { isPlaceholder } from './features/placeholder.ts'
import { type ColdStart, DEFAULT_RANKER, PART_OF, type Ranker, type Weights } from './ranker.ts'
import { calibrationGain, targetShares } from './rules/calibration.ts'
import { type Dialled, dialled } from './rules/dial.ts'
import { diversityGain } from './rules/diversity.ts'
import { likeness } from './rules/likeness.ts'
import { rerank } from './rules/rerank.ts'
import { explore, NO_RULES, type Rules } from './rules/rules.ts'

export interface RankInput extends FeatureInput {
  readonly list: string
  /** @default the ranker that comes with Inkling */
  readonly ranker?: Ranker
  /** @default read goes down, no other rule */
  readonly rules?: Dialled
}

/** The semantic tier needs vectors for this share of the candidates that it may move; the rest are placed by their topic. */
const ENOUGH_VECTORS = 0.8
/** Showings of a topic from which on it is no longer new to the reader. */
const NEW_TOPIC = 2

/** One tier for the whole list: similarities of two kinds can't be compared with one another. */
export function tierOf({ candidates, history, vectors }: FeatureInput): Tier {
  // What has no text never gets a vector, nor does what a page pins: a list with many of them would wait for ever.
  const free = candidates.filter(({ text, pinned }) => text && !pinned)
  const known = free.filter(({ fingerprint }) => vectors.has(fingerprint)).length
  const remembered = [...history.positive, ...history.dismissed].some((event) => vectors.has(event.fingerprint))
  return remembered && known >= ENOUGH_VECTORS * free.length ? 'semantic' : 'lexical'
}

export type Scored = Omit<RankedItem, 'to' | 'byScore'>
/** One on its way to its score. */
type Scoring = Omit<Scored, 'score' | 'parts'> & { score: number; readonly parts: Record<keyof ScoreParts, number> }

/**
 * Scores and orders candidates: a weighted sum of features, then the rules that need no score. With an empty history the
 * page's own order stands, untouched, unless the ranker says that the prior counts from the first.
 */
export function rank(input: RankInput): Ranking {
  const started = performance.now()
  const { tier, scored, wanted } = wantedOrder(input)
  const items = arrange(scored, wanted, input)
  return { list: input.list, tier, items, milliseconds: performance.now() - started }
}

/**
 * The order before the rules that look at places: what the head snippet is given, which has these rules itself.
 *
 * @returns wanted: best first, without what is pinned; read items after the unread, dismissed ones last
 */
export function wantedOrder(input: RankInput): { tier: Tier; scored: readonly Scored[]; wanted: readonly Scored[] } {
  const { candidates, ranker = DEFAULT_RANKER } = input
  const tier = tierOf(input)
  const { columns } = features(input, tier)
  const { weights: ofTiers, coldStart } = ranker
  const weights = input.history.positive.length ? ofTiers[tier] : coldWeights(ofTiers[tier], coldStart)

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
    const rule = ruleFor(candidate, input)
    return { id: candidate.id, score, parts, from, ...(rule && { rule }) }
  })
  addDismissals(scored, candidates)
  addEdits(scored, input)
  const free = scored
    .filter((item) => item.rule !== 'pinned')
    .sort((a, b) => ruleStep(a.rule) - ruleStep(b.rule) || best(a, b))
  return { tier, scored, wanted: isKnown(input) ? applyRules(free, input) : free }
}

/** Best first, ties in the page's own order. */
const best = (a: Scored, b: Scored) => b.score - a.score || a.from - b.from

/** While nothing is known of the reader the order is the editor's, and rules have no business with it. */
export const isKnown = (input: Pick<RankInput, 'history'>): boolean =>
  followsReader(input) || input.history.dismissed.length > 0

/** Whether it is the reader's order, and not the editor's with what was hidden at its end. */
export const followsReader = ({ history: { positive, levels } }: Pick<RankInput, 'history'>): boolean =>
  positive.length > 0 || levels !== undefined

/** What counts while nothing was opened. What was dismissed always does. */
function coldWeights(all: Weights, coldStart: ColdStart): Weights {
  if (coldStart === 'prior') return all
  const { position = 0, dismissed = 0, popularity = 0 } = all
  // The editor knew the dates: they count beside interests, not instead of the editor's order.
  return { position, dismissed, ...(coldStart === 'popularity' && { popularity }) }
}

/**
 * What was dismissed lowers what is like it by one standard deviation of the list's scores at most, as from its upper third
 * to its lower: else a few dismissals would sink a topic below all that is left.
 */
function addDismissals(scored: readonly Scoring[], candidates: readonly ItemContent[]): void {
  const others = scored.filter(({ from }) => !isPlaceholder(candidates[from]!)).map(({ score }) => score)
  const mean = others.reduce((sum, score) => sum + score, 0) / others.length
  const most = Math.sqrt(others.reduce((sum, score) => sum + (score - mean) ** 2, 0) / others.length)
  for (const item of scored) item.score += item.parts.dismissed = Math.max(-most || 0, item.parts.dismissed)
}

/** What the reader has said of topics: last, so that it moves nothing else. */
function addEdits(scored: readonly Scoring[], { candidates, history }: RankInput): void {
  for (const item of scored) item.score += item.parts.edits = levelOf(history.levels, candidates[item.from]!.topic)
}

function ruleFor(candidate: ItemContent, { history, rules }: RankInput): RankedItem['rule'] {
  if (candidate.pinned) return 'pinned'
  if (history.dismissed.some(({ item, kind }) => item === candidate.id && kind === 'dismiss')) return 'dismissed'
  if (candidate.breaking) return 'breaking'
  if (rules?.demoteRead !== false && history.read.has(candidate.id)) return 'read'
  const most = rules?.seen
  const { showings = 1 } = (most && history.skipped.find((event) => event.item === candidate.id)) || { showings: 0 }
  return most && showings >= most ? 'seen' : undefined
}

/** Pinned items stay where they are; the others take the rest of the places. */
function arrange(scored: readonly Scored[], wanted: readonly Scored[], input: RankInput): RankedItem[] {
  const byScore = new Map([...scored].sort(best).map(({ from }, place) => [from, place]))
  const next = settleAll(wanted, input).values()
  return scored.map((item, to) => {
    const placed = item.rule === 'pinned' ? item : next.next().value!
    return { ...placed, byScore: byScore.get(placed.from)!, to }
  })
}

/** The rules that look at places; an item that loses one to them bears the rule's name. */
function settleAll(wanted: readonly Scored[], input: RankInput): Scored[] {
  const rules = { ...NO_RULES, ...input.rules }
  const page = wanted
    .map((item, place) => {
      const score = item.rule === 'breaking' ? BREAKING : foldStep(-place, ruleStep(item.rule))
      return { item, score, topic: input.candidates[item.from]!.topic }
    })
    .sort((a, b) => +(b.score === BREAKING) - +(a.score === BREAKING) || a.item.from - b.item.from)
  const by = (more: Partial<Rules>) => settle(page, { ...rules, ...more }).map(({ item }) => item)
  const free = by({ maxRun: 0, displacement: 0 })
  const moved = isKnown(input) || free.some(({ from }, place) => place && free[place - 1]!.from > from)
  if (!moved || !(rules.maxRun || rules.displacement)) return free
  return markMoved('diversity', free, markMoved('displacement', by({ displacement: 0 }), by({})))
}

/** What a list's rules make of its best items, one rule after the other; what is brought forward to be tried bears its name. */
function applyRules(free: readonly Scored[], input: RankInput): Scored[] {
  const { candidates, history, rules, vectors, ranker } = input
  const { calibration, diversity, exploration } = dialled(rules)
  const topicOf = ({ from }: Scored) => candidates[from]!.topic
  const fresh = free.filter((item) => ruleStep(item.rule) === 0)

  const varied = rerank<Scored>(fresh, [
    ...(calibration ? [calibrationGain(calibration, targetShares(candidates, history), topicOf)] : []),
    // Likeness reads every candidate's labels: only where it is asked for.
    ...(diversity ? [diversityGain(diversity, likeness(candidates, vectors))] : []),
  ])
  const marked = markMoved('diversity', fresh, varied)
  const shown = new Map<string, number>()
  for (const { topic } of [...history.positive, ...history.skipped])
    if (topic) shown.set(topic, (shown.get(topic) ?? 0) + 1)
  const isNew = (item: Scored) => {
    const topic = topicOf(item)
    return topic !== undefined && (shown.get(topic) ?? 0) < NEW_TOPIC && levelOf(history.levels, topic) >= 0
  }
  const tried = markMoved('exploration', marked, explore(marked, exploration, isNew))
  const others = (down: boolean) => free.filter(({ rule }) => (down ? ruleStep(rule) > 0 : ruleStep(rule) < 0))
  return [...others(false), ...(ranker?.holdFloors?.(tried, input) ?? tried), ...others(true)]
}

function markMoved(
  rule: NonNullable<RankedItem['rule']>,
  before: readonly Scored[],
  after: readonly Scored[],
): Scored[] {
  const places = new Map(before.map(({ from }, place) => [from, place]))
  const touched = (item: Scored, place: number) =>
    rule === 'exploration' ? place < places.get(item.from)! : place > places.get(item.from)!
  return after.map((item, place) => (!item.rule && touched(item, place) ? { ...item, rule } : item))
}
