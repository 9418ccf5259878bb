/** A list's initial order: as the head snippet left it, or as planned on the last visit. */

import { type ListPlan, planOf } from '../first-paint/list-plan.ts'
import { plannedOrder } from '../first-paint/planned-order.ts'
import { readSnapshot, type Snapshot } from '../first-paint/snapshot.ts'
import * as dom from '../lib/dom.ts'
import { siteInkling } from '../lib/site-inkling.ts'
import { normalized } from '../lib/text/normalized.ts'
import { firstOf, handedKey } from '../page/lists/early-queue.ts'
import type { Item } from '../types.ts'

export type Places = ReadonlyMap<string, number>

const placesOf = (ids: readonly string[]): Places => new Map(ids.map((id, place) => [id, place]))

/**
 * Each item's place after the head snippet has reordered the server's elements; empty if the snippet moved nothing.
 * Once this has been called, the snippet leaves the list alone, because a framework is about to hydrate it.
 */
export function handedPlaces(list: string, items: readonly Item[]): Places {
  const { handed } = firstOf(siteInkling() ?? []) ?? {}
  if (!(handed instanceof Map)) return new Map()
  const own = items.map(({ id }) => id)
  const key = handedKey(list, own)
  const ids: unknown = handed.get(key)
  if (ids === undefined && dom.readyState(document) === 'loading') handed.set(key, own)
  // Other scripts may have written to the queue as well.
  const isOrder = Array.isArray(ids) && ids.length === own.length && own.every((id) => ids.includes(id))
  return isOrder ? placesOf(ids) : new Map()
}

/**
 * Among the plans of lists with this name, returns the one that contains the most of these items. A router may render a
 * page before it changes the URL (as Next does), so the page's own plan isn't always the one under the current path.
 */
function planThatKnows(snapshot: Snapshot, name: string, items: readonly Item[]): ListPlan {
  const ids = new Set(items.map(({ id }) => id))
  const known = (plan: ListPlan) => plan.items.filter(([id]) => ids.has(id)).length
  const others = Object.entries(snapshot.plans).filter(([key]) => key.startsWith(`${name} /`))
  const [best] = others.map(([, plan]) => plan).sort((a, b) => known(b) - known(a))
  const own = planOf(snapshot, name)
  return best && known(best) > known(own) ? best : own
}

/** Each item's planned place, for a list that hasn't been shown yet; empty if nothing is known about the reader. */
export function plannedPlaces(list: string, items: readonly Item[]): Places {
  const snapshot = readSnapshot()
  if (!snapshot.known) return new Map()
  const page = items.map(({ id, topic, pinned, sensitive, breaking }) => ({
    id,
    topic: normalized(topic ?? ''),
    pinned: !!(pinned || sensitive),
    breaking: !!breaking,
  }))
  try {
    return placesOf(plannedOrder(snapshot, planThatKnows(snapshot, list, items), page, null).map(({ id }) => id))
  } catch {
    // Another script has overwritten the snapshot.
    return new Map()
  }
}
