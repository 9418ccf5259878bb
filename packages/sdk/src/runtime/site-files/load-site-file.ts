import { emitError } from '../../lib/events.ts'
import { parseOwn } from '../../lib/json/own.ts'
import { fetchAtMost } from '../../lib/load/bounded.ts'
import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import { withTimeout } from '../../lib/load/with-timeout.ts'

/**
 * Time in milliseconds to wait for a file from the site. The time is limited because lists and slots have to wait too.
 */
const PATIENCE = 2000

/**
 * Loads an optional file. If loading fails, emits `inkling:error` and treats the option as not set. The request is the
 * same for every reader.
 */
export async function loadSiteFile<T>(
  what: 'ranker' | 'popularity' | 'co-reading' | 'campaigns' | 'experiments',
  url: string | undefined,
  { most, check, hash }: { most: number; check: (file: unknown) => T; hash?: string | undefined },
  signal: AbortSignal,
): Promise<T | undefined> {
  if (url === undefined) return undefined
  try {
    const init = { signal: withTimeout(signal, PATIENCE) }
    const bytes = hash
      ? await fetchChecked(url, most, hash.slice('sha256-'.length), init)
      : await fetchAtMost(url, most, init)
    return check(parseOwn(new TextDecoder().decode(bytes)))
  } catch (cause) {
    if (!signal.aborted) emitError(`${what}-unavailable`, `the ${what} at ${url} can't be used`, cause)
    return undefined
  }
}
