import { emitError } from '../../lib/events.ts'
import { fetchAtMost } from '../../lib/load/bounded.ts'
import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import { withTimeout } from '../../lib/load/with-timeout.ts'
import type { ResolvedOptions } from '../../options.ts'
import { checkRanker, type Ranker } from '../../ranking/ranker.ts'
import { checkPopularity, type Figures } from './check-popularity.ts'

/** Milliseconds for a site's own file: lists wait for it, and readers don't wait for a slow server. */
const PATIENCE = 2000
/** Bytes of a ranker: fifteen weights for each tier, and a name, are a fiftieth of it. */
const LARGEST_RANKER = 64 * 1024
/** Bytes of popularity: `npx --no inkling popularity` writes no more (cli/popularity/popularity-file.ts). */
const LARGEST_POPULARITY = 256 * 1024

/** What a site has put on its server for ranking; what isn't there, or can't be used, is missing. */
export interface SiteFiles {
  readonly ranker?: Ranker
  readonly popularity?: Figures
}

type Options = Pick<ResolvedOptions, 'ranker' | 'rankerIntegrity' | 'popularity'>

/** A file that ranking can do without: the page is no worse than without the option. The same request for every reader. */
async function loadSiteFile<T>(
  what: keyof SiteFiles,
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
    return check(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    if (!signal.aborted) emitError(`${what}-unavailable`, `the ${what} at ${url} can't be used`, cause)
    return undefined
  }
}

/** The site's own ranker, and what is read most on it. */
export async function loadSiteFiles(
  { ranker, rankerIntegrity, popularity }: Options,
  signal: AbortSignal,
): Promise<SiteFiles> {
  const [one, other] = await Promise.all([
    loadSiteFile('ranker', ranker, { most: LARGEST_RANKER, check: checkRanker, hash: rankerIntegrity }, signal),
    loadSiteFile('popularity', popularity, { most: LARGEST_POPULARITY, check: checkPopularity }, signal),
  ])
  return { ...(one && { ranker: one }), ...(other && { popularity: other }) }
}
