/** Replaces `client/deletion.ts`: in a preview, a deletion affects the persona's data, never the reader's own. */

import type * as deletion from '../../client/deletion.ts'
import { clearHistory } from './memory-history.ts'
import { wipeTraces } from './traces.ts'

export const wipe: typeof deletion.wipe = async () => {
  wipeTraces()
  clearHistory()
}

export const wipeLate: typeof deletion.wipeLate = async () => {}

export const erase: typeof deletion.erase = async (eraseHistory) => {
  wipeTraces()
  await eraseHistory()
}
