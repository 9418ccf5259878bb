/** Replaces `consent/traces.ts`, which looks for data stored about the reader. */

import { KEY } from '../../consent/stored-choice.ts'
import type * as traces from '../../consent/traces.ts'
import { localStorage, sessionStorage } from './memory-storage.ts'

export const wipeTraces: typeof traces.wipeTraces = () => {
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage)) if (key !== KEY) storage.removeItem(key)
  return false
}
export const markWiping: typeof traces.markWiping = () => {}
export const isWiping: typeof traces.isWiping = () => false
