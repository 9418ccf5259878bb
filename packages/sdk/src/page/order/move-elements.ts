import * as dom from '../../lib/dom.ts'
import { longestIncreasing } from '../../lib/longest-increasing.ts'
import { breaksOnMove } from './breaks-on-move.ts'

export interface Applied {
  /** Number of elements moved: the minimum for this order. */
  readonly moved: number
  /** Restores the original order, keeping the same nodes. */
  undo(): void
}

export interface AppliedTo extends Applied {
  /** All nodes that were moved, including text nodes and comments. */
  readonly moving: ReadonlySet<Node>
}

const isText = (node: Node) => /^#/.test(dom.nodeName(node))

/**
 * Moves each node in `moving`, and all text nodes and comments, in front of its successor in `sequence`; the last one
 * goes in front of `next`. The nodes in `sequence` are children of `parent`. All moved nodes are added to `moving`.
 */
export function placeNodes(parent: Element, sequence: readonly Node[], moving: Set<Node>, next: Node | null): void {
  sequence.reduceRight<Node | null>((next, node) => {
    if (dom.nextSibling(node) !== next && (moving.has(node) || isText(node))) {
      moving.add(node)
      // `moveBefore` preserves frames, media and focus. It throws if the parent isn't in a document, but then there
      // is nothing to preserve.
      if ('moveBefore' in Element.prototype && dom.isConnected(parent)) dom.moveBefore(parent, node, next)
      else dom.insertBefore(parent, node, next)
    }
    return node
  }, next)
}

/**
 * Reorders children of `parent` with as few moves as possible. Text nodes and comments keep their positions relative to
 * the children's places, so that the gaps in an inline list remain. Scripts, styles and other children never move.
 *
 * @param wanted distinct children of `parent`, in the new order; as a group, they keep their places
 * @throws if one of them isn't a child of `parent`, because the page has changed since it was read
 */
export function applyOrder(parent: Element, wanted: readonly Element[]): AppliedTo {
  if (wanted.some((element) => dom.parentElement(element) !== parent)) throw new Error('the list changed')
  return orderChildren(parent, wanted)
}

/** Like {@link applyOrder}, but for children that have only just been read, so they aren't checked. */
export function orderChildren(parent: Element, wanted: readonly Element[]): AppliedTo {
  const original = [...dom.childNodes(parent)]
  const places = new Map<Node, number>(wanted.map((element, place) => [element, place]))
  const members = original.filter((node) => places.has(node))
  const ways = members.map((node, from) => [from, places.get(node)!] as const)
  // Exclude children that would have to move past a child that must stay. Every longest run of the others then contains
  // all children that must stay.
  const held = ways.filter(([from]) => breaksOnMove([members[from] as Element]))
  const may = ways.filter(([from, to]) => held.every(([there, then]) => (from - there) * (to - then) >= 0))
  const stay = longestIncreasing(may.map(([, to]) => to))
  const moving = new Set<Node>(wanted.filter((_, place) => !stay.has(place)))
  const moved = moving.size

  // Nothing after the last member moves. Nodes in a gap between members stay in a gap.
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
