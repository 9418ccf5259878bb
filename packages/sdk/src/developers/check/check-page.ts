import * as dom from '../../lib/dom.ts'
import { findLists } from '../../page/read/lists/list.ts'
import { readMetadata } from '../../page/read/metadata.ts'
import { pageId, pageItem } from '../../page/read/page-item.ts'
import type { StoredVector, WhyUnmoved } from '../../types.ts'
import { checkAudiences } from './check-audiences.ts'
import { checkHead, reachOf } from './check-head.ts'
import { checkSlots } from './check-slot.ts'
import { checkList } from './lists/check-list.ts'
import { unmarkedLists } from './lists/unmarked.ts'
import { count, few } from './report/count.ts'
import { type Note, notebook } from './report/notebook.ts'
import type { CheckReport } from './report/report.ts'
import { selectorOf } from './report/selector.ts'

export interface CheckOptions {
  /** Base for addresses in lists and JSON-LD. @default the document's base */
  readonly base?: string
  /** Returns the framework that rendered an element, such as 'React'. @default no framework is assumed */
  readonly frameworkOf?: (element: Element) => string | undefined
  /**
   * If CSS or a script positions a list's items, returns why the list can't be moved. @default judges by the markup
   * alone
   */
  readonly placementOf?: (list: Element) => WhyUnmoved | undefined
  /**
   * Vectors used, in addition to words, to recognise sensitive audiences ({@link checkAudiences}). @default words alone
   * decide
   */
  readonly audienceVectors?: ReadonlyMap<string, StoredVector>
}

/** Maximum unmarked lists suggested. */
const MOST_SUGGESTED = 3
const SEVERITIES = ['error', 'warning', 'note']

/** Reports what Inkling finds on a page, what is missing, and the markup to add. The page isn't modified. */
export function checkPage(
  document: Document,
  { base = dom.baseURI(document), frameworkOf, placementOf, audienceVectors = new Map() }: CheckOptions = {},
): CheckReport {
  const metadata = readMetadata(document, base)
  const reach = reachOf(document)
  const checked = findLists(document).map((list) =>
    checkList(list, { base, metadata, reach, frameworkOf, placementOf }),
  )
  const lists = checked.map(({ report }) => report)
  const { slots, findings: ofSlots } = checkSlots(document, base)
  const page = pageItem(document, metadata)
  const { findings, note } = notebook()
  checkAudiences(document, note, audienceVectors)
  checkTogether(lists, note)
  checkUnmarked(document, lists.length + slots.length, page !== undefined, note)
  if (!page) {
    const why =
      pageId(document) === '/'
        ? 'it is the front page'
        : 'no metadata describes it, and it does not have exactly one <article>'
    note(
      'note',
      'no-page-item',
      `This page is not an item itself: ${why}. If lists link to it, mark it with the id that they use.`,
      undefined,
      '<article data-inkling-item="/the/address">',
    )
  }
  return {
    lists,
    slots,
    ...(page && { page: { item: page.item, by: page.by, at: selectorOf(page.element) } }),
    findings: [
      ...checkHead(document, lists.length > 0),
      ...checked.flatMap(({ findings }) => findings),
      ...ofSlots,
      ...findings,
    ].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
  }
}

/** Checks for conflicts between lists. */
function checkTogether(lists: CheckReport['lists'], note: Note): void {
  const names = lists.map(({ name }) => name)
  const same = names.find((name, place) => names.indexOf(name) < place)
  if (same !== undefined) {
    const where = lists.filter(({ name }) => name === same).map(({ at }) => at)
    note(
      'warning',
      'same-name',
      `Several lists are named “${same}” (${few(where)}), so events, undo and explain can’t tell them apart. Name each differently.`,
    )
  }
  const ids = lists.flatMap(({ items }) => [...new Set(items.map(({ id }) => id))])
  const shared = new Set(ids.filter((id, place) => ids.indexOf(id) < place))
  const [example] = shared
  if (example)
    note(
      'note',
      'across-lists',
      `${count(shared.size, 'item')} in more than one list, e.g. ${example}. Each list is ordered separately.`,
    )
}

/** @param isItem whether the page itself is an item, such as an article, in which case it needs no list */
function checkUnmarked(document: Document, marked: number, isItem: boolean, note: Note): void {
  const suggested = unmarkedLists(document).slice(0, MOST_SUGGESTED)
  if (!marked)
    note(
      isItem ? 'note' : 'error',
      'no-list',
      `No list is marked, and there is no slot${isItem ? ': the page is read, but nothing on it is ordered' : ''}. Mark the element whose children are the items.`,
      undefined,
      '<ul data-inkling-list="a-name">',
    )
  for (const list of suggested)
    note(
      'note',
      'unmarked',
      `${selectorOf(list)} looks like a list, of ${count(dom.children(list).length, 'item')}, and is not marked.`,
      list,
      `data-inkling-list="${dom.id(list) || 'a-name'}"`,
    )
}
