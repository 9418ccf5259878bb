/** What is told of the reader and needs the bundle of audiences, brought in when it is asked for. */

import { audiencesFile } from 'virtual:release'
import type { AudiencesBundle } from '../../entries/audiences.ts'
import { profile as profileOf } from '../../ranking/profile.ts'
import type { AudienceAnswer, Profile } from '../../types.ts'
import { bringBundle } from '../bring-bundle.ts'
import type { RuntimeContext } from '../runtime-context.ts'

/** Undefined, with an `inkling:error`, when it can't be had. */
const bringAudiences = ({ grant }: RuntimeContext): Promise<AudiencesBundle | undefined> =>
  bringBundle(grant.bring, 'audiences.js', audiencesFile, 'audiences and segments are not told')

export async function profile(context: RuntimeContext): Promise<Profile> {
  const bundle = await bringAudiences(context)
  const { scorer, store } = context
  const counted = store?.events.filter((event) => scorer.mayCount(event)) ?? []
  return { ...profileOf(counted, scorer.base().history.positive), segments: bundle?.segments(context) ?? [] }
}

export async function audiences(
  context: RuntimeContext,
  named?: readonly string[],
): Promise<readonly AudienceAnswer[] | undefined> {
  return (await bringAudiences(context))?.audiences(context, named)
}
