import type { SlotCandidates } from '../../creatives/choose.ts'
import * as dom from '../../lib/dom.ts'
import type { FirstSlot } from '../../page/lists/early-queue.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { noteDone, undoNamed } from '../../page/order/arranged.ts'
import type { Prepared } from '../../page/slots/slot.ts'
import type { ItemContent } from '../../types.ts'

/** A slot on the page that can be filled. */
export interface OpenSlot {
  readonly name: string
  readonly element: Element
  /** The creatives' nodes by name. Their images have been requested. */
  readonly nodes: Prepared
  /** What the snippet did with the slot. */
  readonly early: FirstSlot | undefined
  /** The reader asked for it: it is filled even in view. */
  readonly wanted: boolean
  /** Its creatives, as they are stored. */
  readonly kept: readonly ItemContent[]
  /** The candidates; absent if the slot is filled by content alone. */
  readonly choices?: SlotCandidates
}

/** Set on a slot that shows a chosen creative, for the page's styles. It says nothing about the reader. */
const CHOSEN = 'data-inkling-chosen'

/**
 * Notes that a slot shows a chosen creative.
 * | @param putBack undoes it
 * @returns restores the slot's own content for this visit; false if it is restored already
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
