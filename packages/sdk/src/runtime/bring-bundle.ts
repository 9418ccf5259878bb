import { emitError } from '../lib/events.ts'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import type { Bring } from './runtime-context.ts'

/** A bundle that seldom runs. @returns undefined, with an `inkling:error`, when it can't be had */
export function bringBundle<T>(bring: Bring, name: string, file: ReleaseFile, without: string): Promise<T | undefined> {
  return bring<T>(name, file).catch((cause) => {
    emitError('script-unavailable', `${name} could not be loaded: ${without}`, cause)
    return undefined
  })
}
