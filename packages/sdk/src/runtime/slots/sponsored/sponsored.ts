/** What somebody pays for is judged by its tone: the bundle that judges is asked for only where there is such a thing. */

import { toneFile } from 'virtual:release'
import type { Judge, ToneBundle } from '../../../entries/tone.ts'
import { bringBundle } from '../../bundles/bring-bundle.ts'
import { mayDownload } from '../../embedder/may-download.ts'
import type { RuntimeContext } from '../../runtime-context.ts'
import type { OpenSlot } from '../open-slot.ts'
import { judgedIn, ruleOf } from './judged.ts'

/** Nobody can tell: strict slots refuse what they would have had judged. */
const unjudged = (slot: OpenSlot): OpenSlot => {
  const judged = judgedIn(slot)
  if (!slot.choices || ruleOf(slot) !== 'strict') return slot
  const candidates = slot.choices.candidates.map((each) =>
    judged.has(each.creative) ? { ...each, unfit: 'tone' as const } : each,
  )
  return { ...slot, choices: { ...slot.choices, candidates } }
}

/** A runtime's judge: asked for once, so that a failure is reported once. */
const judges = new WeakMap<RuntimeContext, Promise<Judge | undefined>>()

/** The slots again: what jars with the page is unfit, and what goes with it fits. */
export async function suitSponsored(context: RuntimeContext, slots: readonly OpenSlot[]): Promise<readonly OpenSlot[]> {
  const { options, bring } = context.grant
  if (!slots.some((slot) => judgedIn(slot).size)) return slots
  if (!mayDownload(options, context.views)[0]) return slots.map(unjudged)
  const judge =
    judges.get(context) ??
    bringBundle<ToneBundle>(bring, 'tone.js', toneFile, 'what is sponsored is not judged by its tone').then((bundle) =>
      bundle?.createJudge(context),
    )
  judges.set(context, judge)
  return (await judge)?.(slots) ?? slots.map(unjudged)
}
