import * as dom from '../lib/dom.ts'
import { type Applied, applyOrder, newOwn } from './order.ts'
import { keepPositions } from './position.ts'
import type { Unit } from './unit.ts'

/**
 * Moves units to their places; what belongs to a place stays with it.
 *
 * @param before units by place, as they stand
 * @param after the same units by place, as they are to stand
 * @param own how the list stood before everything that is to be undone together; changed here
 * @throws when one of them is no child of `holder`: the page has changed since it was read
 */
export function reorder(holder: Element, before: readonly Unit[], after: readonly Unit[], own = newOwn()): Applied {
  const { moved, undo } = applyOrder(holder, after.flat(), own)
  for (const element of own.placed.keys()) if (!dom.contains(holder, element)) own.placed.delete(element)
  const restore = keepPositions(before, after, own.placed)
  return {
    moved,
    undo() {
      undo()
      restore()
      own.first?.()
    },
  }
}
