import { explainFile } from 'virtual:release'
import type { Explanations } from '../../entries/explain.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { bringBundle } from './bring-bundle.ts'

/** What explains; undefined, with an `inkling:error`, when it can't be had. */
export const bringExplanations = ({ grant }: Pick<RuntimeContext, 'grant'>): Promise<Explanations | undefined> =>
  bringBundle(grant.bring, 'explain.js', explainFile, 'nothing is explained')
