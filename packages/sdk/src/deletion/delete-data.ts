/** Deletes everything stored with consent. Works without the runtime, whose code may not have been loaded. */

import { KEY } from '../consent/stored-choice.ts'
import { deleteDatabase } from '../history/database/delete-database.ts'
import { emitError } from '../lib/events.ts'
import { ownGlobal } from '../lib/own-global.ts'
import { clearWebStorage, markDeletion } from './web-storage.ts'

/**
 * A deletion that takes longer than this (in milliseconds) is reported, because it means that a connection isn't
 * closing.
 */
const HELD_UP = 2000

/**
 * Deletes everything except the choice.
 * @param found whether anything is stored; if not, as for a reader who has always refused, no mark is set
 */
export async function deleteStoredData(found = clearWebStorage()): Promise<void> {
  if (found) markDeletion(true)
  const tell = (cause?: unknown) => emitError('storage-unavailable', 'not everything could be deleted', cause)
  const late = setTimeout(tell, HELD_UP)
  const models = async () => {
    const names = (await ownGlobal('caches')?.keys()) ?? []
    for (const name of names) if (name.startsWith('inkling-')) await caches.delete(name)
  }
  try {
    await Promise.all([ownGlobal('indexedDB') && deleteDatabase(found), models()])
    if (found) markDeletion(false)
  } catch (cause) {
    tell(cause)
  }
  clearTimeout(late)
}

/**
 * Deletes data written by a tab that hung during a deletion and crashed before learning of it. Such data leaves no
 * trace in the storage that is checked first. Only the names of caches and databases are queried, so nothing is
 * created.
 */
export async function deleteLateData(): Promise<void> {
  // No choice is stored. The site may be passing it on each page instead, so existing data may still be wanted.
  if (!localStorage.getItem(KEY)) return
  const found = await Promise.all([ownGlobal('caches')?.keys(), ownGlobal('indexedDB')?.databases?.()])
  if (/"inkling[-."]/.test(JSON.stringify(found))) void deleteStoredData(true)
}

/**
 * Deletes everything stored about the reader, but keeps the consent. If the tab is closed in the meantime, or IndexedDB
 * fails, the next page continues the deletion.
 *
 * @param eraseHistory resolves to true if nothing is left, or to undefined if there is no runtime
 */
export async function erase(eraseHistory: () => Promise<boolean | undefined>): Promise<void> {
  const found = clearWebStorage()
  if (found) markDeletion(true)
  const gone = await eraseHistory()
  if (gone) markDeletion(false)
  else if (gone === undefined) await deleteStoredData(clearWebStorage() || found)
}
