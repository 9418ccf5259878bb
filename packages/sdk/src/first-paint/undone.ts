/**
 * Lists and slots of which the reader wanted the page's own order: for the visit, in this tab, beside the orders that were
 * shown there.
 */

import { noteShown, readShown } from '../storage/shown-order.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

/** In the place of a page's path: no page has this one. */
const VISIT = ''

export const readUndone = (): readonly string[] => readShown('undone', VISIT) ?? []

/** Keeps the names, and leaves nothing for the next first paint to sort. */
export function noteUndone(names: ReadonlySet<string>): void {
  if (!names.size && !readUndone().length) return
  noteShown({ undone: [...names] }, VISIT)
  writeSnapshot({ unmanaged: readSnapshot().unmanaged.filter((name) => !names.has(name)) })
}
