import type { ResolvedOptions } from '../../options.ts'
import { checkCoReading } from '../../ranking/co-reading.ts'
import type { CoReading } from '../../ranking/features/feature-input.ts'
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
/** Maximum size of the file about co-reading in bytes (packages/cli/src/together/co-reading-file.ts). */
const LARGEST_CO_READING = 512 * 1024

/** The site's own files for ranking. Files that don't exist or can't be used are left out. */
export interface SiteFiles {
  readonly ranker?: Ranker
  readonly popularity?: Figures
  readonly unlisted?: Unlisted | undefined
  readonly expected?: Expected | undefined
  readonly coReading?: CoReading
}

const checkFile = (file: unknown) => ({
  popularity: checkPopularity(file),
  unlisted: checkUnlisted(file),
  expected: checkTexts(file),
})

type Options = Pick<ResolvedOptions, 'ranker' | 'rankerIntegrity' | 'popularity' | 'coReading'>

/** Loads the site's ranker, its popularity file and its file about co-reading. */
export async function loadRankingFiles(
  { ranker, rankerIntegrity, popularity, coReading }: Options,
  signal: AbortSignal,
): Promise<SiteFiles> {
  const [one, other, together] = await Promise.all([
    loadSiteFile('ranker', ranker, { most: LARGEST_RANKER, check: checkRanker, hash: rankerIntegrity }, signal),
    loadSiteFile('popularity', popularity, { most: LARGEST_POPULARITY, check: checkFile }, signal),
    loadSiteFile('co-reading', coReading, { most: LARGEST_CO_READING, check: checkCoReading }, signal),
  ])
  return { ...(one && { ranker: one }), ...other, ...(together && { coReading: together }) }
}
