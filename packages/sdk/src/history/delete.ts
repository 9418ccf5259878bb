export const DATABASE = 'inkling'

/**
 * Deletes the whole database. Open connections close by themselves on `versionchange`. A file of its own, without idb:
 * withdrawing must work where nothing else of the history has been loaded.
 */
export function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}
