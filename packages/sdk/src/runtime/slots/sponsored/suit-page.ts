/** Determines which sponsored creatives suit this page, based on the tones of both. */

import { isRefused, suitabilityOf, type ToneRule, toneFit } from '../../../creatives/suitability.ts'
import { cosine } from '../../../lib/cosine.ts'
import * as dom from '../../../lib/dom.ts'
import { readMetadata } from '../../../page/read/metadata.ts'
import { pageItem } from '../../../page/read/page-item.ts'
import type { ToneContext } from '../../../types/bundles.ts'
import type { ItemContent, Tone } from '../../../types.ts'
import type { OpenSlot } from '../open-slot.ts'
import { SLOT } from '../slot-items.ts'
import { judgedIn, ruleOf } from './judged.ts'

/** Returns the known tones of texts, keyed by fingerprint. */
export type TonesOf = (texts: ReadonlyMap<string, ItemContent>) => Promise<ReadonlyMap<string, Tone>>

/**
 * Returns the slots, with creatives that don't suit the page marked as unfit. The others are scored by how well their
 * tone fits. Rejects only if `tonesOf` does.
 */
export async function suitSlots(
  context: ToneContext,
  slots: readonly OpenSlot[],
  tonesOf: TonesOf,
): Promise<readonly OpenSlot[]> {
  const item = pageItem(document, readMetadata(document, dom.baseURI(document)))?.item
  const page = item && context.scorer.content(item)
  const creatives = slots.flatMap((slot) => contentsOf(slot).map(([, content]) => content))
  const texts = [...(page ? [page] : []), ...creatives].filter(({ text }) => text)
  const tones = await tonesOf(new Map(texts.map((each) => [each.fingerprint, each])))
  return slots.map((slot) => suited(slot, page, tones, context))
}

/** The judged creatives of the slot as stored, keyed by name. */
function contentsOf(slot: OpenSlot): Array<readonly [string, ItemContent]> {
  const judged = judgedIn(slot)
  return slot.kept.flatMap((content) => {
    const id = content.id.slice(`${SLOT}${slot.name}/`.length)
    return judged.has(id) ? [[id, content] as const] : []
  })
}

function suited(
  slot: OpenSlot,
  page: ItemContent | undefined,
  tones: ReadonlyMap<string, Tone>,
  { store }: ToneContext,
): OpenSlot {
  const contents = new Map(contentsOf(slot))
  if (!slot.choices || !contents.size) return slot
  const rule: ToneRule | undefined = ruleOf(slot) === 'strict' ? 'strict' : undefined
  const vectorOf = (content: ItemContent | undefined) => store?.vectors.get(content?.fingerprint ?? '')
  const candidates = slot.choices.candidates.map((each) => {
    const content = contents.get(each.creative)
    if (!content) return each
    const given = { page: tones.get(page?.fingerprint ?? ''), creative: tones.get(content.fingerprint) }
    const [one, other] = [vectorOf(page), vectorOf(content)]
    const verdict = suitabilityOf({
      ...given,
      isSponsored: true,
      ...(one && other && { likeness: cosine(one, other) }),
    })
    const fits = { ...each.fits, tone: toneFit(given.page, given.creative) }
    return isRefused(verdict, rule) ? { ...each, fits, unfit: each.unfit ?? ('tone' as const) } : { ...each, fits }
  })
  return { ...slot, choices: { ...slot.choices, candidates } }
}
