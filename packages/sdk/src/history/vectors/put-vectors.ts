/** Keeping vectors, in memory and on disk: it comes with the bundle that makes them. */

import type { StoredVector, VectorOrigin } from '../../types.ts'
import { quietly } from '../database/delete.ts'
import type { Disk } from '../database/disk.ts'
import { keysOf, trim } from '../database/trim.ts'
import type { HistoryStore } from '../history-store.ts'
import { LIMITS } from '../limits.ts'
import { evict, type Replica } from '../replica.ts'
import { clashes, UNKNOWN } from './vector-origin.ts'

/** Keys that one answer lists in the time that looking for one row takes. */
const LISTED = 12

/** A vector to be stored. */
interface OriginatedVector {
  readonly fingerprint: string
  readonly vector: StoredVector
  readonly origin: VectorOrigin
}

/**
 * Vectors put again count as used now: the least recently used give way. A deeper vector of a text stays.
 *
 * @param origin of all of them; those that must not meet them are forgotten first. Default: of each, as before
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
        if (clashes(cursor.value.by ?? '', origin.by)) quietly(cursor.delete())
    const keys = put.map(({ fingerprint }) => `${disk.model}/${fingerprint}`)
    // Another tab may have made deeper ones. To hear which are there at all takes one question, instead of one each; there are about as
    // many as in memory.
    const isListed = keys.length * LISTED > store.replica.vectors.size
    const onDisk = isListed && new Set(await rows.getAllKeys(keysOf(disk.model)))
    const known = await Promise.all(keys.map((key) => (onDisk && !onDisk.has(key) ? undefined : rows.get(key))))
    for (const [at, { vector, origin }] of put.entries()) {
      const key = keys[at]!
      const there = known[at]
      const isSame = there?.by === origin.by
      // How the text sounds is the same pack's word.
      const tone = isSame && there.tone ? { tone: there.tone } : {}
      if (origin.depth || !(there?.depth && isSame)) quietly(rows.put({ key, vector, used: now, ...origin, ...tone }))
    }
    await trim(rows.index('used'), LIMITS.vectors)
  })
}

/** @returns what is to be stored, and whether anything went for it */
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
