/** Reads the vectors from Inkling's database. */

/**
 * Unit-length Float32 vectors by item; undefined for an item without one.
 *
 * @param isDone whether to accept vectors that could still be upgraded
 */
export async function storedVectors(isDone = () => true) {
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
      if (!isDone(depth === deepest)) continue
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

/**
 * Milliseconds after which a table vector is assumed final. Vectors of sensitive items are never upgraded and don't
 * count.
 */
const PATIENCE = 4000

/** Waits until each item has its final vector; reports the missing ones on a timeout. */
export async function untilStored(ids, milliseconds = 120_000) {
  const started = performance.now()
  let shallow = ids.length
  let since = started
  for (;;) {
    const [any, deep] = [await storedVectors(), await storedVectors((isDeepest) => isDeepest)]
    const without = ids.filter((id) => !any.get(id))
    const left = ids.filter((id) => !deep.get(id)).length
    if (left !== shallow) [shallow, since] = [left, performance.now()]
    const isStill = left < ids.length / 10 && performance.now() - since > PATIENCE
    if (without.length === 0 && (left === 0 || isStill)) return
    if (performance.now() - started > milliseconds)
      throw new Error(`${without.length} items got no vector, ${left} no deep one: ${without.slice(0, 3).join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
