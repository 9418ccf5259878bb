import { audiencesFile, explainFile } from 'virtual:release'
import { emitError } from '../../lib/events.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { AudiencesBundle, ExplainBundle } from '../../types/bundles.ts'
import type { Bring, Session } from '../interfaces/session.ts'

/**
 * Bundles that are loaded or loading, keyed by loader. Cached because each import adds another script element to the
 * page.
 */
const brought = new WeakMap<Bring, Map<string, Promise<unknown>>>()

/**
 * Loads a bundle once. `Exports` is the type of its exports (`types/bundles.ts`).
 *
 * @param without what stops working without the bundle, for the error message
 * @returns undefined, after an `inkling:error`, if the bundle can't be loaded; the next call tries again
 */
export function bringBundle<Exports>(
  bring: Bring,
  name: string,
  file: ReleaseFile,
  without: string,
): Promise<Exports | undefined> {
  const bundles = brought.get(bring) ?? new Map<string, Promise<unknown>>()
  brought.set(bring, bundles)
  const bundle = bundles.get(name) ?? bring<Exports>(name, file)
  bundles.set(name, bundle)
  return (bundle as Promise<Exports>).catch((cause) => {
    bundles.delete(name)
    emitError('script-unavailable', `${name} could not be loaded: ${without}`, cause)
    return undefined
  })
}

/** Loads the bundle for audiences and segments. @returns as {@link bringBundle} */
export const bringAudiences = ({ grant }: Pick<Session, 'grant'>): Promise<AudiencesBundle | undefined> =>
  bringBundle<AudiencesBundle>(grant.bring, 'audiences.js', audiencesFile, 'audiences and segments are not told')

/** Loads the bundle for explanations and profile edits. @returns as {@link bringBundle} */
export const bringExplanations = ({ grant }: Pick<Session, 'grant'>): Promise<ExplainBundle | undefined> =>
  bringBundle<ExplainBundle>(grant.bring, 'explain.js', explainFile, 'nothing is explained')
