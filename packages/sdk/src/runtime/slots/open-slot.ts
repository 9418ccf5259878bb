import type { SlotCandidates } from '../../creatives/choose.ts'
import * as dom from '../../lib/dom.ts'
import type { FirstSlot } from '../../page/lists/early-queue.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { noteDone, undoNamed } from '../../page/order/arranged.ts'
import type { Prepared } from '../../page/slots/slot.ts'
import type { ItemContent } from '../../types.ts'

/** A slot of the page that may be filled. */
export interface OpenSlot {
  readonly name: string
  readonly element: Element
  /** By creative. Their images are asked for. */
  readonly nodes: Prepared
  /** What the snippet did. */
  readonly early: FirstSlot | undefined
  /** The reader wants it: it is filled also where it is seen. */
  readonly wanted: boolean
  /** Its creatives as they are kept. */
  readonly kept: readonly ItemContent[]
  /** What there is to choose from; not there: content alone decides. */
  readonly choices?: SlotCandidates
}

/** On a slot that shows a creative chosen for the reader: the page's styles can say so. It tells nothing of the reader. */
const CHOSEN = 'data-inkling-chosen'

/**
 * Notes that a slot shows something chosen.
 *
 * @param putBack undoes all of it
 * @returns what the reader's wish for the slot's own content does: false when it is back already
 */
export function noteChosen(state: ListsState, { name, element }: OpenSlot, putBack: () => void): () => boolean {
  dom.setAttribute(element, CHOSEN, '')
  const undo = () => {
    dom.removeAttribute(element, CHOSEN)
    putBack()
  }
  noteDone(state.arranged, element, { name, undo })
  return () => {
    state.undone.add(name)
    return undoNamed(state.arranged, name)
  }
}
