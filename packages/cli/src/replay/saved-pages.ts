/** A folder of a site's saved pages → the lists on them, and what is known of the items. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { readRule } from '../../../sdk/src/client/option-table.ts'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import type { ResolvedOptions } from '../../../sdk/src/options.ts'
import { findLists, listRules, readList } from '../../../sdk/src/page/read/lists/list.ts'
import { readMetadata } from '../../../sdk/src/page/read/metadata.ts'
import { pageId, pageItem } from '../../../sdk/src/page/read/page-item.ts'
import { urlId } from '../../../sdk/src/page/read/url.ts'
import type { Rules } from '../../../sdk/src/ranking/rules/rules.ts'
import type { Item } from '../../../sdk/src/types.ts'
import { pageDocument } from '../pages/page-document.ts'
import { tagOptions } from '../pages/tag-options.ts'
import { decodePage } from '../preview/decode-page.ts'

export interface SavedList {
  readonly name: string
  /** In the page's own order, with what is no item and holds its place. */
  readonly items: readonly Item[]
  /** As page and list ask for them. */
  readonly rules: Partial<Rules>
}

export interface SavedSite {
  /** By the page's id. */
  readonly pages: ReadonlyMap<string, readonly SavedList[]>
  /** By id: as its own page tells of it, else as the first list does. */
  readonly items: ReadonlyMap<string, Item>
  /** The id under which a page stands here: a copy's files and links may end otherwise than the site's own addresses. */
  readonly idOf: (address: string) => string
  readonly files: number
  /** Files that are no page that could be read, with why. */
  readonly left: ReadonlyMap<string, string>
}

/** Pages of a folder, bytes of one, and folders in one another: more is no part of a site that was saved to be looked at. */
const MOST_PAGES = 5000
const LARGEST = 5_000_000
const DEEPEST = 32
/** Files and folders that are looked at. */
const MOST_ENTRIES = 200_000

const PAGE = /\.x?html?$/i
/** Stands for the site where its address isn't known. */
const ANY_SITE = 'https://site.invalid'

/** Pages of the folder and of those in it, in the order of their names; neither what is hidden nor what a link leads to. */
async function pagesIn(folder: string): Promise<string[]> {
  const found: string[] = []
  const waiting = [{ path: folder, depth: 0 }]
  let looked = 0
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    const entries = await readdir(at.path, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (++looked > MOST_ENTRIES) return found
      const path = join(at.path, entry.name)
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory() && at.depth < DEEPEST) waiting.push({ path, depth: at.depth + 1 })
      if (entry.isFile() && PAGE.test(entry.name)) found.push(path)
    }
  }
  return found
}

/** What page and list ask for: a wrong value counts as none, as on the page. */
function rulesOf(list: Element, options: ResolvedOptions): Partial<Rules> {
  const { strength, demoteRead, calibration, diversity, maxRun, displacement, seen, exploration } = options
  const rules: Record<string, number | boolean> = {
    ...{ strength, demoteRead, calibration, diversity, maxRun, displacement, seen, exploration },
  }
  for (const { name, text } of listRules(list))
    try {
      rules[name] = readRule(name, text)
    } catch (cause) {
      if (!(cause instanceof InklingMisuse)) throw cause
    }
  return rules
}

/** How the site's own address of a page may be written where a copy's file has an ending. */
const endingsOf = (path: string) => [path, path.replace(PAGE, ''), path.replace(/(?:\/index)?\.x?html?$/i, '') || '/']

/**
 * @param base the site's address, as the log has it; without it links with a host count as another site's
 * @param defaults options of pages without a tag
 * @throws UsageError when a page's tag has wrong options; what the system says when the folder can't be read
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
  /** What the page itself is. */
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
    return { name, items: entries.map(({ item }) => item), rules: rulesOf(element, options) }
  })
  return { id, lists, own: pageItem(document, metadata)?.item }
}
