import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from '../read/unit.ts'

/**
 * Whether a move would tear down what lives in a unit. `moveBefore` tears nothing; without it (Safari) frames load anew,
 * films stop, custom elements are taken apart, and focus is lost.
 */
export function breaksOnMove(unit: Unit): boolean {
  return (
    !('moveBefore' in Element.prototype) &&
    findAllIn(unit, '*').some(
      (element) =>
        // Our own bear it.
        /^(?!inkling-).*-|^(iframe|object|embed)$/i.test(dom.nodeName(element)) ||
        dom.readyState(element as HTMLMediaElement) > 0 ||
        element === dom.activeElement(document),
    )
  )
}
