/** Sponsored creatives are judged by tone. The bundle that does this is loaded only if there are such creatives. */

import { toneFile } from 'virtual:release'
import type { ToneBundle } from '../../../types/bundles.ts'
import { loadBundle } from '../../bundles/load-bundle.ts'
import { mayDownload } from '../../embedder/may-download.ts'
import type { OpenSlot } from '../open-slot.ts'
import type { SlotTools } from '../slot-tools.ts'
import { judgedIn, ruleOf } from './judged.ts'

/**
 * Handles slots when tones are unknown. Under the rule `strict`, a slot refuses all creatives that would have been
 * judged.
 */
const unjudged = (slot: OpenSlot): OpenSlot => {
  const judged = judgedIn(slot)
  if (!slot.choices || ruleOf(slot) !== 'strict') return slot
  const candidates = slot.choices.candidates.map((each) =>
    judged.has(each.creative) ? { ...each, unfit: 'tone' as const } : each,
  )
  return { ...slot, choices: { ...slot.choices, candidates } }
}

/** Returns the slots, with creatives that don't suit the page marked as unfit. The others are scored by how well their tone fits. */
export async function suitSponsored(
  tools: Pick<SlotTools, 'context' | 'judge'>,
  slots: readonly OpenSlot[],
): Promise<readonly OpenSlot[]> {
  const { context } = tools
  const { options, importFile } = context.grant
  if (!slots.some((slot) => judgedIn(slot).size)) return slots
  if (!mayDownload(options, context.views)[0]) return slots.map(unjudged)
  tools.judge ??= loadBundle<ToneBundle>(
    importFile,
    'tone.js',
    toneFile,
    'sponsored creatives are not judged by their tone',
  ).then((bundle) => bundle?.createJudge(context))
  return (await tools.judge)?.(slots) ?? slots.map(unjudged)
}
