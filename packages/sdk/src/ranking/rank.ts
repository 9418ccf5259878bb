import { EMPTY_SCORE } from '../lib/empty-score.ts'
import { ruleStep } from '../lib/rule-step.ts'
import type { ItemContent, RankedItem, Ranking, Tier } from '../types.ts'
import type { FeatureInput } from './features/feature-input.ts'
import { type Feature, features } from './features/features.ts'
import { isPlaceholder } from './features/placeholder.ts'
import { type ColdStart, DEFAULT_RANKER, PART_OF, type Ranker, type Weights } from './ranker.ts'
import { calibrationGain, targetShares } from './rules/calibration.ts'
import { diversityGain } from './rules/diversity.ts'
import { likeness } from './rules/likeness.ts'
import { rerank } from './rules/rerank.ts'
import { boundDisplacement, explore, limitRuns, NO_RULES, type Rules } from './rules/rules.ts'

export interface RankInput extends FeatureInput {
  readonly list: string
  /** @default the ranker that comes with Inkling */
  readonly ranker?: Ranker
  /** @default read goes down, no other rule */
  readonly rules?: Partial<Rules>
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

type Scored = Omit<RankedItem, 'to' | 'byScore'>

/**
 * Scores and orders candidates: a weighted sum of features, then the rules that need no score. With an empty history the
 * page's own order stands, untouched, unless the ranker says that the prior counts from the first.
 */
export function rank(input: RankInput): Ranking {
  const started = performance.now()
  const { candidates, ranker = DEFAULT_RANKER } = input
  const tier = tierOf(input)
  const { columns } = features(input, tier)
  const { weights: all, coldStart } = ranker
  const weights = input.history.positive.length ? all[tier] : coldWeights(all[tier], coldStart)

  const { dismissed: ofDismissed = 0, ...others } = weights
  const scored = candidates.map((candidate, from): Scored => {
    const parts = { ...EMPTY_SCORE }
    let score = 0
    for (const [name, weight] of Object.entries(others) as Array<[Feature, number]>) {
      const value = weight * columns[name][from]!
      parts[PART_OF[name]] += value
      score += value
    }
    parts.dismissed += ofDismissed * columns.dismissed[from]!
    const rule = ruleFor(candidate, input)
    return { id: candidate.id, score, parts, from, ...(rule && { rule }) }
  })
  const items = arrange(addDismissals(scored, candidates), input)
  return { list: input.list, tier, items, milliseconds: performance.now() - started }
}

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
function addDismissals(scored: readonly Scored[], candidates: readonly ItemContent[]): Scored[] {
  const others = scored.filter(({ from }) => !isPlaceholder(candidates[from]!)).map(({ score }) => score)
  const mean = others.reduce((sum, score) => sum + score, 0) / others.length
  const most = Math.sqrt(others.reduce((sum, score) => sum + (score - mean) ** 2, 0) / others.length)
  return scored.map((item) => {
    const dismissed = Math.max(-most || 0, item.parts.dismissed)
    return { ...item, score: item.score + dismissed, parts: { ...item.parts, dismissed } }
  })
}

function ruleFor(candidate: ItemContent, { history, rules }: RankInput): RankedItem['rule'] {
  if (candidate.pinned) return 'pinned'
  if (history.dismissed.some((event) => event.item === candidate.id)) return 'dismissed'
  if (rules?.demoteRead !== false && history.read.has(candidate.id)) return 'read'
  return undefined
}

/** Best first, ties in the page's own order; read items after the unread, dismissed ones last, pinned ones where they were. */
function arrange(scored: readonly Scored[], input: RankInput): RankedItem[] {
  const { positive, dismissed } = input.history
  const best = (a: Scored, b: Scored) => b.score - a.score || a.from - b.from
  const byScore = new Map([...scored].sort(best).map(({ from }, place) => [from, place]))
  const free = scored
    .filter((item) => item.rule !== 'pinned')
    .sort((a, b) => ruleStep(a.rule) - ruleStep(b.rule) || best(a, b))
  // While nothing is known of the reader the order is the editor's, and rules have no business with it.
  const known = positive.length + dismissed.length > 0
  const next = (known ? applyRules(free, input) : free).values()
  return scored.map((item, to) => {
    const placed = item.rule === 'pinned' ? item : next.next().value!
    return { ...placed, byScore: byScore.get(placed.from)!, to }
  })
}

/** The list's rules, one after the other; an item that loses a place to one, or is brought forward to be tried, bears its name. */
function applyRules(free: readonly Scored[], { candidates, history, rules, vectors }: RankInput): Scored[] {
  const { calibration, diversity, maxRun, exploration, displacement } = { ...NO_RULES, ...rules }
  const topicOf = ({ from }: Scored) => candidates[from]!.topic
  const fresh = free.filter((item) => ruleStep(item.rule) === 0)
  const rest = free.slice(fresh.length)

  const varied = rerank<Scored>(fresh, [
    ...(calibration ? [calibrationGain(calibration, targetShares(candidates, history), topicOf)] : []),
    // Likeness reads every candidate's labels: only where it is asked for.
    ...(diversity ? [diversityGain(diversity, likeness(candidates, vectors))] : []),
  ])
  const limited = markMoved('diversity', fresh, limitRuns(varied, maxRun, topicOf))
  const shown = new Map<string, number>()
  for (const { topic } of [...history.positive, ...history.skipped])
    if (topic) shown.set(topic, (shown.get(topic) ?? 0) + 1)
  const isNew = (item: Scored) => {
    const topic = topicOf(item)
    return topic !== undefined && (shown.get(topic) ?? 0) < NEW_TOPIC
  }
  const tried = markMoved('exploration', limited, explore(limited, exploration, isNew))
  const all = [...tried, ...rest]
  return markMoved('displacement', all, boundDisplacement(all, displacement))
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
