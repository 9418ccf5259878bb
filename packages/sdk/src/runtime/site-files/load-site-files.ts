import type { ResolvedOptions } from '../../options.ts'
import { checkRanker, type Ranker } from '../../ranking/ranker.ts'
import {
  checkPopularity,
  checkTexts,
  checkUnlisted,
  type Expected,
  type Figures,
  type Unlisted,
} from './check-popularity.ts'
import { loadSiteFile } from './load-site-file.ts'

/** Maximum size of a ranker in bytes. A name and fifteen weights per tier take up a fiftieth of this. */
export const LARGEST_RANKER = 64 * 1024
/**
 * Maximum size of the popularity file in bytes. Files written by `npx --no inkling popularity` never exceed it
 * (packages/cli/src/popularity/popularity-file.ts).
 */
const LARGEST_POPULARITY = 256 * 1024

/** The site's own files for ranking. Files that don't exist or can't be used are left out. */
export interface SiteFiles {
  readonly ranker?: Ranker
  readonly popularity?: Figures
  readonly unlisted?: Unlisted | undefined
  readonly expected?: Expected | undefined
}

const checkFile = (file: unknown) => ({
  popularity: checkPopularity(file),
  unlisted: checkUnlisted(file),
  expected: checkTexts(file),
})

type Options = Pick<ResolvedOptions, 'ranker' | 'rankerIntegrity' | 'popularity'>

/** Loads the site's ranker and its popularity file. */
export async function loadSiteFiles(
  { ranker, rankerIntegrity, popularity }: Options,
  signal: AbortSignal,
): Promise<SiteFiles> {
  const [one, other] = await Promise.all([
    loadSiteFile('ranker', ranker, { most: LARGEST_RANKER, check: checkRanker, hash: rankerIntegrity }, signal),
    loadSiteFile('popularity', popularity, { most: LARGEST_POPULARITY, check: checkFile }, signal),
  ])
  return { ...(one && { ranker: one }), ...other }
}
