/** Adds the contents of an export to a history. This file is part of the bundle that reads exports. */

import { identity } from '../event.ts'
import { LIMITS } from '../event-limits.ts'
import type { HistoryStore, Imported } from '../history-store.ts'
import { entry, isSmall, type Replica } from '../replica.ts'

/** Adds the contents of an export to memory only. @returns what was new */
export function mergeInto(
  replica: Pick<Replica, 'events' | 'items' | 'prune'>,
  { events, items }: Imported,
  now: number,
): Imported {
  const added = new Map(events.filter(isSmall).map((event) => [identity(event), event] as const))
  for (const event of replica.events) added.delete(identity(event))
  replica.events = [...replica.events, ...added.values()]
  replica.prune(now)
  const seen = new Map(items.filter(isSmall).map(entry))
  for (const id of replica.items.keys()) seen.delete(id)
  // Items seen on this device are treated as more recent than imported ones.
  const room = [...seen.values()].slice(Math.max(0, seen.size + replica.items.size - LIMITS.items))
  replica.items = new Map([...room.map(entry), ...replica.items])
  return { events: replica.events.filter((event) => added.has(identity(event))), items: room }
}

/**
 * Adds the contents of an export, either completely or not at all: events that are new and within the limits, and new
 * items.
 *
 * @returns the number of new events and new items
 */
export async function merge(
  store: Pick<HistoryStore, 'replica' | 'save'>,
  imported: Imported,
  now: number,
): Promise<{ readonly events: number; readonly items: number }> {
  const added = mergeInto(store.replica, imported, now)
  await store.save(added, now)
  return { events: added.events.length, items: added.items.length }
}
