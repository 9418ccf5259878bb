/**
 * How page and creatives sound: asked for where something is sponsored, so that nothing merry is shown beside what is grave, and so a bundle of its
 * own, which `creatives.js` brings in.
 */
import { suitSlots } from '../runtime/slots/sponsored/suit-page.ts'
import { Tones } from '../runtime/vectors/tones.ts'
import type { Judge, ToneContext } from '../types/bundles.ts'

export function createJudge(context: ToneContext): Judge {
  const tones = new Tones(context)
  return (slots) => suitSlots(context, slots, (texts) => tones.of(texts))
}
