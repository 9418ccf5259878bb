/** Judges creatives by tone, so that nothing cheerful is shown beside grave content. Loaded by `creatives.js` if a creative is sponsored. */
import { suitSlots } from '../runtime/slots/sponsored/suit-page.ts'
import { Tones } from '../runtime/vectors/tones.ts'
import type { Judge, ToneContext } from '../types/bundles.ts'

export function createJudge(context: ToneContext): Judge {
  const tones = new Tones(context)
  return (slots) => suitSlots(context, slots, (texts) => tones.of(texts))
}
