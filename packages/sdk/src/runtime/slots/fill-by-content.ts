import { emit } from '../../lib/events.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import { undoOf } from '../../page/order/arranged.ts'
import { showCreative } from '../../page/slots/slot.ts'
import { loadExplanations } from '../bundles/load-bundle.ts'
import { noteChosen, type OpenSlot } from './open-slot.ts'
import { chooseByContent, type PageArms, paintedIn } from './slot-arms.ts'
import type { SlotTools } from './slot-tools.ts'

/** Shows the creative whose content best fits the history. If none fits, the slot keeps its own content. */
export function fillByContent({ context, state }: SlotTools, slot: OpenSlot, arms: PageArms): void {
  const { name, element, nodes, early, wanted, kept, isUnseen } = slot
  const shows = !wanted && early?.creative !== undefined
  if (!shows && state.undone.has(name)) return
  const ranking = context.scorer.rankCreatives(kept, slot)
  const { own, others, compare } = arms
  const choice = chooseByContent(ranking, name, own.limits)
  const elsewhere = others.map((arm) => ({
    painted: paintedIn(slot, arm),
    filled: chooseByContent(ranking, name, arm.limits)?.creative,
  }))
  compare(slot, { painted: early?.creative, filled: choice?.creative }, elsewhere, () => undefined)
  const creative = early?.creative ?? choice?.creative
  const chosen = creative !== undefined && nodes.get(creative)
  if (!chosen || (!shows && !wanted && !isUnseen?.() && mayBeSeen(element))) return
  // Otherwise, undo would restore the earlier creative.
  if (wanted) undoOf(state.arranged, element)
  const undo = noteChosen(state, slot, shows ? early.undo : showCreative(element, chosen))
  emit('inkling:creative', {
    slot: name,
    creative,
    scores: choice?.scores ?? {},
    why: async () => (await (await loadExplanations(context))?.explain(context, name, creative))?.reason,
    undo,
  })
}
