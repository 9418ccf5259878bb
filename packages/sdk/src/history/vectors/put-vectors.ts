/** Stores vectors in memory and on disk. Part of the bundle that computes them. */

import type { StoredVector, VectorOrigin } from '../../types.ts'
import type { Disk } from '../database/connection.ts'
import { ignoreRejection } from '../database/delete-database.ts'
import { keysOf, trim } from '../database/transactions.ts'
import { LIMITS } from '../event-limits.ts'
import type { HistoryStore } from '../history-store.ts'
import { evict, type Replica } from '../replica.ts'
import { clashes, UNKNOWN } from './vector-origin.ts'

/** Number of keys that can be listed in the time it takes to look up one row. */
const LISTED = 12

/** A vector to be stored. */
interface OriginatedVector {
  readonly fingerprint: string
  readonly vector: StoredVector
  readonly origin: VectorOrigin
}

/**
 * Stores vectors and marks them as used now; the least recently used are evicted. A deeper vector of the same text
 * isn't overwritten.
 *
 * @param origin the origin of all vectors; existing vectors that aren't comparable are deleted first. Default: each
 * vector keeps its known origin
 */
export async function putVectors(
  store: Pick<HistoryStore, 'replica' | 'disk'>,
  vectors: ReadonlyMap<string, StoredVector>,
  now: number,
  origin?: VectorOrigin,
): Promise<void> {
  const { put, isReplaced } = putInto(store.replica, vectors, origin)
  const disk = store.disk as Disk | undefined
  await disk?.connection.run(['vectors'], 'readwrite', async (transaction) => {
    const rows = transaction.objectStore('vectors')
    if (isReplaced && origin)
      for (let cursor = await rows.openCursor(keysOf(disk.model)); cursor; cursor = await cursor.continue())
        if (clashes(cursor.value.by ?? '', origin.by)) ignoreRejection(cursor.delete())
    const keys = put.map(({ fingerprint }) => `${disk.model}/${fingerprint}`)
    // Another tab may have stored deeper vectors. Listing all keys takes one request instead of one per vector; there
    // are about as many on disk as in memory.
    const isListed = keys.length * LISTED > store.replica.vectors.size
    const onDisk = isListed && new Set(await rows.getAllKeys(keysOf(disk.model)))
    const known = await Promise.all(keys.map((key) => (onDisk && !onDisk.has(key) ? undefined : rows.get(key))))
    for (const [at, { vector, origin }] of put.entries()) {
      const key = keys[at]!
      const there = known[at]
      const isSame = there?.by === origin.by
      // The tone was computed by the same pack, so it remains valid.
      const tone = isSame && there.tone ? { tone: there.tone } : {}
      if (origin.depth || !(there?.depth && isSame))
        ignoreRejection(rows.put({ key, vector, used: now, ...origin, ...tone }))
    }
    await trim(rows.index('used'), LIMITS.vectors)
  })
}

/** @returns the vectors to write to disk, and whether any were deleted because they weren't comparable */
export function putInto(
  replica: Replica,
  vectors: ReadonlyMap<string, StoredVector>,
  origin?: VectorOrigin,
): { readonly put: OriginatedVector[]; readonly isReplaced: boolean } {
  const gone = [...replica.origins].filter(([, { by }]) => origin && clashes(by, origin.by))
  for (const [fingerprint] of gone) replica.dropVector(fingerprint)
  const put: OriginatedVector[] = []
  for (const [fingerprint, vector] of [...vectors]) {
    const known = replica.origins.get(fingerprint)
    if (origin && known && known.depth > origin.depth) continue
    const from = origin ?? known ?? UNKNOWN
    replica.setVector(fingerprint, vector, from)
    put.push({ fingerprint, vector, origin: from })
  }
  evict(replica.vectors, LIMITS.vectors)
  evict(replica.origins, LIMITS.vectors)
  return { put, isReplaced: gone.length > 0 }
}
