/**
 * Replaces `history/history.ts` and `history/reported.ts`: keeps a persona's history in memory until the page is
 * closed, and reports nothing.
 */

import type * as history from '../../history/history.ts'
import type { HistoryStore, Imported } from '../../history/history-store.ts'
import { Replica } from '../../history/replica.ts'
import type * as reported from '../../history/reported.ts'
import { mergeInto } from '../../history/transfer/merge.ts'

const replica = new Replica()

/** Loads a persona's events and items, before the history is opened. */
export function seedHistory(imported: Imported, now: number): void {
  mergeInto(replica, imported, now)
}

/** Clears everything, including the persona. */
export function clearHistory(): void {
  replica.clear(new Set(), false)
}

export const memoryHistory: HistoryStore = {
  get events() {
    return replica.events
  },
  get items() {
    return replica.items
  },
  get vectors() {
    return replica.vectors
  },
  replica,
  unsaved: new Set(),
  append: async (event, now = event.at) => !!replica.append(event, now),
  hear: () => false,
  async putItems(items) {
    replica.putItems(items)
  },
  async save() {},
  async forget(what) {
    const gone = replica.forget(what, Date.now())
    replica.dropVectors(gone)
    return gone.length
  },
  async reload() {},
  async recover() {},
  async wipe() {
    clearHistory()
    return true
  },
  close() {},
}

/** Reopening the history on the same page returns the same history. */
export const openHistory: typeof history.openHistory = async () => memoryHistory

export const dropReported: typeof reported.dropReported = async () => {}
