/**
 * Lists and slots of which the reader wanted the page's own order: for the visit, in this tab, beside the orders that were
 * shown there.
 */

import { noteShown, readShown } from '../storage/shown-order.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

/** Stands for the visit: no page has this path. */
const VISIT = ''

export const readUndone = (): readonly string[] => readShown('undone', VISIT) ?? []

/** Stores the names for this visit, and keeps the next first paint from ordering these lists. */
export function noteUndone(names: ReadonlySet<string>): void {
  if (!names.size && !readUndone().length) return
  noteShown({ undone: [...names] }, VISIT)
  writeSnapshot({ unmanaged: readSnapshot().unmanaged.filter((name) => !names.has(name)) })
}
