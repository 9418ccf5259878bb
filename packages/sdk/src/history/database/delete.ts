export const DATABASE = 'inkling'
/** Exist for a moment, while rows are deleted: see {@link sweep}. */
const SWEEPS = [1, 2, 3, 4, 5, 6].map((number) => `inkling.sweep${number}`)
/** Milliseconds for them to be made; then the deletion goes on without them. */
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
  if (rows) ignoreRejection(empty(onEmpty))
  await remove(DATABASE)
  if (rows) await sweep()
}

/** For a request that fails: the transaction, which fails with it, reports that. Uncaught, the page would see it twice. */
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

/** @throws DOMException where there is none: none is made */
export function openExisting(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE)
  // There was none: aborted, the upgrade leaves none.
  request.onupgradeneeded = () => request.transaction!.abort()
  return resultOf(request)
}

/** Whatever its version and its stores are. What fails here is left to the deletion. */
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
    // It has no stores, or the browser has just closed it.
  }
  // The deletion, which waits for this, shall find the other databases there.
  await Promise.race([placed, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  database.close()
}

/** Makes the databases of {@link SWEEPS}, with a row each. */
async function place(): Promise<void> {
  const make = async (name: string) => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore('', { autoIncrement: true }).add(0)
    ;(await resultOf(request)).close()
  }
  await Promise.all(SWEEPS.map(make))
}

/**
 * Rids the browser's files of what has been deleted. Chromium's LevelDB writes a deletion behind what it deletes, and drops
 * both when it next merges the two, which on a small database may be never. When a database is deleted it writes its
 * memory to a file, and merges the files that reach into that database: so others, whose keys lie beside those of the rows,
 * go one after another. The first makes a file, the second merges it, the third makes LevelDB let go of the old one. There
 * are more because now and then it passes over one of these steps (decision 23, with figures). Elsewhere it does nothing.
 */
async function sweep(): Promise<void> {
  for (const name of SWEEPS) await remove(name)
}

/** The same for rows that were deleted in a database that stays. */
export async function sweepRows(): Promise<void> {
  await place()
  await sweep()
}
