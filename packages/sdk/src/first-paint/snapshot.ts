import { own, parseOwn } from '../lib/json/own.ts'
import type { CapWindow } from '../lib/scoring/showing-caps.ts'
import { fittingPlans, type Plans } from './list-plan.ts'

/**
 * What the first paint needs, in localStorage because IndexedDB comes too late for it: the plan of each list, scores of items
 * seen so far and a light profile for what a list hasn't had, and the creative that each slot gets. No vectors, no texts.
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
  /** By list's name and path. */
  readonly plans: Plans
  /** The site's, for lists that don't say otherwise. */
  readonly rules: { readonly strength: number; readonly maxRun: number; readonly displacement: number }
  /** By slot, a creative that content alone has chosen; or those of campaigns, of which the first is shown that may be. */
  readonly slots: Readonly<Record<string, string | readonly PlannedCreative[]>>
  /** Slots' names, each with the markup of a creative that an earlier view found allowed: the snippet paints no other. */
  readonly proved?: readonly string[]
  /** By path: an id that stands behind the list, or which list to wait for where there is none, and how many ms after the head the list came, to decide on waiting. */
  readonly pages: Readonly<Record<string, { readonly id: string; readonly wait: number }>>
  /** Names of lists that no framework owns, as an earlier view found: what may be sorted before the page has loaded. */
  readonly unmanaged: readonly string[]
  /** The arms, as a text, for which lists were planned, where the device is in any. */
  readonly arms?: string | undefined
  /** The release whose workers start by their addresses, since the site's policy forbids `blob:`. */
  readonly address?: string
}

/** A campaign's creative that may be painted, when, and by which caps: what the snippet needs to see for itself that it may be. */
export type PlannedCreative = readonly [
  creative: string,
  campaign: string,
  /** From when to when its campaign may be shown, the end not meant, in milliseconds since 1970. */
  open: ReadonlyArray<readonly [from: number, to: number]>,
  caps: readonly CapWindow[],
  odds: readonly [propensity: number, explored: boolean, by: 'share' | 'results'],
]

/** What orders lists. */
export type Planned = Pick<Snapshot, 'scores' | 'topics' | 'mean' | 'position' | 'plans' | 'rules'>

/** What the first paint of lists needs. */
export type Paint = Planned & Pick<Snapshot, 'known' | 'arms'>

export const KEY = 'inkling.snapshot'
/** Characters, which localStorage counts as two bytes each: 64 KB. */
export const MAX_CHARACTERS = 32_000
export const EMPTY: Snapshot = own({
  v: 1,
  views: 0,
  known: false,
  scores: own({}),
  topics: own({}),
  mean: 0,
  position: 0,
  plans: own({}),
  rules: own({ strength: 1, maxRun: 0, displacement: 0 }),
  slots: own({}),
  pages: own({}),
  unmanaged: [],
})

/** As {@link readSnapshot}, for the head snippet, in fewer bytes: what another script has written there may make it throw. */
export function trustSnapshot(): Snapshot {
  const stored = parseOwn(localStorage.getItem(KEY)!)
  return stored?.v === 1 ? stored : parseOwn('{"slots":{},"pages":{}}')
}

/** The snapshot, or an empty one when there is none, it is of another version, or it can't be read. Never throws. */
export function readSnapshot(): Snapshot {
  try {
    const stored = parseOwn(localStorage.getItem(KEY)!)
    // A text has no version, and would be spread letter by letter.
    const snapshot: Snapshot = own({ ...EMPTY, ...(stored?.v && stored) })
    const { v, views, scores, topics, mean, position, plans, slots, pages, unmanaged } = snapshot
    const tables = scores && topics && plans && slots && pages && Array.isArray(unmanaged)
    return v === 1 && tables && [views, mean, position].every(Number.isFinite) ? snapshot : EMPTY
  } catch {
    return EMPTY
  }
}

/** What doesn't fit goes: plans of the lists least recently seen, then scores of the items that stand last in the table, the least recently seen. */
export function fitted(changed: Snapshot): { readonly kept: Snapshot; readonly text: string } {
  const snapshot = {
    ...changed,
    plans: fittingPlans(Object.entries(changed.plans).map(([key, plan]) => [key, () => plan])),
  }
  const scores = Object.entries(snapshot.scores)
    .filter(([, score]) => Number.isFinite(score))
    .map(([id, score]) => [id, Math.round(score * 1e4) / 1e4] as const)
  let kept = { ...snapshot, scores: Object.fromEntries(scores) }
  let text = JSON.stringify(kept)
  while (text.length > MAX_CHARACTERS) {
    scores.length >>= 1
    // Topics or paths that are too long by themselves: better nothing than too much.
    kept = scores.length ? { ...snapshot, scores: Object.fromEntries(scores) } : { ...EMPTY, views: +snapshot.views }
    text = JSON.stringify(kept)
  }
  return { kept, text }
}

/** Changes the snapshot, as far as it fits. */
export function writeSnapshot(change: Partial<Snapshot>): Snapshot {
  const { kept, text } = fitted({ ...readSnapshot(), ...change })
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Full or off: the next page paints in the editor's order.
  }
  return kept
}
