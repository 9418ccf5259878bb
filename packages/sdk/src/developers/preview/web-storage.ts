/** Replaces `deletion/web-storage.ts`, which looks for data stored about the reader. */

import { KEY } from '../../consent/stored-choice.ts'
import type * as traces from '../../deletion/web-storage.ts'
import { localStorage, sessionStorage } from './memory-storage.ts'

export const clearWebStorage: typeof traces.clearWebStorage = () => {
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage)) if (key !== KEY) storage.removeItem(key)
  return false
}
export const markDeletion: typeof traces.markDeletion = () => {}
export const isDeletionPending: typeof traces.isDeletionPending = () => false
