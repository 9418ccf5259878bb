import { itemContent } from '../../../../sdk/src/content/content.ts'
import { primaryLanguage } from '../../../../sdk/src/lib/text/language.ts'
import { findLists, itemsOf, readList } from '../../../../sdk/src/page/read/lists/list.ts'
import { readMetadata } from '../../../../sdk/src/page/read/metadata.ts'
import { pageItem } from '../../../../sdk/src/page/read/page-item.ts'
import type { ItemContent } from '../../../../sdk/src/types.ts'
import { pageDocument } from '../../pages/page-document.ts'
import { tagOptions } from '../../pages/tag-options.ts'
import { useLanguages } from './volatile-patterns.ts'

/**
 * The texts of a page's lists, and of the page itself, as Inkling reads them on the page.
 *
 * @param address URL of the page
 * @param name of the page, for messages
 * @throws UsageError if the page's tag has invalid options
 */
export async function pageContents(html: string, address: string, name: string): Promise<ItemContent[]> {
  const document = pageDocument(html, address)
  const { baseURI } = document
  const metadata = readMetadata(document, baseURI)
  const page = pageItem(document, metadata)
  const lists = findLists(document).flatMap((list) => itemsOf(readList(list, metadata, baseURI).entries))
  const items = [...lists, ...(page ? [page.item] : [])]
  const language = primaryLanguage(document.documentElement.getAttribute('lang') ?? undefined)
  await useLanguages(
    new Set([language, ...items.map((item) => primaryLanguage(item.language))].flatMap((each) => each ?? [])),
  )
  const pictures = tagOptions(document, name)?.pictures
  return items.map((item) => itemContent(item, { language, pictures })).filter(({ text, picture }) => text && !picture)
}
