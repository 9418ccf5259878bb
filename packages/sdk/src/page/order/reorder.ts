import * as dom from '../../lib/dom.ts'
import type { Unit } from '../read/unit.ts'
import { type Applied, applyOrder, orderChildren, placeNodes } from './move-elements.ts'
import { type Attribute, keepPositions, restore } from './positional-attributes.ts'

/**
 * Moves units that have only just been read to new places; positional attributes stay with the places.
 *
 * @param before the units in their current order
 * @param after the same units in their new order
 */
export function reorder(holder: Element, before: readonly Unit[], after: readonly Unit[]): Applied {
  const { moved, undo } = orderChildren(holder, after.flat())
  const restorePositions = keepPositions(before, after)
  return {
    moved,
    undo() {
      undo()
      restorePositions()
    },
  }
}

/**
 * The state of a list before we moved anything. All changes to the list share it; nodes that leave the list are
 * dropped, so the state never grows larger than the list itself.
 */
export interface Own {
  /** Child nodes in the page's own order, as of the last move. */
  nodes: readonly Node[]
  /** The nodes that we have moved. */
  moved: Set<Node>
  /** The page's value and our value, keyed by element and attribute. */
  readonly placed: Map<Element, Map<string, readonly [own: Attribute, ours: Attribute]>>
  /** Undoes what the snippet did earlier. */
  first?: () => void
}

export const newOwn = (): Own => ({ nodes: [], moved: new Set(), placed: new Map() })

/**
 * Child nodes in the order that they would have without our moves: each moved node is back in front of its original
 * successor, and nodes added since then are where the page put them.
 */
function ownOrder(now: readonly Node[], { nodes, moved }: Own): Node[] {
  const here = new Set(now)
  const known = nodes.filter((node) => here.has(node))
  const left = new Set(known)
  let next = now[now.findLastIndex((node) => left.has(node)) + 1]
  const before = new Map<Node | undefined, Node[]>()
  for (const node of known.reverse()) {
    if (!moved.has(node)) next = node
    else before.set(next, [node, ...(before.get(next) ?? [])])
  }
  const stays = now.filter((node) => !moved.has(node))
  return [...stays, undefined].flatMap((node) => [...(before.get(node) ?? []), ...(node ? [node] : [])])
}

/**
 * Like {@link reorder}, for lists that are ordered repeatedly: a single undo restores the state before the first move.
 *
 * @param before the units in their current order
 * @param after the same units in their new order
 * @param own the state that a later undo will restore; updated here
 * @throws if a unit isn't a child of `holder`, because the page has changed since it was read
 */
export function reorderAgain(holder: Element, before: readonly Unit[], after: readonly Unit[], own: Own): Applied {
  const nodes = ownOrder([...dom.childNodes(holder)], own)
  const { moved, moving } = applyOrder(holder, after.flat())
  own.nodes = nodes
  own.moved = new Set(nodes.filter((node) => moving.has(node) || own.moved.has(node)))
  const { placed } = own
  for (const element of placed.keys()) if (!dom.contains(holder, element)) placed.delete(element)
  keepPositions(before, after, (element, name, value, next) => {
    const names = placed.get(element) ?? new Map()
    const [first, ours] = names.get(name) ?? []
    // If another script has written a value since, leave it alone.
    placed.set(element, names.set(name, [names.has(name) && ours === value ? first : value, next]))
  })
  return {
    moved,
    undo() {
      placeNodes(holder, ownOrder([...dom.childNodes(holder)], own), own.moved, null)
      for (const [element, names] of placed)
        for (const [name, [value, ours]] of names) restore(element, name, value, ours)
      placed.clear()
      own.first?.()
    },
  }
}
