import { audiencesFile, explainFile } from 'virtual:release'
import { emitError } from '../../lib/events.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { AudiencesBundle, ExplainBundle } from '../../types/bundles.ts'
import type { ImportFile, Session } from '../interfaces/session.ts'

/**
 * Bundles that are loaded or loading, keyed by loader. Cached because each import adds another script element to the
 * page.
 */
const loaded = new WeakMap<ImportFile, Map<string, Promise<unknown>>>()

/**
 * Loads a bundle once. `Exports` is the type of its exports (`types/bundles.ts`).
 *
 * @param without what doesn't work without the bundle, for the error message
 * @returns undefined if the bundle can't be loaded, which is reported by an `inkling:error` event; the next call tries
 * again
 */
export function loadBundle<Exports>(
  importFile: ImportFile,
  name: string,
  file: ReleaseFile,
  without: string,
): Promise<Exports | undefined> {
  const bundles = loaded.get(importFile) ?? new Map<string, Promise<unknown>>()
  loaded.set(importFile, bundles)
  const bundle = bundles.get(name) ?? importFile<Exports>(name, file)
  bundles.set(name, bundle)
  return (bundle as Promise<Exports>).catch((cause) => {
    bundles.delete(name)
    emitError('script-unavailable', `${name} could not be loaded: ${without}`, cause)
    return undefined
  })
}

/** Loads the bundle for audiences and segments. @returns the same as {@link loadBundle} */
export const loadAudiences = ({ grant }: Pick<Session, 'grant'>): Promise<AudiencesBundle | undefined> =>
  loadBundle<AudiencesBundle>(grant.importFile, 'audiences.js', audiencesFile, 'audiences and segments are not told')

/** Loads the bundle for explanations and profile edits. @returns the same as {@link loadBundle} */
export const loadExplanations = ({ grant }: Pick<Session, 'grant'>): Promise<ExplainBundle | undefined> =>
  loadBundle<ExplainBundle>(grant.importFile, 'explain.js', explainFile, 'nothing is explained')
