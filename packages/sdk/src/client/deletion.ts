/** Deletes everything stored with consent. It works without the runtime, whose code may not be loaded. */

import { KEY } from '../consent/choice.ts'
import { markWiping, wipeTraces } from '../consent/traces.ts'
import { deleteDatabase } from '../history/database/delete.ts'
import { emitError } from '../lib/events.ts'
import { ownGlobal } from '../lib/own-global.ts'

/** A deletion that takes more milliseconds than this is reported: a connection doesn't close. */
const HELD_UP = 2000

/** Deletes everything but the choice. @param found whether there is anything: a reader who has only ever refused gets no mark */
export async function wipe(found = wipeTraces()): Promise<void> {
  if (found) markWiping(true)
  const tell = (cause?: unknown) => emitError('storage-unavailable', 'not everything could be deleted', cause)
  const late = setTimeout(tell, HELD_UP)
  const models = async () => {
    const names = (await ownGlobal('caches')?.keys()) ?? []
    for (const name of names) if (name.startsWith('inkling-')) await caches.delete(name)
  }
  try {
    await Promise.all([ownGlobal('indexedDB') && deleteDatabase(found), models()])
    if (found) markWiping(false)
  } catch (cause) {
    tell(cause)
  }
  clearTimeout(late)
}

/**
 * What a tab wrote that hung while everything was deleted, and crashed before it heard of that: then no trace of it lies where
 * this page looks at once. Names alone are asked for, and nothing is made.
 */
export async function wipeLate(): Promise<void> {
  // Nobody has chosen yet; or the storage is off, and sites pass the choice on each page: then what lies there may be wanted.
  if (!localStorage.getItem(KEY)) return
  const found = await Promise.all([ownGlobal('caches')?.keys(), ownGlobal('indexedDB')?.databases?.()])
  if (/"inkling[-."]/.test(JSON.stringify(found))) void wipe(true)
}

/**
 * All that is kept of the reader, while consent stays. Should the tab be closed now, or IndexedDB refuse, the next page goes
 * on with it.
 *
 * @param eraseHistory says whether nothing is left of it; undefined where no runtime could be asked
 */
export async function erase(eraseHistory: () => Promise<boolean | undefined>): Promise<void> {
  const found = wipeTraces()
  if (found) markWiping(true)
  const gone = await eraseHistory()
  if (gone) markWiping(false)
  else if (gone === undefined) await wipe(wipeTraces() || found)
}
