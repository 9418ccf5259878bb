/** Where the packs of languages lie: beside the model, in folders that are called alike. */

import * as dom from '../../lib/dom.ts'
import type { ResolvedOptions } from '../../options.ts'
import { PACK_CODE } from '../languages/page-language.ts'

/** Packs that one page loads: a page in more languages ranks the others by words. */
const MOST_PACKS = 2

export interface PackPlace {
  /** Absolute URL of its folder, with a slash at its end. */
  readonly folder: string
  /** The code at the end of its name, if there is one. */
  readonly code: string | undefined
  /** The one that the option `model` names, whose manifest the site may have named by hash. */
  readonly isOwn: boolean
}

/**
 * The packs that a page needs: by the languages of its own items alone, so that what a reader has read changes no request.
 *
 * @param languages of the page's items, in the order in which they came; '' where none is known: then the model's own is meant
 * @returns by language
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
    // A folder without a code: its manifest says what it knows.
    const isOwn = !language || !own || language === own
    if (!isOwn && !languages.split(',').includes(language)) continue
    const folder = isOwn ? base : base.replace(PACK_CODE, `-${language}/`)
    if (folders.size >= MOST_PACKS && !folders.has(folder)) continue
    folders.add(folder)
    packs.set(language, { folder, code: PACK_CODE.exec(folder)?.[1], isOwn })
  }
  return packs
}
