import type { Unit } from '../read/unit.ts'
import { type Applied, applyOrder } from './apply-order.ts'
import { keepPositions } from './positional-attributes.ts'

/**
 * Moves units to their places; what belongs to a place stays with it.
 *
 * @param before units by place, as they stand
 * @param after the same units by place, as they are to stand
 * @throws when one of them is no child of `holder`: the page has changed since it was read
 */
export function reorder(holder: Element, before: readonly Unit[], after: readonly Unit[]): Applied {
  const { moved, undo } = applyOrder(holder, after.flat())
  const restore = keepPositions(before, after)
  return {
    moved,
    undo() {
      undo()
      restore()
    },
  }
}
