/** Fills the page's slots with the creatives that are chosen for the reader. */

import { itemContent } from '../content/content.ts'
import { emit, emitError } from '../lib/events.ts'
import { mayBeSeen } from '../page/guard/viewport.ts'
import { earlyQueue } from '../page/lists/early-queue.ts'
import type { ListsState } from '../page/lists/followed-list.ts'
import { noteDone } from '../page/order/arranged.ts'
import { findSlots, prepareSlot, showCreative } from '../page/slots/slot.ts'
import { chooseCreative } from '../ranking/creative.ts'
import type { ItemContent } from '../types.ts'
import type { RuntimeContext, Scoring } from './runtime-context.ts'
import { SLOT } from './slot-items.ts'

export function fillSlots({ scorer, store }: RuntimeContext, state: ListsState): void {
  const first = earlyQueue().first
  for (const { name, element, creatives } of findSlots(document)) {
    if (!creatives.length) continue
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
    const contents = creatives.map(({ item }) => itemContent({ ...item, id: prefix + item.id }))
    void store?.putItems(contents, Date.now())
    const choice = chooseCreative(scorer.rankCreatives(contents, name))
    const creative = early?.creative ?? choice?.creative.slice(prefix.length)
    const nodes = creative !== undefined && prepared.get(creative)
    if (!nodes || state.undone.has(name) || (!early && mayBeSeen(element))) continue
    noteDone(state.arranged, element, { name, undo: early?.creative ? early.undo : showCreative(element, nodes) })
    const scores = Object.fromEntries(
      Object.entries(choice?.scores ?? {}).map(([id, score]) => [id.slice(prefix.length), score]),
    )
    emit('inkling:creative', { slot: name, creative, scores })
  }
}

/** The creative of each slot that was met on any page, by the slot's name. @param items all that are kept */
export function chooseForSlots(scorer: Scoring, items: readonly ItemContent[]): Record<string, string> {
  const slots: Record<string, string> = {}
  const creatives = items.filter(({ id }) => id.startsWith(SLOT))
  for (const name of new Set(creatives.map(({ id }) => id.split('/')[1]!))) {
    const prefix = `${SLOT}${name}/`
    const choice = chooseCreative(scorer.rankCreatives(creatives.filter(({ id }) => id.startsWith(prefix))))
    if (choice) slots[name] = choice.creative.slice(prefix.length)
  }
  return slots
}
