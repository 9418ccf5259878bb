import { positionPrior } from '../lib/position-prior.ts'

/**
 * What the first paint needs, in localStorage because IndexedDB comes too late for it: the scores of items seen so far,
 * a light profile for new ones, and the creative that each slot gets. No vectors, no texts.
 */
export interface Snapshot {
  readonly v: 1
  /** Page views with consent. */
  readonly views: number
  /** Whether the scores say anything. Without a history they don't, mostly: leave everything as it is. */
  readonly known: boolean
  /** Score without the page's own order, by item id, the rules folded in: what was read lies below all that wasn't. */
  readonly scores: Readonly<Record<string, number>>
  /** Mean score by topic, for items never seen. */
  readonly topics: Readonly<Record<string, number>>
  /** For what has neither. */
  readonly mean: number
  /** Weight of the page's own order. Rankers that were fitted to a log have none. */
  readonly position: number
  readonly slots: Readonly<Record<string, string>>
  /** By path: an id that stands behind the list, or which list to wait for where there is none, and how many ms after the head the list came, to decide on waiting. */
  readonly pages: Readonly<Record<string, { readonly id: string; readonly wait: number }>>
  /** Names of lists that no framework owns, as an earlier view found: what may be sorted before the page has loaded. */
  readonly unmanaged: readonly string[]
  /** The release whose workers start by their addresses, since the site's policy forbids `blob:`. */
  readonly address?: string
}

export const KEY = 'inkling.snapshot'
/** Characters, which localStorage counts as two bytes each: 64 KB. */
export const MAX_CHARACTERS = 32_000
export const EMPTY: Snapshot = {
  v: 1,
  views: 0,
  known: false,
  scores: {},
  topics: {},
  mean: 0,
  position: 0,
  slots: {},
  pages: {},
  unmanaged: [],
}

/** The snapshot, or an empty one when there is none, it is of another version, or it can't be read. Never throws. */
export function readSnapshot(): Snapshot {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY)!)
    // A text has no version, and would be spread letter by letter.
    const snapshot: Snapshot = { ...EMPTY, ...(stored?.v && stored) }
    const { v, views, scores, topics, mean, position, slots, pages, unmanaged } = snapshot
    const tables = scores && topics && slots && pages && Array.isArray(unmanaged)
    return v === 1 && tables && [views, mean, position].every(Number.isFinite) ? snapshot : EMPTY
  } catch {
    return EMPTY
  }
}

/** Score of an item at its place in the page's own order, as the ranking would give it. */
export function snapshotScore(snapshot: Snapshot, id: string, topic: string | null, from: number): number {
  // Another script may have written it: what isn't a number is no score.
  const own = (table: Readonly<Record<string, number>>, key: string) =>
    Object.hasOwn(table, key) && Number.isFinite(table[key]) ? table[key] : undefined
  const score =
    own(snapshot.scores, id) ??
    (topic === null ? undefined : own(snapshot.topics, topic.trim().toLowerCase())) ??
    snapshot.mean
  return score + snapshot.position * positionPrior(from)
}
