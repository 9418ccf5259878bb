import { audiencesFile, explainFile } from 'virtual:release'
import { emitError } from '../../lib/events.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { AudiencesBundle, Bundles, ExplainBundle } from '../../types/bundles.ts'
import type { Bring, Session } from '../interfaces/session.ts'

/** Bundles that are loaded or loading, by loader. Cached because each import adds another script element to the page. */
const brought = new WeakMap<Bring, Map<string, Promise<unknown>>>()

/**
 * Loads a bundle once.
 *
 * @param without what stops working without the bundle, for the error message
 * @returns undefined, after an `inkling:error`, if the bundle can't be loaded; the next call tries again
 */
export function bringBundle<Name extends keyof Bundles & string>(
  bring: Bring,
  name: Name,
  file: ReleaseFile,
  without: string,
): Promise<Bundles[Name] | undefined> {
  const bundles = brought.get(bring) ?? new Map<string, Promise<unknown>>()
  brought.set(bring, bundles)
  const bundle = bundles.get(name) ?? bring<Bundles[Name]>(name, file)
  bundles.set(name, bundle)
  return (bundle as Promise<Bundles[Name]>).catch((cause) => {
    bundles.delete(name)
    emitError('script-unavailable', `${name} could not be loaded: ${without}`, cause)
    return undefined
  })
}

/** Loads the bundle for audiences and segments. @returns as {@link bringBundle} */
export const bringAudiences = ({ grant }: Pick<Session, 'grant'>): Promise<AudiencesBundle | undefined> =>
  bringBundle(grant.bring, 'audiences.js', audiencesFile, 'audiences and segments are not told')

/** Loads the bundle for explanations and profile edits. @returns as {@link bringBundle} */
export const bringExplanations = ({ grant }: Pick<Session, 'grant'>): Promise<ExplainBundle | undefined> =>
  bringBundle(grant.bring, 'explain.js', explainFile, 'nothing is explained')
