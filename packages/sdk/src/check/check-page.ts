import { findLists } from '../page/list.ts'
import { readMetadata } from '../page/metadata.ts'
import { pageId, pageItem } from '../page/page-item.ts'
import { checkHead } from './check-head.ts'
import { checkList } from './check-list.ts'
import { checkSlots } from './check-slot.ts'
import type { Finding, Report } from './report.ts'
import { openingTag, selectorOf } from './selector.ts'
import { unmarkedLists } from './unmarked.ts'

export interface CheckOptions {
  /** Against which addresses are resolved. @default the document's base */
  readonly base?: string
  /** Names the framework that made an element, e.g. 'React'. @default nothing is taken for a framework's */
  readonly ownerOf?: (element: Element) => string | undefined
}

/** Lists that are not marked and are suggested. */
const MOST_SUGGESTED = 3
const SEVERITIES = ['error', 'warning', 'note']

/** What Inkling finds on a page, what it doesn't, and what to write. Looks only; nothing is changed. */
export function checkPage(document: Document, { base = document.baseURI, ownerOf }: CheckOptions = {}): Report {
  const metadata = readMetadata(document, base)
  const checked = findLists(document).map((list) => checkList(list, { base, metadata, ownerOf }))
  const lists = checked.map(({ report }) => report)
  const { slots, findings: ofSlots } = checkSlots(document)
  const page = pageItem(document, metadata)
  const findings = [
    ...checkHead(document, lists.length > 0),
    ...checked.flatMap(({ findings }) => findings),
    ...sameNames(lists.map(({ name }) => name)),
    ...acrossLists(lists),
    ...unmarked(document, lists.length + slots.length),
    ...ofSlots,
    ...(page ? [] : whyNoPage(document)),
  ].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  return {
    lists,
    slots,
    ...(page && { page: { item: page.item, by: page.by, at: selectorOf(page.element) } }),
    findings,
  }
}

function sameNames(names: readonly string[]): Finding[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) => ({
    severity: 'warning',
    code: 'same-name',
    message: `Several lists are named “${name}”. undo() and explain() can’t tell them apart: give each a name of its own.`,
  }))
}

function acrossLists(lists: Report['lists']): Finding[] {
  const listsOf = new Map<string, number>()
  for (const { items } of lists) for (const { id } of items) listsOf.set(id, (listsOf.get(id) ?? 0) + 1)
  const shared = [...listsOf].filter(([, number]) => number > 1).map(([id]) => id)
  if (!shared.length) return []
  const message = `${shared.length} ${shared.length === 1 ? 'item stands' : 'items stand'} in more than one list, e.g. ${shared[0]}. Each list is ordered for itself, so a reader may meet the same item twice near the top.`
  return [{ severity: 'note', code: 'across-lists', message }]
}

function unmarked(document: Document, marked: number): Finding[] {
  const suggested = unmarkedLists(document).slice(0, MOST_SUGGESTED)
  const findings: Finding[] = suggested.map((list) => ({
    severity: 'note',
    code: 'unmarked',
    message: `${selectorOf(list)} looks like a list of ${list.children.length} items and is not marked.`,
    at: selectorOf(list),
    write: openingTag(list, `data-inkling-list="${list.id || 'a-name'}"`),
  }))
  if (marked) return findings
  const [first] = suggested
  const none: Finding = {
    severity: 'error',
    code: 'no-list',
    message:
      'No list is marked, and no slot: there is nothing to order. Mark the element whose children are the items.',
    write: first ? openingTag(first, `data-inkling-list="${first.id || 'a-name'}"`) : '<ul data-inkling-list="a-name">',
  }
  return [none, ...findings]
}

function whyNoPage(document: Document): Finding[] {
  const why =
    pageId(document) === '/'
      ? 'front pages are none'
      : 'neither a mark, JSON-LD, microdata or Open Graph say what it is, nor is there one <article>, or one <h1> with enough text'
  return [
    {
      severity: 'note',
      code: 'no-page-item',
      message: `This page itself is no item: ${why}. If it is something that lists link to, mark it with the id that they use.`,
      write: '<article data-inkling-item="/the/address">',
    },
  ]
}
