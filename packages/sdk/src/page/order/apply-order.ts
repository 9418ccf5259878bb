import * as dom from '../../lib/dom.ts'
import { breaksOnMove } from './breaks-on-move.ts'
import { longestIncreasing } from './longest-increasing.ts'

export interface Applied {
  /** Elements that were moved: the fewest that give the order. */
  readonly moved: number
  /** Puts the very same nodes back into the order they had. */
  undo(): void
}

const isText = (node: Node) => /^#/.test(dom.nodeName(node))

/**
 * Puts each of `moving`, and texts and comments, in front of what follows it in `sequence`, child nodes of `parent`, and the last
 * in front of `next`. What it moves is in `moving` then.
 */
export function placeNodes(parent: Element, sequence: readonly Node[], moving: Set<Node>, next: Node | null): void {
  for (const node of [...sequence].reverse()) {
    if (dom.nextSibling(node) !== next && (moving.has(node) || isText(node))) {
      moving.add(node)
      // It tears no frames, media or focus down, and throws when the node is in no document: then nothing lives in it that could be torn down.
      if ('moveBefore' in Element.prototype && dom.isConnected(parent)) dom.moveBefore(parent, node, next)
      else dom.insertBefore(parent, node, next)
    }
    next = node
  }
}

/**
 * Gives `parent`'s children the wanted order with the fewest moves. Texts and comments keep their places among the
 * children's places, so that an inline list keeps its gaps; scripts, styles and other children are never moved.
 *
 * @param wanted children of `parent`, all different, in the places that they hold together now
 * @throws when one of them is no child of `parent`: the page has changed since it was read
 */
export function applyOrder(
  parent: Element,
  wanted: readonly Element[],
): Applied & {
  /** All that was moved, texts and comments too. */
  readonly moving: ReadonlySet<Node>
} {
  if (wanted.some((element) => dom.parentElement(element) !== parent)) throw new Error('the list changed')
  const original = [...dom.childNodes(parent)]
  const rank = new Map<Node, number>(wanted.map((element, place) => [element, place]))
  const members = original.filter((node) => rank.has(node))
  const place = (node: Node) => rank.get(node)!
  // Without whoever would have to pass one that must stay, any longest run contains those.
  const held = [...members.keys()].filter((i) => breaksOnMove([members[i] as Element]))
  const may = [...members.keys()].filter((i) =>
    held.every((other) => (i - other) * (place(members[i]!) - place(members[other]!)) >= 0),
  )
  const stay = longestIncreasing(may.map((i) => place(members[i]!)))
  const staying = new Set([...stay].map((i) => members[may[i]!]!))
  const moving = new Set<Node>(members.filter((node) => !staying.has(node)))
  const moved = moving.size

  // Behind the last member nothing moves, and what stood in one gap between members still stands in one.
  const last = members.at(-1)
  const places = original.slice(0, original.indexOf(last!) + 1).filter((node) => rank.has(node) || isText(node))
  let at = 0
  const sequence = places.map((node) => (rank.has(node) ? wanted[at++]! : node))
  placeNodes(parent, sequence, moving, dom.nextSibling(last) ?? null)

  return {
    moved,
    moving,
    undo() {
      const here = original.filter((node) => dom.parentElement(node) === parent)
      const kept = new Set<Node>(here)
      const last = [...dom.childNodes(parent)].findLast((node) => kept.has(node))
      placeNodes(parent, here, moving, dom.nextSibling(last) ?? null)
    },
  }
}
