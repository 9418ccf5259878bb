/** The reader's profile and audiences, assembled from what the stages know. */

import { unpackTone } from '../../content/tone.ts'
import { readTones } from '../../history/vectors/tones.ts'
import type { Evidence } from '../../ranking/features/evidence.ts'
import { profile as profileOf, profileTone } from '../../ranking/profile.ts'
import type { AudienceContext } from '../../types/bundles.ts'
import type { AudienceAnswer, Profile, Tone } from '../../types.ts'
import { loadAudiences } from '../bundles/load-bundle.ts'

export async function profile(context: AudienceContext): Promise<Profile> {
  const bundle = await loadAudiences(context)
  const { scorer, store } = context
  const { history } = scorer.base()
  const { positive } = history
  const paused = (store?.events ?? []).flatMap(({ kind, topic }) => (kind === 'pause' && topic ? [topic] : []))
  const tone = profileTone(positive, await tonesOf(context, positive))
  return {
    ...profileOf(scorer.counted(), history, paused),
    segments: bundle?.segments(context) ?? [],
    ...(tone && { tone }),
  }
}

export async function audiences(
  context: AudienceContext,
  named?: readonly string[],
): Promise<readonly AudienceAnswer[] | undefined> {
  return (await loadAudiences(context))?.audiences(context, named)
}

/** Stored tones of texts, keyed by fingerprint. */
async function tonesOf({ store }: AudienceContext, evidence: readonly Evidence[]): Promise<Map<string, Tone>> {
  const tones = new Map<string, Tone>()
  if (!store) return tones
  const texts = evidence.map(({ fingerprint }) => fingerprint)
  for (const [fingerprint, stored] of await readTones(store, texts)) {
    const tone = unpackTone(stored)
    if (tone) tones.set(fingerprint, tone)
  }
  return tones
}
