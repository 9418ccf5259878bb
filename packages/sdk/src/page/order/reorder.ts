import type { Unit } from '../read/unit.ts'
import { type Applied, orderChildren } from './apply-order.ts'
import { keepPositions } from './positional-attributes.ts'

/**
 * Moves units that have only just been read to new places; positional attributes stay with the places.
 *
 * @param before the units in their current order
 * @param after the same units in their new order
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
