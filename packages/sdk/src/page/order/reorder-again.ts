/** As reorder.ts, for lists that are ordered more than once: one undo gives back how the page had it before all of them. */

import * as dom from '../../lib/dom.ts'
import type { Unit } from '../read/unit.ts'
import { type Applied, applyOrder, placeNodes } from './apply-order.ts'
import { type Attribute, keepPositions, restore } from './positional-attributes.ts'

/**
 * How a list stood before we moved anything in it. One for all that is done to it, however often: what has gone from the
 * list goes from here, so that it never holds more than the list itself.
 */
export interface Own {
  /** Child nodes in the page's own order, as of the last move. */
  nodes: readonly Node[]
  /** Those of them that we have moved. */
  moved: Set<Node>
  /** By element and attribute: what the page had said, and what we put in its place. */
  readonly placed: Map<Element, Map<string, readonly [own: Attribute, ours: Attribute]>>
  /** Puts back what the snippet did before all of it. */
  first?: () => void
}

export const newOwn = (): Own => ({ nodes: [], moved: new Set(), placed: new Map() })

/**
 * Child nodes as they would stand if we had moved none: each that was moved stands in front of what it stood in front of;
 * what has come since, where the page has put it.
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
 * @param before units by place, as they stand
 * @param after the same units by place, as they are to stand
 * @param own how the list stood before everything that is to be undone together; changed here
 * @throws when one of them is no child of `holder`: the page has changed since it was read
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
    // What somebody else has written since is theirs.
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
