import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from '../read/unit.ts'

/**
 * Whether moving a unit would disrupt its content. `moveBefore` preserves everything. Without it (Safari), frames
 * reload, media stops, custom elements are disconnected, and focus is lost.
 */
export function breaksOnMove(unit: Unit): boolean {
  return (
    !('moveBefore' in Element.prototype) &&
    findAllIn(unit, '*').some(
      (element) =>
        // Our own custom elements can be moved.
        /^(?!inkling-).*-|^(iframe|object|embed)$/i.test(dom.nodeName(element)) ||
        dom.readyState(element as HTMLMediaElement) > 0 ||
        element === dom.activeElement(document),
    )
  )
}
