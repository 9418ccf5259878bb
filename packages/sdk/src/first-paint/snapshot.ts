import { own, parseOwn } from '../lib/json/own.ts'
import type { CapWindow } from '../lib/scoring/showing-caps.ts'
import { fittingPlans, type Plans } from './list-plan.ts'

/**
 * The data for the first paint. It is in localStorage, because IndexedDB is too slow for it: the plan of each list, scores
 * of known items, a small profile for items that are new to a list, and the creative for each slot. It contains no vectors
 * and no texts.
 */
export interface Snapshot {
  readonly v: 1
  /** Page views with consent. */
  readonly views: number
  /** Whether the scores are meaningful. Without a history they mostly aren't, and the page is left as it is. */
  readonly known: boolean
  /** Scores without the weight of the page's own order, by item id. */
  readonly scores: Readonly<Record<string, number>>
  /** Steps that rules put items on, by item id: read items are below all unread ones. Default: 0 */
  readonly steps: Readonly<Record<string, number>>
  /** Mean score by topic, for items that this device hasn't seen. */
  readonly topics: Readonly<Record<string, number>>
  /** Mean score of all items, for items without a score or a known topic. */
  readonly mean: number
  /** Weight of the page's own order; 0 for rankers fitted to a log. */
  readonly position: number
  /** Whether every list keeps the page's own order, for an experiment's arm. */
  readonly neutral?: boolean
  /** By the list's name and the page's path. */
  readonly plans: Plans
  /** The site's rules, for lists without their own. */
  readonly rules: { readonly strength: number; readonly maxRun: number; readonly displacement: number }
  /** By slot: the creative chosen by content, or the planned creatives of campaigns, of which the first eligible one is shown. */
  readonly slots: Readonly<Record<string, string | readonly PlannedCreative[]>>
  /** Slot names, each followed by the markup of a creative that an earlier view found safe: the snippet paints no other. */
  readonly proved?: readonly string[]
  /** By path: an id behind the list, or the list's key if there is none, and how many milliseconds after the head the list usually arrives. */
  readonly pages: Readonly<Record<string, { readonly id: string; readonly wait: number }>>
  /** Names of lists that no framework renders, as an earlier view found: they can be ordered before the page has loaded. */
  readonly unmanaged: readonly string[]
  /** The device's arms as text, for which the lists were planned. Absent if it is in none. */
  readonly arms?: string | undefined
  /** The release whose workers are started by URL, since the site's policy forbids `blob:`. */
  readonly address?: string
}

/** A campaign's creative with its schedule and caps, so that the snippet can check them itself. */
export type PlannedCreative = readonly [
  creative: string,
  campaign: string,
  /** Half-open intervals in which its campaign may be shown, in milliseconds since 1970. */
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
/** Maximum number of characters: 64 KB, since localStorage counts two bytes each. */
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

/** Reads the snapshot; an empty one if there is none, it has another version, or it can't be read. Never throws. */
export function readSnapshot(): Snapshot {
  try {
    const stored = parseOwn(localStorage.getItem(KEY)!)
    // A string would be spread letter by letter.
    const snapshot: Snapshot = own({ ...EMPTY, ...(stored?.v && stored) })
    const { v, views, scores, steps, topics, mean, position, plans, slots, pages, unmanaged } = snapshot
    const tables = scores && steps && topics && plans && slots && pages && Array.isArray(unmanaged)
    return v === 1 && tables && [views, mean, position].every(Number.isFinite) ? snapshot : EMPTY
  } catch {
    return EMPTY
  }
}

/** Cuts the snapshot to size: plans of the lists seen least recently go first, then scores of the items seen least recently. */
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
    // If topics or paths alone are too long, nothing is stored but the views.
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
  } catch {
    // Storage is full or disabled: the next page is painted in the editors' order.
  }
  return kept
}
