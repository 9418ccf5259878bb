import { emitError } from '../../lib/events.ts'
import { parseOwn } from '../../lib/json/own.ts'
import { fetchAtMost } from '../../lib/load/bounded.ts'
import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import { withTimeout } from '../../lib/load/with-timeout.ts'

/** Milliseconds for a site's own file: lists and slots wait for it, and readers don't wait for a slow server. */
const PATIENCE = 2000

/** A file that the page can do without: it is no worse than without the option. The same request for every reader. */
export async function loadSiteFile<T>(
  what: 'ranker' | 'popularity' | 'campaigns' | 'experiments',
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
