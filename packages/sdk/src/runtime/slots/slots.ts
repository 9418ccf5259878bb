/** Fills the page's slots with the creatives that are chosen for the reader. */

import * as dom from '../../lib/dom.ts'
import { emit, emitError } from '../../lib/events.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import { earlyQueue } from '../../page/lists/early-queue.ts'
import type { ListsState } from '../../page/lists/followed-list.ts'
import { noteDone, undoNamed } from '../../page/order/arranged.ts'
import { findSlots, prepareSlot, showCreative } from '../../page/slots/slot.ts'
import { chooseCreative } from '../../ranking/creative.ts'
import type { ItemContent } from '../../types.ts'
import type { RuntimeContext, Scoring } from '../runtime-context.ts'
import { SLOT } from './slot-items.ts'

/** On a slot that shows a creative chosen for the reader: the page's styles can say so. It tells nothing of the reader. */
const CHOSEN = 'data-inkling-chosen'

/** Slots that the reader has put back, and wants so for the visit. */
let undone: ReadonlySet<string> = new Set()

/** @param again fills those of this name also where they are seen: the reader wants it */
export function fillSlots(context: RuntimeContext, state: ListsState, again?: string): void {
  const { scorer, store } = context
  undone = state.undone
  const first = earlyQueue().first
  for (const { name, element, creatives } of findSlots(document)) {
    if (!creatives.length || (again !== undefined && name !== again)) continue
    const early = first?.slots.get(element)
    const prepared = early ? early.prepared : prepareSlot(element)
    if (!prepared) {
      emitError(
        'creative-fetches',
        `the slot '${name}' stays as it is: it loads more than images, which would tell what was chosen`,
      )
      continue
    }
    const prefix = `${SLOT}${name}/`
    const contents = creatives.map(({ item }) => scorer.content({ ...item, id: prefix + item.id }))
    void store?.putItems(contents, Date.now())
    const choice = chooseCreative(scorer.rankCreatives(contents, name))
    const creative = early?.creative ?? choice?.creative.slice(prefix.length)
    const nodes = creative !== undefined && prepared.get(creative)
    const shows = again === undefined && early?.creative !== undefined
    if (!nodes || (!shows && (state.undone.has(name) || (!early && again === undefined && mayBeSeen(element)))))
      continue
    const putBack = shows ? early.undo : showCreative(element, nodes)
    dom.setAttribute(element, CHOSEN, '')
    const undo = () => {
      dom.removeAttribute(element, CHOSEN)
      putBack()
    }
    noteDone(state.arranged, element, { name, undo })
    const scores = Object.fromEntries(
      Object.entries(choice?.scores ?? {}).map(([id, score]) => [id.slice(prefix.length), score]),
    )
    emit('inkling:creative', {
      slot: name,
      creative,
      scores,
      why: async () => (await context.explain(name, creative))?.reason,
      undo() {
        state.undone.add(name)
        return undoNamed(state.arranged, name)
      },
    })
  }
}

/** The creative of each slot that was met on any page, by the slot's name. @param items all that are kept */
export function chooseForSlots(scorer: Scoring, items: readonly ItemContent[]): Record<string, string> {
  const slots: Record<string, string> = {}
  const creatives = items.filter(({ id }) => id.startsWith(SLOT))
  for (const name of new Set(creatives.map(({ id }) => id.split('/')[1]!))) {
    const prefix = `${SLOT}${name}/`
    const choice = chooseCreative(scorer.rankCreatives(creatives.filter(({ id }) => id.startsWith(prefix))))
    // What the reader has put back in this visit stays so.
    if (choice && !undone.has(name)) slots[name] = choice.creative.slice(prefix.length)
  }
  return slots
}
