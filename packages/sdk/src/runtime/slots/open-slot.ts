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
  /** The creatives' nodes, keyed by name. Their images have already been requested. */
  readonly nodes: Prepared
  /** What the snippet did with the slot. */
  readonly early: FirstSlot | undefined
  /** Whether the reader asked for the slot, so that it is filled even if it is in view. */
  readonly wanted: boolean
  /** Whether no frame has shown the slot yet. Default: decided by its place */
  readonly isUnseen?: () => boolean
  /** The slot's creatives in their stored form. */
  readonly kept: readonly ItemContent[]
  /** The candidates; absent if the slot is filled by content alone. */
  readonly choices?: SlotCandidates
}

/**
 * Marks a slot that shows a chosen creative, for use in the page's styles. The attribute reveals nothing about the
 * reader.
 */
const CHOSEN = 'data-inkling-chosen'

/**
 * Records that a slot shows a chosen creative.
 *
 * @param putBack restores the slot's own content
 * @returns a function that restores the slot's own content for this visit; it returns false if that has already been
 * done
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
