/** Which sponsored creatives may stand on this page, by how page and creatives sound. */

import { toneFile } from 'virtual:release'
import { isRefused, type Suitability, suitabilityOf, type ToneRule, toneFit } from '../../creatives/suitability.ts'
import type { ToneBundle } from '../../entries/tone.ts'
import { cosine } from '../../lib/cosine.ts'
import * as dom from '../../lib/dom.ts'
import { readMetadata } from '../../page/read/metadata.ts'
import { pageItem } from '../../page/read/page-item.ts'
import type { ItemContent, Tone } from '../../types.ts'
import { bringBundle } from '../bring-bundle.ts'
import { mayDownload } from '../embedder/may-download.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import type { OpenSlot } from './open-slot.ts'
import { SLOT } from './slot-items.ts'

/** What a creative's tone says beside the page's. */
export interface ToneVerdict extends Suitability {
  /** What choosing weighs, −1 to 1. */
  readonly fit: number
}

/** A runtime's tones: the bundle is asked for once, and a failure is reported once. */
const bundles = new WeakMap<RuntimeContext, Promise<ReturnType<ToneBundle['createTones']> | undefined>>()

/**
 * Judges creatives of sponsored slots. The first call brings in `tone.js`, and with it the pack's table, where that may be downloaded.
 *
 * @param page what this page is about; undefined where it doesn't say: then nobody is sure
 * @param creatives by id
 * @param rule the site's own word
 * @returns by id; all unsure where tones can't be had. Never rejects
 */
export async function judgeTones(
  context: RuntimeContext,
  page: ItemContent | undefined,
  creatives: ReadonlyMap<string, ItemContent>,
  rule?: ToneRule,
): Promise<ReadonlyMap<string, ToneVerdict>> {
  const texts = [...(page ? [page] : []), ...creatives.values()].filter(({ text }) => text)
  const tones =
    rule === 'off' || !texts.length || !mayDownload(context.grant.options, context.views)[0]
      ? undefined
      : await (await bring(context))?.of(new Map(texts.map((each) => [each.fingerprint, each])))
  const toneOf = (content: ItemContent | undefined): Tone | undefined => tones?.get(content?.fingerprint ?? '')
  return new Map(
    [...creatives].map(([id, creative]) => {
      const given = { page: toneOf(page), creative: toneOf(creative) }
      const likeness = likenessOf(context, page, creative)
      const verdict = suitabilityOf({
        ...given,
        isSponsored: true,
        ...(likeness !== undefined && { likeness }),
        ...(rule && { rule }),
      })
      return [id, { ...verdict, fit: toneFit(given.page, given.creative) }]
    }),
  )
}

function bring(context: RuntimeContext) {
  const without = 'sponsored slots stay as their editors made them'
  const asked =
    bundles.get(context) ??
    bringBundle<ToneBundle>(context.grant.bring, 'tone.js', toneFile, without).then((bundle) =>
      bundle?.createTones(context),
    )
  bundles.set(context, asked)
  return asked
}

/** Of two texts whose vectors are there. */
function likenessOf({ store }: RuntimeContext, a: ItemContent | undefined, b: ItemContent): number | undefined {
  const [one, other] = [a, b].map((content) => store?.vectors.get(content?.fingerprint ?? ''))
  return one && other ? cosine(one, other) : undefined
}

type Candidates = OpenSlot['choices'] & object

const ruleOf = ({ element }: OpenSlot): ToneRule | undefined => {
  const said = dom.getAttribute(element, 'data-inkling-tone')
  return said === 'off' || said === 'strict' ? said : undefined
}

/** Those of a slot that somebody pays for and that are judged, as they are kept. */
function judgedOf(slot: OpenSlot): Map<string, ItemContent> {
  const { name, element, kept, choices } = slot
  const isSponsored = dom.hasAttribute(element, 'data-inkling-sponsored')
  const paid = (choices?.candidates ?? []).filter(({ campaign }) => isSponsored || campaign.sponsor !== undefined)
  const ids = new Map(
    ruleOf(slot) === 'off' ? [] : paid.map(({ creative }) => [`${SLOT}${name}/${creative}`, creative]),
  )
  return new Map(kept.flatMap((content) => (ids.has(content.id) ? [[ids.get(content.id)!, content] as const] : [])))
}

/** The slots again: what jars with the page is unfit, and what goes with it fits. Where nothing is sponsored nothing is loaded. Never rejects. */
export async function suitSlots(context: RuntimeContext, slots: readonly OpenSlot[]): Promise<readonly OpenSlot[]> {
  const all = slots.map((slot) => [slot, judgedOf(slot)] as const)
  if (!all.some(([, creatives]) => creatives.size)) return slots
  const page = pageItem(document, readMetadata(document, dom.baseURI(document)))
  const content = page && context.scorer.content(page.item)
  return Promise.all(
    all.map(async ([slot, creatives]) => {
      const { choices } = slot
      if (!choices || !creatives.size) return slot
      const rule = ruleOf(slot)
      const verdicts = await judgeTones(context, content, creatives, rule)
      return { ...slot, choices: { ...choices, candidates: marked(choices, verdicts, rule) } }
    }),
  )
}

const marked = ({ candidates }: Candidates, verdicts: ReadonlyMap<string, ToneVerdict>, rule?: ToneRule) =>
  candidates.map((each) => {
    const verdict = verdicts.get(each.creative)
    if (!verdict) return each
    const fits = { ...each.fits, tone: verdict.fit }
    return isRefused(verdict, rule) ? { ...each, fits, unfit: each.unfit ?? ('tone' as const) } : { ...each, fits }
  })
