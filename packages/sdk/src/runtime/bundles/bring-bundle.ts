import { emitError } from '../../lib/events.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { Bring } from '../runtime-context.ts'

/** What has come, or is on its way, by whoever brings it: each import of a bundle puts another script element into the page. */
const brought = new WeakMap<Bring, Map<string, Promise<unknown>>>()

/**
 * A bundle that seldom runs.
 *
 * @returns undefined, with an `inkling:error`, when it can't be had: then it is asked for anew the next time
 */
export function bringBundle<T>(bring: Bring, name: string, file: ReleaseFile, without: string): Promise<T | undefined> {
  const bundles = brought.get(bring) ?? new Map<string, Promise<unknown>>()
  brought.set(bring, bundles)
  const bundle = bundles.get(name) ?? bring<T>(name, file)
  bundles.set(name, bundle)
  return (bundle as Promise<T>).catch((cause) => {
    bundles.delete(name)
    emitError('script-unavailable', `${name} could not be loaded: ${without}`, cause)
    return undefined
  })
}
