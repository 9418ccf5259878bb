export const DATABASE = 'inkling'
/** Exists for a moment, while another is deleted: see {@link sweep}. */
const SWEEP = 'inkling.sweep'
/** Milliseconds for it to be made; then the deletion goes on without it. */
const PATIENCE = 500

/**
 * Deletes the whole database. Open connections close by themselves on `versionchange`; one that doesn't (of an older release,
 * in a frozen tab) holds the deletion up, but not the loss of the rows. A file of its own, without idb: withdrawing must
 * work where nothing else of the history has been loaded.
 *
 * The requests are made at once: what is opened later comes behind them.
 *
 * @param rows whether there may be rows: emptying opens the database, which is made for a moment where there is none
 * @param onEmpty called when no rows are left, which may be long before the database is gone
 */
export async function deleteDatabase(rows = true, onEmpty: (() => void) | null = null): Promise<void> {
  if (rows) quietly(empty(onEmpty))
  await remove(DATABASE)
  if (rows) await sweep()
}

/** For a request that fails: the transaction, which fails with it, reports that. Uncaught, the page would see it twice. */
export const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {})

export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = (event) => {
      event.preventDefault()
      reject(request.error)
    }
  })

const remove = (name: string): Promise<unknown> => answer(indexedDB.deleteDatabase(name))

/** @throws DOMException where there is none: none is made */
export function openExisting(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE)
  // There was none: aborted, the upgrade leaves none.
  request.onupgradeneeded = () => request.transaction!.abort()
  return answer(request)
}

/** Whatever its version and its stores are. What fails here is left to the deletion. */
async function empty(onEmpty: (() => void) | null): Promise<void> {
  const placed = quietly(place())
  const database = await openExisting()
  database.onerror = (event) => event.preventDefault()
  try {
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = onEmpty
    for (const name of names) transaction.objectStore(name).clear()
  } catch {
    // It has no stores, or the browser has just closed it.
  }
  // The deletion, which waits for this, shall find the other database there.
  await Promise.race([placed, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  database.close()
}

/** Makes a database with one row. */
async function place(name = SWEEP): Promise<void> {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore('', { autoIncrement: true }).add(0)
  ;(await answer(request)).close()
}

/**
 * Rids the browser's files of what has been deleted. Chromium's LevelDB writes a deletion behind what it deletes, and drops
 * both when it next merges the two, which on a small database may be never. It merges when a database is deleted, and
 * then whatever files reach into that one: so another, made before this one was deleted, goes after it. A second one
 * makes it let go of the files that it has merged (decision 23, with figures). Elsewhere it does nothing.
 */
async function sweep(): Promise<void> {
  await remove(SWEEP)
  await place()
  await remove(SWEEP)
}

/** The same for rows that were deleted in a database that stays. */
export async function sweepRows(): Promise<void> {
  await place()
  await place(`${SWEEP}2`)
  await remove(`${SWEEP}2`)
  await sweep()
}
