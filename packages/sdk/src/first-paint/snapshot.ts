import { own, parseOwn } from '../lib/json/own.ts'
import type { CapWindow } from '../lib/scoring/showing-caps.ts'
import { fittingPlans, type Plans } from './list-plan.ts'

/**
 * The data for the first paint: each list's plan, scores of known items, a small profile for items that are new to a
 * list, and the creative for each slot. It contains no vectors and no texts. It is stored in localStorage, because
 * IndexedDB would be too slow.
 */
export interface Snapshot {
  readonly v: 1
  /** Page views with consent. */
  readonly views: number
  /** Whether the scores are meaningful. If not, usually because there is no history, the page is left as it is. */
  readonly known: boolean
  /** Scores that ignore the page's order, keyed by item id. */
  readonly scores: Readonly<Record<string, number>>
  /**
   * Steps that rules assigned to items, keyed by item id; for instance, read items are below all unread ones. Default:
   * 0
   */
  readonly steps: Readonly<Record<string, number>>
  /** Mean score of each topic, for items that this device hasn't seen. */
  readonly topics: Readonly<Record<string, number>>
  /** Mean score of all items, used for items without a score or a known topic. */
  readonly mean: number
  /** Weight of the page's order; 0 for rankers fitted to a log. */
  readonly position: number
  /** Whether every list keeps its original order because an arm of an experiment requires it. */
  readonly neutral?: boolean
  /** Keyed by the list's name and the page's path. */
  readonly plans: Plans
  /** The site's rules, for lists that have none of their own. */
  readonly rules: { readonly strength: number; readonly maxRun: number; readonly displacement: number }
  /**
   * Keyed by slot: either the creative chosen by content, or the campaigns' planned creatives, the first eligible of
   * which is shown.
   */
  readonly slots: Readonly<Record<string, string | readonly PlannedCreative[]>>
  /**
   * Slot names, each followed by the markup of a creative that an earlier view found to be safe. The snippet paints no
   * others.
   */
  readonly proved?: readonly string[]
  /**
   * Keyed by path: the id of an element after the list (or the list's key if there is none), and how many milliseconds
   * after the head the list usually arrives.
   */
  readonly pages: Readonly<Record<string, { readonly id: string; readonly wait: number }>>
  /**
   * Names of lists that, according to an earlier view, no framework renders. They can be ordered before the page has
   * loaded.
   */
  readonly unmanaged: readonly string[]
  /** The device's arms, as text, when the lists were planned. Absent if the device is in no arm. */
  readonly arms?: string | undefined
  /** The release whose workers are started by URL, because the site's policy forbids `blob:`. */
  readonly address?: string
}

/** A campaign's creative, with its schedule and caps so that the snippet can check them itself. */
export type PlannedCreative = readonly [
  creative: string,
  campaign: string,
  /** Half-open intervals in which the campaign may be shown, in milliseconds since 1970. */
  open: ReadonlyArray<readonly [from: number, to: number]>,
  caps: readonly CapWindow[],
  odds: readonly [propensity: number, explored: boolean, by: 'share' | 'results'],
]

/** The part that orders lists. */
export type Planned = Pick<
  Snapshot,
  'scores' | 'steps' | 'topics' | 'mean' | 'position' | 'neutral' | 'plans' | 'rules'
>

/** The part that the first paint of lists needs. */
export type Paint = Planned & Pick<Snapshot, 'known' | 'arms'>

export const KEY = 'inkling.snapshot'
/** Maximum number of characters: 64 KB, because localStorage uses two bytes for each. */
export const MAX_CHARACTERS = 32_000
export const EMPTY: Snapshot = own({
  v: 1,
  views: 0,
  known: false,
  scores: own({}),
  steps: own({}),
  topics: own({}),
  mean: 0,
  position: 0,
  plans: own({}),
  rules: own({ strength: 1, maxRun: 0, displacement: 0 }),
  slots: own({}),
  pages: own({}),
  unmanaged: [],
})

/**
 * Reads the snapshot. Returns an empty one if there is none, if it has another version, or if it can't be read. Never
 * throws.
 */
export function readSnapshot(): Snapshot {
  try {
    const stored = parseOwn(localStorage.getItem(KEY)!)
    // A string would be spread into its characters.
    const snapshot: Snapshot = own({ ...EMPTY, ...(stored?.v && stored) })
    const { v, views, scores, steps, topics, mean, position, plans, slots, pages, unmanaged } = snapshot
    const tables = scores && steps && topics && plans && slots && pages && Array.isArray(unmanaged)
    return v === 1 && tables && [views, mean, position].every(Number.isFinite) ? snapshot : EMPTY
  } catch {
    return EMPTY
  }
}

/**
 * Cuts the snapshot to size: first drops the plans of the least recently seen lists, and then the scores of the least
 * recently seen items.
 */
export function fitted(changed: Snapshot): { readonly kept: Snapshot; readonly text: string } {
  const snapshot = {
    ...changed,
    plans: fittingPlans(Object.entries(changed.plans).map(([key, plan]) => [key, () => plan])),
  }
  const scores = Object.entries(snapshot.scores)
    .filter(([, score]) => Number.isFinite(score))
    .map(([id, score]) => [id, Math.round(score * 1e4) / 1e4] as const)
  const scored = () => {
    const kept = Object.fromEntries(scores)
    const steps = Object.entries(snapshot.steps).filter(([id]) => Object.hasOwn(kept, id))
    return { ...snapshot, scores: kept, steps: Object.fromEntries(steps) }
  }
  let kept: Snapshot = scored()
  let text = JSON.stringify(kept)
  while (text.length > MAX_CHARACTERS) {
    scores.length >>= 1
    // If topics or paths alone are too long, only the number of views is stored.
    kept = scores.length ? scored() : { ...EMPTY, views: +snapshot.views }
    text = JSON.stringify(kept)
  }
  return { kept, text }
}

/** Merges a change into the stored snapshot. */
export function writeSnapshot(change: Partial<Snapshot>): Snapshot {
  const { kept, text } = fitted({ ...readSnapshot(), ...change })
  try {
    localStorage.setItem(KEY, text)
    // The snapshot of release 0.1.0, which nothing reads any more.
    localStorage.removeItem('inkling.mirror')
  } catch {
    // Storage is full or disabled, so the next page is painted in the editors' order.
  }
  return kept
}
