/** Loads a pack's table on the page, in slices of idle time, and reports the loading status. */

import { ModelError } from '../../engine/pack/errors.ts'
import { type LoadOptions, loadFiles } from '../../engine/pack/files/load-files.ts'
import { infoOf, type ModelInfo } from '../../engine/pack/model-info.ts'
import { TABLE_FILE } from '../../engine/pack/tensors/check-tensors.ts'
import { loadTable, type Table } from '../../engine/table/load-table.ts'
import { emitError } from '../../lib/events.ts'
import { own } from '../../lib/json/own.ts'
import { yieldToMain } from '../../lib/scheduling/in-slices.ts'
import type { Status } from '../../types.ts'
import type { Grant } from '../interfaces/session.ts'
import { allowedManifests, type PackPlace } from './packs.ts'

/** Reports the progress of loading. */
export type Tell = (status: Partial<Pick<Status, 'table' | 'model' | 'bytes'>>) => void

/** Undefined if loading failed, in which case the failure has been reported. */
export type Opened<T> = Promise<T | undefined>

/**
 * @param isCached if false, Cache Storage is neither read nor written
 * @param ahead the response with the table, if the table was requested before the manifest; undefined if that request
 * failed
 */
export async function openTable(
  place: PackPlace,
  grant: Grant,
  tell: Tell,
  isCached: boolean,
  ahead?: Promise<Response | undefined>,
): Opened<Table> {
  tell({ table: 'loading' })
  const request: typeof fetch = async (url, init) =>
    (url === `${place.folder}${TABLE_FILE}` && init?.cache === 'default' && (await ahead)) || fetch(url, own(init))
  const load = (options: LoadOptions) => loadTable(place.folder, { ...options, fetch: request }, yieldToMain)
  const table = await loadGuarded(place, grant, isCached, load, tell)
  // Cancel the response body in case it wasn't needed.
  void ahead?.then((answer) => answer?.body?.cancel()).catch(() => {})
  if (table) tell({ table: 'ready', model: `${table.model.name}@${table.model.version}` })
  else if (!grant.signal.aborted) tell({ table: 'failed' })
  return table
}

/** Loads a pack's manifest without its table. */
export const openInfo = (place: PackPlace, grant: Grant): Opened<ModelInfo> =>
  loadGuarded(place, grant, false, async (options) =>
    infoOf((await loadFiles(place.folder, options, () => [])).manifest),
  )

/** Rejects with the reason. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

/** Loads with a timeout that restarts whenever a chunk arrives, and reports failures. */
export async function loadGuarded<T>(
  place: PackPlace,
  { options, signal, onChoice }: Grant,
  isCached: boolean,
  load: (options: LoadOptions) => Promise<T>,
  tell: Tell = () => {},
): Opened<T> {
  const ended = new AbortController()
  const end = () => ended.abort(signal.reason)
  signal.addEventListener('abort', end, { signal: ended.signal })
  // A slow connection isn't a dead one, so every chunk restarts the timeout.
  const slow = new Error(`${place.folder} gave no answer for ${options.timeout / 1000} s.`)
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => ended.abort(slow), options.timeout)
  }
  wait()
  try {
    const loading = load({
      manifests: allowedManifests(place, options),
      signal: ended.signal,
      ...(!isCached && { caches: undefined }),
      mayKeep: async () => {
        onChoice()
        signal.throwIfAborted()
      },
      onProgress: (bytes) => {
        wait()
        tell({ bytes })
      },
    })
    // A race is needed because the early request doesn't use this signal.
    return await Promise.race([loading, aborted(ended.signal)])
  } catch (cause) {
    if (signal.aborted) return undefined
    const code = cause instanceof ModelError ? cause.code : cause === slow ? 'engine-slow' : 'engine-failed'
    emitError(code, cause instanceof Error ? cause.message : String(cause), cause)
    return undefined
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}
