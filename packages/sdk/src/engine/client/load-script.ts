import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import { withTimeout } from '../../lib/load/with-timeout.ts'
import type { EngineFailure } from '../worker/protocol.ts'

/**
 * Downloads a worker's script and verifies it against the release.
 *
 * @param timeout milliseconds
 * @returns its bytes, or the failure
 */
export async function loadScript(
  url: string,
  [bytes, hash]: ReleaseFile,
  timeout: number,
  ended: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | EngineFailure> {
  const signal = withTimeout(ended, timeout)
  const load = (cache: RequestCache) => fetchChecked(url, bytes, hash, { cache, signal })
  try {
    // Bypass the HTTP cache on the second try: a damaged copy there would fail on every page.
    return await load('default').catch(() => load('reload'))
  } catch (cause) {
    if (cause instanceof RangeError)
      return { code: 'model-damaged', message: `${url} isn't the file that this release lists.`, retry: false }
    const code = signal.aborted && !ended.aborted ? 'engine-slow' : 'engine-failed'
    return { code, message: `${url} can't be loaded.`, retry: false }
  }
}
