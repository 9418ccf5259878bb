import { longestIncreasing } from './subsequence.ts'

/** Chromium 133, Firefox 144: moves without tearing frames, media and focus down. Not yet in TypeScript's DOM types. */
type Movable = Element & { moveBefore?: (node: Node, before: Node | null) => void }

export interface Applied {
  /** Elements that were moved: the fewest that give the order. */
  readonly moved: number
  /** Puts the very same nodes back into the order they had. */
  undo(): void
}

function move(parent: Movable, node: Node, before: Node | null): void {
  // moveBefore throws when the node is in no document: then nothing lives in it that could be torn down.
  if (parent.moveBefore && parent.isConnected) parent.moveBefore(node, before)
  else parent.insertBefore(node, before)
}

/** Moves `wanted` (child nodes of `parent`, all different) into this order, in the places that they hold together now. */
function arrange(parent: Element, wanted: readonly Node[]): number {
  const rank = new Map(wanted.map((node, place) => [node, place]))
  const current = [...parent.childNodes].filter((node) => rank.has(node))
  const stay = longestIncreasing(current.map((node) => rank.get(node)!))
  const staying = new Set([...stay].map((i) => current[i]!))
  // What is no member (scripts, comments, advertisements) keeps its place among its neighbours: each member goes in
  // front of the one that is to follow it.
  let next: Node | null = current.at(-1)?.nextSibling ?? null
  let moved = 0
  for (const node of [...wanted].reverse()) {
    if (!staying.has(node as ChildNode)) {
      move(parent, node, next)
      moved++
    }
    next = node
  }
  return moved
}

/**
 * Gives `parent`'s children the wanted order with the fewest moves.
 *
 * @param wanted every shown child, best first
 * @throws when one of them is no child of `parent`: the page has changed since it was read
 */
export function applyOrder(parent: Element, wanted: readonly Element[]): Applied {
  if (wanted.some((element) => element.parentElement !== parent))
    throw new Error('the list has changed since it was read')
  // Texts and comments too: an undo restores what stood between the items.
  const original = [...parent.childNodes]
  const moved = arrange(parent, wanted)
  return {
    moved,
    undo() {
      arrange(
        parent,
        original.filter((node) => node.parentNode === parent),
      )
    },
  }
}
