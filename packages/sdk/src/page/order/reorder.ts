import type { Unit } from '../read/unit.ts'
import { type Applied, orderChildren } from './apply-order.ts'
import { keepPositions } from './positional-attributes.ts'

/**
 * Moves units, which have just been read, to their places; what belongs to a place stays with it.
 *
 * @param before units by place, as they stand
 * @param after the same units by place, as they are to stand
 */
export function reorder(holder: Element, before: readonly Unit[], after: readonly Unit[]): Applied {
  const { moved, undo } = orderChildren(holder, after.flat())
  const restore = keepPositions(before, after)
  return {
    moved,
    undo() {
      undo()
      restore()
    },
  }
}
