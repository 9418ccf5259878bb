import { emit } from '../../lib/events.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { showCreative } from '../../page/slots/slot.ts'
import { chooseCreative } from '../../ranking/creative.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { noteChosen, type OpenSlot } from './open-slot.ts'
import { SLOT } from './slot-items.ts'

/** Shows the creative whose content fits the history best; where none fits, the slot keeps its own. */
export function fillByContent(context: RuntimeContext, state: ListsState, slot: OpenSlot): void {
  const { name, element, nodes, early, wanted, kept } = slot
  const nameIn = (id: string) => id.slice(`${SLOT}${name}/`.length)
  const choice = chooseCreative(context.scorer.rankCreatives(kept, name))
  const creative = early?.creative ?? (choice && nameIn(choice.creative))
  const chosen = creative !== undefined && nodes.get(creative)
  const shows = !wanted && early?.creative !== undefined
  if (!chosen || (!shows && (state.undone.has(name) || (!early && !wanted && mayBeSeen(element))))) return
  const undo = noteChosen(state, slot, shows ? early.undo : showCreative(element, chosen))
  emit('inkling:creative', {
    slot: name,
    creative,
    scores: Object.fromEntries(Object.entries(choice?.scores ?? {}).map(([id, score]) => [nameIn(id), score])),
    why: async () => (await context.explain(name, creative))?.reason,
    undo,
  })
}
