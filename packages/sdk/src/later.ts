/**
 * What runs only while consent is granted. A bundle of its own beside the tag, so that whoever has not consented pays for
 * the choice alone.
 */
import { transferHash } from 'virtual:release'
import { checkedImport } from './lib/checked-import.ts'
import type { Transfer } from './transfer.ts'

export { createReleaseEngine } from './engine/release.ts'
export { Visit } from './visit.ts'

/** Brings in what seldom runs. */
export const transfer = (): Promise<Transfer> =>
  checkedImport(new URL('transfer.js', import.meta.url).href, transferHash)

export type Later = typeof import('./later.ts')
