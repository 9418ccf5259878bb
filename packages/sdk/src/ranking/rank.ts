import type { EventRef, ItemContent, RankedItem, Ranking, ScoreParts, StoredVector, Tier } from '../types.ts'
import type { Evidence, History } from './evidence.ts'
import { dismissal, lateFusion } from './fusion.ts'
import { PARAMETERS } from './parameters.ts'
import { editorPrior, freshness } from './prior.ts'
import { lightSimilarities, type SimilarityMatrix, vectorSimilarities } from './similarity.ts'

export interface RankInput {
  readonly list: string
  /** In the page's own order. */
  readonly candidates: readonly ItemContent[]
  readonly history: History
  /** Vectors by fingerprint, of one model. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** Milliseconds since 1970. */
  readonly now: number
  /** keep: what was read competes like everything else. @default 'down' */
  readonly read?: 'down' | 'keep'
}

/** The vector tier needs vectors for this share of the candidates; the rest are placed by their topic. */
const ENOUGH_VECTORS = 0.8

interface Side {
  readonly evidence: readonly Evidence[]
  /** (C × H) */
  readonly similarities: SimilarityMatrix
}

/** One tier for the whole list: similarities of two kinds can't be compared with one another. */
export function tierOf({ candidates, history, vectors }: RankInput): Tier {
  const known = candidates.filter((candidate) => vectors.has(candidate.fingerprint)).length
  const remembered = [...history.positive, ...history.dismissed].filter((event) =>
    vectors.has(event.fingerprint),
  ).length
  return remembered > 0 && known >= ENOUGH_VECTORS * candidates.length ? 'vectors' : 'light'
}

function compare(input: RankInput, evidence: readonly Evidence[], tier: Tier): Side {
  if (tier === 'light')
    return { evidence, similarities: lightSimilarities(input.candidates, evidence, input.history.positive) }
  const known = evidence.filter((event) => input.vectors.has(event.fingerprint))
  const similarities = vectorSimilarities(
    input.candidates.map((candidate) => input.vectors.get(candidate.fingerprint)),
    known.map((event) => input.vectors.get(event.fingerprint)!),
  )
  return { evidence: known, similarities }
}

/** Similarities (H) and weights (H) for candidate c. Its own past is left out: that a thing is like itself says nothing. */
function rowOf(side: Side, candidate: ItemContent, c: number) {
  const width = side.evidence.length
  const row = side.similarities.subarray(c * width, (c + 1) * width)
  const weights = side.evidence.map((event) => (event.item === candidate.id ? 0 : event.weight))
  return { row, weights }
}

function strongest(side: Side, row: ArrayLike<number>, weights: readonly number[]): EventRef | undefined {
  let best = -1
  let most = 0
  side.evidence.forEach((_, h) => {
    const pull = weights[h]! * row[h]!
    if (pull > most) [best, most] = [h, pull]
  })
  const event = side.evidence[best]
  return event && { item: event.item, text: event.text, kind: event.kind }
}

/** Candidates without a vector get the mean of their topic, else of the list: unknown is neither good nor bad. */
function fillUnknown(values: number[], candidates: readonly ItemContent[]): void {
  const mean = (chosen: number[]) => chosen.reduce((sum, value) => sum + value, 0) / chosen.length
  const known = values
    .map((value, c) => ({ value, topic: candidates[c]?.topic }))
    .filter(({ value }) => !Number.isNaN(value))
  const all = known.length ? mean(known.map(({ value }) => value)) : 0
  values.forEach((value, c) => {
    if (!Number.isNaN(value)) return
    const kin = known.filter(({ topic }) => topic !== undefined && topic === candidates[c]?.topic)
    values[c] = kin.length ? mean(kin.map((each) => each.value)) : all
  })
}

/**
 * Scores and orders candidates: late fusion over the history, plus priors, then the rules that need no score.
 * With an empty history the page's own order stands, untouched.
 */
export function rank(input: RankInput): Ranking {
  const started = performance.now()
  const { candidates, history } = input
  const tier = tierOf(input)
  const p = PARAMETERS[tier]
  // The editor knew dates and popularity: they count beside interests, not instead of the editor's order.
  const known = history.positive.length ? 1 : 0
  const positive = compare(input, history.positive, tier)
  const dismissed = compare(input, history.dismissed, tier)

  const because: Array<EventRef | undefined> = []
  const interests: number[] = []
  const dismissals: number[] = []
  candidates.forEach((candidate, c) => {
    const likes = rowOf(positive, candidate, c)
    because.push(strongest(positive, likes.row, likes.weights))
    interests.push(lateFusion(likes.row, likes.weights, p.temperature))
    const dislikes = rowOf(dismissed, candidate, c)
    dismissals.push(dismissal(dislikes.row, dislikes.weights, p.temperature))
  })
  fillUnknown(interests, candidates)
  fillUnknown(dismissals, candidates)

  const scored = candidates.map((candidate, from): Omit<RankedItem, 'to'> => {
    const parts: ScoreParts = {
      interest: p.interest * interests[from]!,
      dismissed: -p.dismissed * dismissals[from]! || 0,
      editor: p.editor * editorPrior(from, candidates.length),
      freshness: known * p.freshness * freshness(candidate.published, input.now),
      popularity: known * p.popularity * (candidate.popularity ?? 0),
    }
    const rule = ruleFor(candidate, input)
    const reason = because[from]
    return {
      id: candidate.id,
      score: parts.interest + parts.dismissed + parts.editor + parts.freshness + parts.popularity,
      parts,
      from,
      ...(reason && { because: reason }),
      ...(rule && { rule }),
    }
  })
  return { list: input.list, tier, items: arrange(scored), milliseconds: performance.now() - started }
}

function ruleFor(candidate: ItemContent, { history, read }: RankInput): RankedItem['rule'] {
  if (candidate.pinned) return 'pinned'
  if (history.dismissed.some((event) => event.item === candidate.id)) return 'dismissed'
  if (read !== 'keep' && history.read.has(candidate.id)) return 'read'
  return undefined
}

const STEP = { read: 1, dismissed: 2 } as const

/** Best first, ties in the page's own order; read items after the unread, dismissed ones last, pinned ones where they were. */
function arrange(scored: ReadonlyArray<Omit<RankedItem, 'to'>>): RankedItem[] {
  const step = (item: Omit<RankedItem, 'to'>) =>
    item.rule === 'read' || item.rule === 'dismissed' ? STEP[item.rule] : 0
  const free = scored
    .filter((item) => item.rule !== 'pinned')
    .sort((a, b) => step(a) - step(b) || b.score - a.score || a.from - b.from)
  const next = free.values()
  return scored.map((item, to) => ({ ...(item.rule === 'pinned' ? item : next.next().value!), to }))
}
