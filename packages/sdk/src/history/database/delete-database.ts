export const DATABASE = 'inkling'
/** Names of databases that exist only briefly, while rows are being deleted; see {@link sweep}. */
const SWEEPS = [1, 2, 3, 4, 5, 6].map((number) => `inkling.sweep${number}`)
/** Milliseconds to wait for these databases to be created. After that, the deletion continues without them. */
const PATIENCE = 500

/**
 * Deletes the whole database. Open connections close themselves on `versionchange`. A connection that doesn't (from an
 * older release, or in a frozen tab) delays the deletion of the database, but not of the rows. This file doesn't use
 * idb, because withdrawing consent must work even if none of the history's other code has been loaded.
 *
 * The requests are made synchronously, so that a later attempt to open the database queues behind them.
 *
 * @param rows whether there may be rows. Deleting rows opens the database, which would briefly create a database if
 * there is none
 * @param onEmpty called when no rows are left, which may be long before the database is gone
 */
export async function deleteDatabase(rows = true, onEmpty: (() => void) | null = null): Promise<void> {
  if (rows) ignoreRejection(empty(onEmpty))
  await remove(DATABASE)
  if (rows) await sweep()
}

/**
 * Ignores the rejection of a single request: its transaction also fails and reports the error, which would otherwise
 * surface twice.
 */
export const ignoreRejection = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {})

export const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = (event) => {
      event.preventDefault()
      reject(request.error)
    }
  })

const remove = (name: string): Promise<unknown> => resultOf(indexedDB.deleteDatabase(name))

/** Opens the database only if it exists. @throws DOMException if it doesn't */
export function openExisting(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE)
  // There is no database yet. Aborting the upgrade prevents one from being created.
  request.onupgradeneeded = () => request.transaction!.abort()
  return resultOf(request)
}

/**
 * Deletes all rows, whatever the database's version and stores. If this fails, deleting the database removes them
 * anyway.
 */
async function empty(onEmpty: (() => void) | null): Promise<void> {
  const placed = ignoreRejection(place())
  const database = await openExisting()
  database.onerror = (event) => event.preventDefault()
  try {
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = onEmpty
    for (const name of names) transaction.objectStore(name).clear()
  } catch {
    // There are no stores, or the browser has just closed the connection.
  }
  // The sweep databases must exist before the database is deleted, and the deletion waits for this connection to close.
  await Promise.race([placed, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  database.close()
}

/** Creates the databases of {@link SWEEPS}, each with one row. */
async function place(): Promise<void> {
  const make = async (name: string) => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore('', { autoIncrement: true }).add(0)
    ;(await resultOf(request)).close()
  }
  await Promise.all(SWEEPS.map(make))
}

/**
 * Makes the browser remove deleted data from its files. Chromium's LevelDB records a deletion as a new entry, and drops
 * both entries only at the next compaction, which may never come for a small database. Deleting a database flushes the
 * memory table to a file and compacts the files whose key range overlaps with the database's. So databases whose keys
 * are adjacent to those of our rows are deleted one after another: the first deletion writes a file, the second
 * compacts it, the third makes LevelDB release the old file. There are more than three databases because LevelDB
 * occasionally skips a step (decision 23 has figures). In other browsers this has no effect.
 */
async function sweep(): Promise<void> {
  for (const name of SWEEPS) await remove(name)
}

/** Like {@link sweep}, but for rows deleted from a database that is kept. */
export async function sweepRows(): Promise<void> {
  await place()
  await sweep()
}
