/** The vectors that Inkling keeps, as they lie in its database. */

/** By item: Float32, of length 1, as people would keep them. Undefined for an item without one, or with one that could be deeper. */
export async function storedVectors() {
  const wait = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await wait(indexedDB.open('inkling'))
  const all = (store) => wait(database.transaction(store).objectStore(store).getAll())
  try {
    const byFingerprint = new Map()
    for (const { key, vector, depth, deepest } of await all('vectors')) {
      if (depth !== deepest) continue
      const length = Math.hypot(...vector) || 1
      byFingerprint.set(
        key.slice(key.lastIndexOf('/') + 1),
        Float32Array.from(vector, (value) => value / length),
      )
    }
    const found = new Map()
    for (const { item, fingerprint } of await all('events')) found.set(item, byFingerprint.get(fingerprint))
    for (const { item } of await all('items')) found.set(item.id, byFingerprint.get(item.fingerprint))
    return found
  } finally {
    database.close()
  }
}

/** Until each of these items has its vector; what has none is told, for whoever waits in vain. */
export async function untilStored(ids, milliseconds = 120_000) {
  const end = performance.now() + milliseconds
  for (;;) {
    const stored = await storedVectors()
    const without = ids.filter((id) => !stored.get(id))
    if (without.length === 0) return
    if (performance.now() > end)
      throw new Error(`${without.length} items got no vector: ${without.slice(0, 3).join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
