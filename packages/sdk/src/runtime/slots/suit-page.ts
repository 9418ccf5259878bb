/** Which creatives may stand on this page, by how page and creatives sound: for sponsored slots. */

import { toneFile } from 'virtual:release'
import { type Suitability, suitabilityOf, toneFit } from '../../creatives/suitability.ts'
import type { ToneBundle } from '../../entries/tone.ts'
import { cosine } from '../../lib/cosine.ts'
import type { ItemContent, Tone } from '../../types.ts'
import { bringBundle } from '../bring-bundle.ts'
import type { RuntimeContext } from '../runtime-context.ts'

/** What a creative's tone says beside the page's. */
export interface ToneVerdict extends Suitability {
  /** What choosing weighs, −1 to 1. */
  readonly fit: number
}

/** A runtime's tones: the bundle is asked for once, and a failure is reported once. */
const bundles = new WeakMap<RuntimeContext, Promise<ReturnType<ToneBundle['createTones']> | undefined>>()

/**
 * Judges creatives of sponsored slots. The first call brings in `tone.js`, and with it the pack's table.
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
  rule?: 'on' | 'off',
): Promise<ReadonlyMap<string, ToneVerdict>> {
  const texts = [...(page ? [page] : []), ...creatives.values()].filter(({ text }) => text)
  const tones =
    rule === 'off' || !texts.length
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
