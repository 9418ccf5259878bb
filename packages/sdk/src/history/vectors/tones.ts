/**
 * Tones of texts, stored on disk with the texts' vectors. Part of the bundle that computes tones; ranking doesn't use
 * them.
 */

import type { Disk } from '../database/connection.ts'
import type { HistoryStore } from '../history-store.ts'

/**
 * Maximum number of tones read at once. A page has a few dozen texts whose tone matters; a profile has one for every
 * page that was read.
 */
const MOST = 2000

/**
 * Reads the stored tones of texts without checking them.
 *
 * @param fingerprints fingerprints of the texts; those beyond the first 2,000 are ignored
 */
export async function readTones(
  store: Pick<HistoryStore, 'disk'>,
  fingerprints: Iterable<string>,
): Promise<Map<string, unknown>> {
  const disk = store.disk as Disk | undefined
  const found = new Map<string, unknown>()
  await disk?.connection.run(['vectors'], 'readonly', async (transaction) => {
    const rows = transaction.objectStore('vectors')
    for (const fingerprint of [...new Set(fingerprints)].slice(0, MOST)) {
      const row = await rows.get(`${disk.model}/${fingerprint}`)
      if (row?.tone) found.set(fingerprint, row.tone)
    }
  })
  return found
}

/** Stores tones of texts whose vectors are stored. A tone is deleted together with its vector. */
export async function putTones(
  store: Pick<HistoryStore, 'disk'>,
  tones: ReadonlyMap<string, Int8Array>,
): Promise<void> {
  const disk = store.disk as Disk | undefined
  await disk?.connection.run(['vectors'], 'readwrite', async (transaction) => {
    const rows = transaction.objectStore('vectors')
    for (const [fingerprint, tone] of tones) {
      const row = await rows.get(`${disk.model}/${fingerprint}`)
      if (row) await rows.put({ ...row, tone })
    }
  })
}
