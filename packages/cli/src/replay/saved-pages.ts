/** Reads a folder of saved pages, and finds their lists and items. */
import { readFile, stat } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { readRule } from '../../../sdk/src/client/option-table.ts'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { ResolvedOptions } from '../../../sdk/src/options.ts'
import { findLists, listRules, readList } from '../../../sdk/src/page/read/lists/list.ts'
import { listOrder } from '../../../sdk/src/page/read/lists/list-order.ts'
import { readMetadata } from '../../../sdk/src/page/read/metadata.ts'
import { pageId, pageItem } from '../../../sdk/src/page/read/page-item.ts'
import { urlId } from '../../../sdk/src/page/read/url.ts'
import type { Rules } from '../../../sdk/src/ranking/rules/rules.ts'
import type { Item } from '../../../sdk/src/types.ts'
import { pageDocument } from '../pages/page-document.ts'
import { PAGE, pagesIn } from '../pages/pages-in.ts'
import { tagOptions } from '../pages/tag-options.ts'
import { decodePage } from '../preview/decode-page.ts'

export interface SavedList {
  readonly name: string
  /** In the page's own order, including pinned elements that aren't items. */
  readonly items: readonly Item[]
  /** As set on the page and the list. */
  readonly rules: Partial<Rules>
}

export interface SavedSite {
  /** By page id. */
  readonly pages: ReadonlyMap<string, readonly SavedList[]>
  /**
   * Items keyed by id, as described on the item's own page or, failing that, in the first list that contains the item.
   */
  readonly items: ReadonlyMap<string, Item>
  /**
   * Maps a page's address to the id used here, because the file names and links of a copy may have endings that differ
   * from the site's own addresses.
   */
  readonly idOf: (address: string) => string
  readonly files: number
  /** Files that couldn't be read as pages, each with the reason. */
  readonly left: ReadonlyMap<string, string>
}

/** Maximum number of pages and bytes per page. Anything larger isn't a plausible sample of a site. */
const MOST_PAGES = 5000
const LARGEST = 5_000_000

/** Base URL used if the site's address is unknown. */
const ANY_SITE = 'https://site.invalid'

/** Rules set on the page and the list; invalid values are ignored, as on the page. */
function rulesOf(list: Element, options: ResolvedOptions): Partial<Rules> {
  const { strength, demoteRead, calibration, diversity, maxRun, displacement, order, seen, exploration } = options
  const rules: Record<string, unknown> = {
    ...{ strength, demoteRead, calibration, diversity, maxRun, displacement, order, seen, exploration },
  }
  for (const { name, text } of listRules(list))
    try {
      rules[name] = readRule(name, text)
    } catch (cause) {
      if (!(cause instanceof InklingMisuse)) throw cause
    }
  return rules
}

/**
 * Possible forms of a page's address on the site. They may differ from the copy's file name, which has an extension.
 */
const endingsOf = (path: string) => [path, path.replace(PAGE, ''), path.replace(/(?:\/index)?\.x?html?$/i, '') || '/']

/**
 * @param base the site's address, as in the log; without it, any link with a host is treated as a link to another site
 * @param defaults options for pages without a tag
 * @throws UsageError if a page's tag has invalid options; a file system error if the folder can't be read
 */
export async function readSavedSite(
  folder: string,
  base: string | undefined,
  defaults: ResolvedOptions,
  onProgress: (done: number, total: number) => void,
): Promise<SavedSite> {
  const origin = base?.replace(/\/$/, '') ?? ANY_SITE
  const found = await pagesIn(folder)
  const files = found.slice(0, MOST_PAGES)
  const left = new Map<string, string>()
  for (const file of found.slice(MOST_PAGES)) left.set(file, `more than ${MOST_PAGES} pages`)
  const aliases = new Map<string, string>()
  const read: PageRead[] = []
  for (const [done, file] of files.entries()) {
    const { size } = await stat(file)
    if (size > LARGEST) left.set(file, `larger than ${LARGEST / 1e6} MB`)
    else {
      const path = relative(folder, file)
      const address = `${origin}/${path.split(sep).map(encodeURIComponent).join('/')}`
      const page = readPage(decodePage(await readFile(file), 'text/html'), address, path, defaults)
      if (page) read.push(page)
      for (const ending of endingsOf(urlId(address, origin)!))
        if (page && !aliases.has(ending)) aliases.set(ending, page.id)
    }
    onProgress(done + 1, files.length)
  }
  const idOf = (address: string) => aliases.get(address) ?? address
  const known = (item: Item): Item => ({ ...item, id: idOf(item.id) })
  const items = new Map<string, Item>()
  for (const { own } of read) if (own) items.set(idOf(own.id), known(own))
  const listsOf = ({ lists }: PageRead) => lists.map((list) => ({ ...list, items: list.items.map(known) }))
  const pages = new Map(read.map((page) => [page.id, listsOf(page)]))
  for (const list of [...pages.values()].flat())
    for (const item of list.items) if (item.title && !items.has(item.id)) items.set(item.id, item)
  return { pages, items, idOf, files: files.length, left }
}

interface PageRead {
  readonly id: string
  readonly lists: readonly SavedList[]
  /** The item that the page itself describes. */
  readonly own: Item | undefined
}

function readPage(html: string, address: string, path: string, defaults: ResolvedOptions): PageRead | undefined {
  const document = pageDocument(html, address)
  const { baseURI } = document
  const metadata = readMetadata(document, baseURI)
  const id = pageId(document)
  if (id === undefined) return undefined
  const options = tagOptions(document, path) ?? defaults
  const lists = findLists(document, []).map((element): SavedList => {
    const { name, entries } = readList(element, metadata, baseURI)
    const rules = rulesOf(element, options)
    const found = rules.order === 'auto' ? listOrder(entries, metadata) : undefined
    return { name, items: entries.map(({ item }) => item), rules: { ...rules, ...(found && { order: found }) } }
  })
  return { id, lists, own: pageItem(document, metadata)?.item }
}
