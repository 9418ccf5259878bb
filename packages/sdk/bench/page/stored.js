/** The vectors that Inkling keeps, as they lie in its database. */

/**
 * By item: Float32, of length 1, as people would keep them. Undefined for an item without one.
 *
 * @param isDone whether those count that could be deeper
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

/** In milliseconds: what is as shallow after so long stays so. Items on sensitive topics don't count, and nothing deepens them. */
const PATIENCE = 4000

/** Until each of these items has its vector, as deep as it will be; what has none is told, for whoever waits in vain. */
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
