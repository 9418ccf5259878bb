/** Tones of texts, beside their vectors on disk: they come with the bundle that makes them, and ranking has no use for them. */

import type { Disk } from '../database/connection.ts'
import type { HistoryStore } from '../history-store.ts'

/** At the most at once: a page has a few dozen texts whose tone matters, and a profile as many pages as were read. */
const MOST = 2000

/**
 * What is stored for these texts, as it lies there: nothing of it has been checked.
 *
 * @param fingerprints of texts; those beyond the first 2,000 are left out
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

/** Keeps tones of texts whose vectors are kept: a tone goes with its vector. */
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
