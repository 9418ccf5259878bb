import { itemContent } from '../../content/content.ts'
import * as dom from '../../lib/dom.ts'
import type { ResolvedOptions } from '../../options.ts'
import { earlyQueue, firstOf } from '../../page/lists/early-queue.ts'
import { findLists, itemsOf, readList } from '../../page/read/lists/list.ts'
import { readMetadata } from '../../page/read/metadata.ts'
import { pageItem } from '../../page/read/page-item.ts'
import type { ItemContent } from '../../types.ts'
import { pageLanguage } from '../languages/page-language.ts'

/**
 * The texts of the page's lists and of the page itself, in the page's own order: the snippet may have moved items
 * already, and what is requested must not depend on that. Items with pictures are left out, because their vectors
 * are partly those of their pictures.
 */
export function pageTexts({ pictures }: Pick<ResolvedOptions, 'pictures'>): ItemContent[] {
  const base = dom.baseURI(document)
  const metadata = readMetadata(document, base)
  const first = firstOf(earlyQueue())
  const items = findLists(document, []).flatMap((list) =>
    itemsOf(readList(list, metadata, base, first?.lists.get(list)?.original).entries),
  )
  const page = pageItem(document, metadata)
  return [...items, ...(page ? [page.item] : [])]
    .map((item) => itemContent(item, { language: pageLanguage(), pictures }))
    .filter(({ text, picture }) => text && !picture)
}
