import * as dom from '../lib/dom.ts'
import { longestIncreasing } from './subsequence.ts'
import { tornByMove } from './torn.ts'

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
  readonly placed: Map<Element, Map<string, readonly [own: string | null | undefined, ours: string | null | undefined]>>
  /** Puts back what the snippet did before all of it. */
  first?: () => void
}

export const newOwn = (): Own => ({ nodes: [], moved: new Set(), placed: new Map() })

export interface Applied {
  /** Elements that were moved: the fewest that give the order. */
  readonly moved: number
  /** Puts the very same nodes back into the order they had, before everything that was done with the same {@link Own}. */
  undo(): void
}

function move(parent: Element, node: Node, before: Node | null): void {
  // It tears no frames, media or focus down, and throws when the node is in no document: then nothing lives in it that could be torn down.
  if ('moveBefore' in Element.prototype && dom.isConnected(parent)) dom.moveBefore(parent, node, before)
  else dom.insertBefore(parent, node, before)
}

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

/** Puts each of `moving` in front of what follows it in `sequence`, child nodes of `parent`, and the last in front of `end`. */
function settle(parent: Element, sequence: readonly Node[], moving: ReadonlySet<Node>, end: Node | null): void {
  let next = end
  for (const node of [...sequence].reverse()) {
    if (moving.has(node) && dom.nextSibling(node) !== next) move(parent, node, next)
    next = node
  }
}

/**
 * Gives `parent`'s children the wanted order with the fewest moves. Texts and comments keep their places among the
 * children's places, so that an inline list keeps its gaps; scripts, styles and other children are never moved.
 *
 * @param wanted children of `parent`, all different, in the places that they hold together now
 * @param own what is known of how they stood; changed here
 * @throws when one of them is no child of `parent`: the page has changed since it was read
 */
export function applyOrder(parent: Element, wanted: readonly Element[], own = newOwn()): Applied {
  if (wanted.some((element) => dom.parentElement(element) !== parent))
    throw new Error('the list has changed since it was read')
  const original = [...dom.childNodes(parent)]
  own.nodes = ownOrder(original, own)
  const rank = new Map<Node, number>(wanted.map((element, place) => [element, place]))
  const members = original.filter((node) => rank.has(node))
  const place = (node: Node) => rank.get(node)!
  // Without whoever would have to pass one that must stay, any longest run contains those.
  const held = [...members.keys()].filter((i) => tornByMove([members[i] as Element]))
  const may = [...members.keys()].filter((i) =>
    held.every((other) => (i - other) * (place(members[i]!) - place(members[other]!)) >= 0),
  )
  const stay = longestIncreasing(may.map((i) => place(members[i]!)))
  const staying = new Set([...stay].map((i) => members[may[i]!]!))
  const moving = new Set<Node>(members.filter((node) => !staying.has(node)))
  const moved = moving.size

  settle(parent, wanted, moving, dom.nextSibling(members.at(-1)) ?? null)
  // Each member went right in front of another: what stood in one gap between members still stands in one.
  let gap = 0
  for (const node of original) {
    if (rank.has(node)) gap++
    // Behind the last member nothing has moved.
    if (gap === wanted.length) break
    if (dom.nodeType(node) === Node.ELEMENT_NODE) continue
    let closing: Node | null = node
    while (closing && !rank.has(closing)) closing = dom.nextSibling(closing)
    if (closing === wanted[gap]) continue
    move(parent, node, wanted[gap]!)
    moving.add(node)
  }

  own.moved = new Set(own.nodes.filter((node) => moving.has(node) || own.moved.has(node)))

  return { moved, undo: () => settle(parent, ownOrder([...dom.childNodes(parent)], own), own.moved, null) }
}
