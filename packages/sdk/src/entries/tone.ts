/**
 * How page and creatives sound: asked for where something is sponsored, so that nothing merry is shown beside what is grave, and so a bundle of its
 * own, which `creatives.js` brings in.
 */
import type { RuntimeContext } from '../runtime/runtime-context.ts'
import type { OpenSlot } from '../runtime/slots/open-slot.ts'
import { suitSlots } from '../runtime/slots/sponsored/suit-page.ts'
import { Tones } from '../runtime/vectors/tones.ts'

/** The slots again: what jars with the page is unfit. */
export type Judge = (slots: readonly OpenSlot[]) => Promise<readonly OpenSlot[]>

export function createJudge(context: RuntimeContext): Judge {
  const tones = new Tones(context)
  return (slots) => suitSlots(context, slots, (texts) => tones.of(texts))
}

export type ToneBundle = typeof import('./tone.ts')
