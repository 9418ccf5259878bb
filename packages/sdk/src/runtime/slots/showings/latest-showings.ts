import type { Moment } from '../../../creatives/campaigns/eligible.ts'
import type { Showing } from '../../../creatives/showing.ts'
import type { OpenSlot } from '../open-slot.ts'
import type { SlotTools } from '../slot-tools.ts'
import { showingsOf } from './showing-events.ts'
import { heldElsewhere, keyOf, without } from './shown-note.ts'

/**
 * Reads what other pages have shown up to the moment of the call. Used just before a creative is shown, because other
 * tabs may have shown campaigns since it was chosen.
 *
 * @param slots the slots on this page
 * @param done those of them that this page has filled so far; their showings are left out
 */
export function watchingOthers(
  { context, shown }: Pick<SlotTools, 'context' | 'shown'>,
  slots: readonly OpenSlot[],
  done: readonly Element[],
): () => Pick<Moment, 'now' | 'showings' | 'held'> {
  let read: readonly unknown[] = []
  let all: readonly Showing[] = []
  return () => {
    const { events = [] } = context.store ?? {}
    const state = [events, events.length, events.at(-1)]
    if (state.some((each, at) => each !== read[at])) all = showingsOf(events)
    read = state
    const own = done.flatMap((element) => {
      const row = shown.noted(element)
      return row ? [row] : []
    })
    const keys = new Set(own.map(keyOf))
    return {
      now: Date.now(),
      showings: all.filter(({ campaign, at }) => !keys.has(keyOf([campaign, at]))),
      held: without(heldElsewhere(all, slots), own),
    }
  }
}
