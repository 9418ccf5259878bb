import { pageVectorsFile } from 'virtual:release'
import type { HistoryStore } from '../../history/history-store.ts'
import type { PageVectorsBundle } from '../../types/bundles.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { Grant } from '../interfaces/session.ts'
import { loadRankingFiles, type SiteFiles } from './load-ranking-files.ts'

/**
 * Loads the site's own files for ranking, and its vectors, which are put into the history.
 *
 * @param opening the history
 * @param words resolves once the words of the page's languages are known
 */
export async function loadSiteFiles(
  grant: Grant,
  opening: Promise<HistoryStore>,
  words: Promise<void>,
): Promise<SiteFiles> {
  const { options, importFile, signal } = grant
  const loadVectors = async () => {
    const without = 'devices make all vectors'
    const bundle = await loadBundle<PageVectorsBundle>(importFile, 'page-vectors.js', pageVectorsFile, without)
    await bundle?.loadPageVectors(grant, opening, words)
  }
  const [files] = await Promise.all([loadRankingFiles(options, signal), options.vectors && loadVectors()])
  return files
}
