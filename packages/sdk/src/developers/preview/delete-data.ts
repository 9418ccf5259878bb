/** Replaces `deletion/delete-data.ts`: in a preview, a deletion affects the persona's data, never the reader's own. */

import type * as deletion from '../../deletion/delete-data.ts'
import { clearHistory } from './memory-history.ts'
import { clearWebStorage } from './web-storage.ts'

export const deleteStoredData: typeof deletion.deleteStoredData = async () => {
  clearWebStorage()
  clearHistory()
}

export const deleteLateData: typeof deletion.deleteLateData = async () => {}

export const erase: typeof deletion.erase = async (eraseHistory) => {
  clearWebStorage()
  await eraseHistory()
}
