/** Packs for other languages are in folders next to the model's folder, with names that follow the same scheme. */

import { manifests } from 'virtual:release'
import * as dom from '../../lib/dom.ts'
import type { ResolvedOptions } from '../../options.ts'
import { PACK_CODE } from '../languages/page-language.ts'

/** Maximum number of packs that a page loads. Items in other languages are ranked by words. */
const MOST_PACKS = 2

export interface PackPlace {
  /** Absolute URL of the pack's folder, ending with a slash. */
  readonly folder: string
  /** The language code at the end of the folder's name, if any. */
  readonly code: string | undefined
  /**
   * Whether this is the pack named by the option `model`. The site may have specified the hash of that pack's manifest.
   */
  readonly isOwn: boolean
}

/** Hashes of the manifests that are accepted for a pack: this release's, or the one that the site has specified. */
export const allowedManifests = (
  { isOwn }: PackPlace,
  { modelIntegrity }: Pick<ResolvedOptions, 'modelIntegrity'>,
): readonly string[] => (isOwn && modelIntegrity ? [modelIntegrity.slice('sha256-'.length)] : manifests)

/**
 * The packs that a page needs. They depend only on the page's own items, so that requests don't reveal what the reader
 * has read.
 *
 * @param languages the languages of the page's items, in order of appearance; '' for an unknown language, which counts
 * as the model's own
 * @returns the packs, keyed by language
 */
export function packsFor(
  { model = '', languages = '' }: Pick<ResolvedOptions, 'model' | 'languages'>,
  here: Iterable<string>,
): Map<string, PackPlace> {
  const base = new URL(model, dom.baseURI(document)).href
  const own = PACK_CODE.exec(base)?.[1]
  const packs = new Map<string, PackPlace>()
  const folders = new Set<string>()
  for (const language of here) {
    // If the folder's name has no language code, the manifest lists the languages.
    const isOwn = !language || !own || language === own
    if (!isOwn && !languages.split(',').includes(language)) continue
    const folder = isOwn ? base : base.replace(PACK_CODE, `-${language}/`)
    if (folders.size >= MOST_PACKS && !folders.has(folder)) continue
    folders.add(folder)
    packs.set(language, { folder, code: PACK_CODE.exec(folder)?.[1], isOwn })
  }
  return packs
}
