/** The order in which a list begins: as the head snippet has handed it over, or as the last visit planned it. */

import { planOf } from '../first-paint/list-plan.ts'
import { plannedOrder } from '../first-paint/planned-order.ts'
import { readSnapshot } from '../first-paint/snapshot.ts'
import * as dom from '../lib/dom.ts'
import { siteInkling } from '../lib/site-inkling.ts'
import { normalized } from '../lib/text/normalized.ts'
import { firstOf, handedKey } from '../page/lists/early-queue.ts'
import type { Item } from '../types.ts'

export type Places = ReadonlyMap<string, number>

const placesOf = (ids: readonly string[]): Places => new Map(ids.map((id, place) => [id, place]))

/**
 * Places by id in which the head snippet left the server's elements; none where it moved nothing. From then on it leaves the
 * list alone: a framework is about to hydrate it.
 */
export function handedPlaces(list: string, items: readonly Item[]): Places {
  const { handed } = firstOf(siteInkling() ?? []) ?? {}
  if (!(handed instanceof Map)) return new Map()
  const own = items.map(({ id }) => id)
  const key = handedKey(list, own)
  const ids: unknown = handed.get(key)
  if (ids === undefined && dom.readyState(document) === 'loading') handed.set(key, own)
  // Other scripts can write there, too.
  const isOrder = Array.isArray(ids) && ids.length === own.length && own.every((id) => ids.includes(id))
  return isOrder ? placesOf(ids) : new Map()
}

/** Places by id for a list that no frame has shown yet; none where nothing is known of the reader. */
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
    return placesOf(plannedOrder(snapshot, planOf(snapshot, list), page, null).map(({ id }) => id))
  } catch {
    // Another script has written what is stored.
    return new Map()
  }
}
