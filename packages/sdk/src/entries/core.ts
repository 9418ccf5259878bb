/**
 * What runs only while consent is granted. A bundle of its own beside the tag, so that whoever has not consented pays for
 * the choice alone.
 */
import { checkFile as listed } from 'virtual:release'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import type { Trust } from '../lib/load/trusted-types.ts'
import type { Bring, Runtime } from '../runtime/runtime.ts'

/** The tag asks for it when somebody checks a page in the console: so it need not carry the hash itself. */
export const checkFile: ReleaseFile = listed
export { Runtime } from '../runtime/runtime.ts'

/** What a visit needs, and whoever loaded this hands on. */
export interface Core {
  readonly Runtime: typeof Runtime
  /** Brings in another bundle, which seldom runs. */
  readonly bring: Bring
  /** A page allows one policy for trusted types. */
  readonly trust: Trust
}
