import { audiencesFile } from 'virtual:release'
import type { AudiencesBundle } from '../../entries/audiences.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { bringBundle } from './bring-bundle.ts'

/** What tells audiences and segments; undefined, with an `inkling:error`, when it can't be had. */
export const bringAudiences = ({ grant }: Pick<RuntimeContext, 'grant'>): Promise<AudiencesBundle | undefined> =>
  bringBundle(grant.bring, 'audiences.js', audiencesFile, 'audiences and segments are not told')
