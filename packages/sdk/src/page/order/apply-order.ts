import * as dom from '../../lib/dom.ts'
import { breaksOnMove } from './breaks-on-move.ts'
import { longestIncreasing } from './longest-increasing.ts'

export interface Applied {
  /** Elements that were moved: the fewest that give the order. */
  readonly moved: number
  /** Puts the very same nodes back into the order they had. */
  undo(): void
}

export interface AppliedTo extends Applied {
  /** All that was moved, texts and comments too. */
  readonly moving: ReadonlySet<Node>
}

const isText = (node: Node) => /^#/.test(dom.nodeName(node))

/**
 * Puts each of `moving`, and texts and comments, in front of what follows it in `sequence`, child nodes of `parent`, and the last
 * in front of `next`. What it moves is in `moving` then.
 */
export function placeNodes(parent: Element, sequence: readonly Node[], moving: Set<Node>, next: Node | null): void {
  sequence.reduceRight<Node | null>((next, node) => {
    if (dom.nextSibling(node) !== next && (moving.has(node) || isText(node))) {
      moving.add(node)
      // It tears no frames, media or focus down, and throws when the node is in no document: then nothing lives in it that could be torn down.
      if ('moveBefore' in Element.prototype && dom.isConnected(parent)) dom.moveBefore(parent, node, next)
      else dom.insertBefore(parent, node, next)
    }
    return node
  }, next)
}

/**
 * Gives `parent`'s children the wanted order with the fewest moves. Texts and comments keep their places among the
 * children's places, so that an inline list keeps its gaps; scripts, styles and other children are never moved.
 *
 * @param wanted children of `parent`, all different, in the places that they hold together now
 * @throws when one of them is no child of `parent`: the page has changed since it was read
 */
export function applyOrder(parent: Element, wanted: readonly Element[]): AppliedTo {
  if (wanted.some((element) => dom.parentElement(element) !== parent)) throw new Error('the list changed')
  return orderChildren(parent, wanted)
}

/** As {@link applyOrder}, of children that have just been read. */
export function orderChildren(parent: Element, wanted: readonly Element[]): AppliedTo {
  const original = [...dom.childNodes(parent)]
  const places = new Map<Node, number>(wanted.map((element, place) => [element, place]))
  const members = original.filter((node) => places.has(node))
  const ways = members.map((node, from) => [from, places.get(node)!] as const)
  // Without whoever would have to pass one that must stay, any longest run contains those.
  const held = ways.filter(([from]) => breaksOnMove([members[from] as Element]))
  const may = ways.filter(([from, to]) => held.every(([there, then]) => (from - there) * (to - then) >= 0))
  const stay = longestIncreasing(may.map(([, to]) => to))
  const moving = new Set<Node>(wanted.filter((_, place) => !stay.has(place)))
  const moved = moving.size

  // Behind the last member nothing moves, and what stood in one gap between members still stands in one.
  const last = members.at(-1)
  let at = 0
  const sequence = original
    .slice(0, original.indexOf(last!) + 1)
    .flatMap((node) => (places.has(node) ? wanted[at++]! : isText(node) ? node : []))
  placeNodes(parent, sequence, moving, dom.nextSibling(last) ?? null)

  return {
    moved,
    moving,
    undo() {
      const here = original.filter((node) => dom.parentElement(node) === parent)
      const last = [...dom.childNodes(parent)].findLast((node) => here.includes(node))
      placeNodes(parent, here, moving, dom.nextSibling(last) ?? null)
    },
  }
}
