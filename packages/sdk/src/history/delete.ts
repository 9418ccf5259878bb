export const DATABASE = 'inkling'

/**
 * Deletes the whole database. Open connections close by themselves on `versionchange`; one that doesn't (of an older release,
 * in a frozen tab) holds the deletion up, but not the loss of the rows. A file of its own, without idb: withdrawing must
 * work where nothing else of the history has been loaded.
 *
 * Both requests are made at once: what is opened later comes behind them.
 *
 * @param rows whether there may be rows: emptying opens the database, which is made for a moment where there is none
 */
export function deleteDatabase(rows = true): Promise<void> {
  return new Promise((resolve, reject) => {
    if (rows) empty()
    const request = indexedDB.deleteDatabase(DATABASE)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** Whatever its version and its stores are. What fails here is left to the deletion. */
function empty(): void {
  const quiet = (event: Event) => event.preventDefault()
  const request = indexedDB.open(DATABASE)
  request.onerror = quiet
  // There was none: aborted, the upgrade leaves none.
  request.onupgradeneeded = () => request.transaction!.abort()
  request.onsuccess = () => {
    const { result: database } = request
    database.onerror = quiet
    try {
      for (const name of database.objectStoreNames)
        database.transaction(name, 'readwrite', { durability: 'strict' }).objectStore(name).clear()
    } catch {
      // The browser has just closed it.
    }
    database.close()
  }
}
