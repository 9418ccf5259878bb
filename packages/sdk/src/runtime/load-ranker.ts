import { emitError } from '../lib/events.ts'
import { fetchAtMost } from '../lib/load/bounded.ts'
import { fetchChecked } from '../lib/load/fetch-checked.ts'
import { withTimeout } from '../lib/load/with-timeout.ts'
import type { ResolvedOptions } from '../options.ts'
import { checkRanker, type Ranker } from '../ranking/ranker.ts'

/** Milliseconds for a site's own ranker: lists wait for it, and readers don't wait for a slow server. */
const PATIENCE = 2000
/** Bytes of a ranker: fifteen weights for each tier, and a name, are a fiftieth of it. */
const LARGEST = 64 * 1024

/** The site's own ranker; undefined, with an `inkling:error`, where it can't be used: the page is no worse than without it. */
export async function loadRanker(
  ranker: string,
  rankerIntegrity: ResolvedOptions['rankerIntegrity'],
  signal: AbortSignal,
): Promise<Ranker | undefined> {
  try {
    const init = { signal: withTimeout(signal, PATIENCE) }
    const bytes = rankerIntegrity
      ? await fetchChecked(ranker, LARGEST, rankerIntegrity.slice('sha256-'.length), init)
      : await fetchAtMost(ranker, LARGEST, init)
    return checkRanker(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    if (!signal.aborted) emitError('ranker-unavailable', `the ranker at ${ranker} can't be used`, cause)
    return undefined
  }
}
