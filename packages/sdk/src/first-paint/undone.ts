/**
 * Lists and slots that the reader wants to see in their original state. Stored for the current visit in this tab,
 * together with the orders shown.
 */

import { noteShown, readShown } from '../web-storage/shown-order.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

/** Stands for the visit; no page has this path. */
const VISIT = ''

export const readUndone = (): readonly string[] => readShown('undone', VISIT) ?? []

/** Stores the names of these lists and slots for this visit, so that the next first paint doesn't order these lists. */
export function noteUndone(names: ReadonlySet<string>): void {
  if (!names.size && !readUndone().length) return
  noteShown({ undone: [...names] }, VISIT)
  writeSnapshot({ unmanaged: readSnapshot().unmanaged.filter((name) => !names.has(name)) })
}
