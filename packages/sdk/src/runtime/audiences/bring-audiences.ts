/** What needs the bundle of audiences, brought in when it is asked for. */

import { audiencesFile } from 'virtual:release'
import type { AudiencesBundle } from '../../entries/audiences.ts'
import type { AudienceAnswer } from '../../types.ts'
import { bringBundle } from '../bring-bundle.ts'
import type { RuntimeContext } from '../runtime-context.ts'

/** Undefined, with an `inkling:error`, when it can't be had. */
export const bringAudiences = ({ grant }: RuntimeContext): Promise<AudiencesBundle | undefined> =>
  bringBundle(grant.bring, 'audiences.js', audiencesFile, 'audiences and segments are not told')

export async function audiences(
  context: RuntimeContext,
  named?: readonly string[],
): Promise<readonly AudienceAnswer[] | undefined> {
  return (await bringAudiences(context))?.audiences(context, named)
}
