export const DATABASE = 'inkling'

/**
 * Deletes the whole database. Open connections close by themselves on `versionchange`; one that doesn't (of an older release,
 * in a frozen tab) holds the deletion up, but not the loss of the rows. A file of its own, without idb: withdrawing must
 * work where nothing else of the history has been loaded.
 *
 * Both requests are made at once: what is opened later comes behind them.
 *
 * @param rows whether there may be rows: emptying opens the database, which is made for a moment where there is none
 * @param onEmpty called when no rows are left, which may be long before the database is gone
 */
export function deleteDatabase(rows = true, onEmpty: (() => void) | null = null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (rows) empty(onEmpty)
    const request = indexedDB.deleteDatabase(DATABASE)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** Whatever its version and its stores are. What fails here is left to the deletion. */
function empty(onEmpty: (() => void) | null): void {
  const quiet = (event: Event) => event.preventDefault()
  const request = indexedDB.open(DATABASE)
  request.onerror = quiet
  // There was none: aborted, the upgrade leaves none.
  request.onupgradeneeded = () => request.transaction!.abort()
  request.onsuccess = () => {
    const { result: database } = request
    database.onerror = quiet
    try {
      const names = [...database.objectStoreNames]
      const transaction = database.transaction(names, 'readwrite', { durability: 'strict' })
      transaction.oncomplete = onEmpty
      for (const name of names) transaction.objectStore(name).clear()
    } catch {
      // It has no stores, or the browser has just closed it.
    }
    database.close()
  }
}
