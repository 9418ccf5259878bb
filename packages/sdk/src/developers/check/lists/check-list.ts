import * as dom from '../../../lib/dom.ts'
import { MAX_ITEMS } from '../../../lib/limits.ts'
import { readItem } from '../../../page/read/item.ts'
import { readList } from '../../../page/read/lists/list.ts'
import { listOrder } from '../../../page/read/lists/list-order.ts'
import type { MetadataByUrl } from '../../../page/read/metadata.ts'
import { shownChildren, unitsOf } from '../../../page/read/unit.ts'
import type { WhyUnmoved } from '../../../types.ts'
import { few } from '../report/count.ts'
import { notebook } from '../report/notebook.ts'
import type { Finding, ListReport, Reach, Sources } from '../report/report.ts'
import { nameOfElement, selectorOf } from '../report/selector.ts'
import { ENOUGH_ITEMS, findBetterList } from './better.ts'
import { checkEnough, checkFixed, checkItems } from './check-items.ts'
import { checkParts } from './check-parts.ts'
import { checkPictures } from './check-pictures.ts'
import { checkRules, statedOrder } from './check-rules.ts'
import { placedInMarkup } from './placed.ts'
import { type ItemSources, sourcesOf } from './sources.ts'

export interface CheckContext {
  readonly base: string
  readonly metadata: MetadataByUrl
  readonly reach: Reach
  /** Returns the framework that rendered an element, if any. */
  readonly frameworkOf?: ((element: Element) => string | undefined) | undefined
  /**
   * If CSS or a script positions a list's items, returns why the list can't be moved. @default judges by the markup
   * alone
   */
  readonly placementOf?: ((list: Element) => WhyUnmoved | undefined) | undefined
}

function tally(sources: readonly ItemSources[], key: keyof ItemSources): Sources {
  const counts: Record<string, number> = {}
  for (const each of sources) {
    const source = each[key]
    if (source !== undefined) counts[source] = (counts[source] ?? 0) + 1
  }
  return counts
}

/** Reports a marked list's contents and problems. */
export function checkList(
  list: Element,
  { base, metadata, reach, frameworkOf, placementOf }: CheckContext,
): { readonly report: ListReport; readonly findings: Finding[] } {
  const { name, holder, entries } = readList(list, metadata, base)
  const units = unitsOf(shownChildren(list))
  const { findings, note } = notebook(`List “${name}”: `)

  const known = entries.filter(({ item }) => item.title)
  const free = known.filter(({ item }) => !item.pinned)
  const sources = known.map(({ unit, item }) => sourcesOf(unit, item, metadata, base))
  const from = (key: keyof ItemSources) => tally(sources, key)
  const order = statedOrder(list) ?? listOrder(entries, metadata)
  const report: ListReport = {
    name,
    at: selectorOf(list),
    items: known.map(({ item }) => item),
    fixed: units.length - free.length,
    reach,
    ...(order && { order }),
    from: { id: from('id'), title: from('title'), topic: from('topic'), published: from('published') },
  }

  const owner = frameworkOf?.(list) ?? frameworkOf?.(holder)
  if (owner)
    note(
      'error',
      'framework',
      `${owner} rendered it, and would undo another order or fail. Remove the mark, and render the order that inkling.rank(items) returns.`,
      list,
    )
  const placed = placementOf?.(list) ?? placedInMarkup(list)
  if (placed)
    note(
      'error',
      placed,
      `${placed === 'placed-by-css' ? 'CSS' : 'a script'} positions its items, so it keeps its order. Let the document’s order determine the positions, in a grid or columns.`,
      list,
    )
  if (!dom.getAttribute(list, 'data-inkling-list'))
    note('note', 'no-name', 'it has no name.', list, 'data-inkling-list="a-name"')
  checkRules(list, known, note)
  if (holder !== list)
    note('note', 'inner-list', `its items are the children of ${nameOfElement(holder)} inside it.`, holder)
  if (!units.length) {
    note('error', 'empty', 'it is empty. If a script fills it, run inkling.check() in the page’s console.', list)
    return { report, findings }
  }

  const read = units.slice(0, MAX_ITEMS).map((unit) => ({ unit, item: readItem(unit, metadata, base) }))
  checkFixed(read, note)
  checkParts(read, note)
  checkEnough(list, free, free.length < ENOUGH_ITEMS ? findBetterList(list, metadata, base) : undefined, note)
  checkItems(free, note)
  checkPictures(free, base, note)
  if (units.length > MAX_ITEMS)
    note('warning', 'too-long', `of ${units.length} elements, only the first ${MAX_ITEMS} are ordered.`, list)
  const inner = [...dom.querySelectorAll(list, '[data-inkling-list]')]
  if (inner.length)
    note(
      'note',
      'nested',
      `marked lists inside it move with its items, and aren’t ordered: ${few(inner.map(selectorOf))}.`,
      list,
    )
  if (dom.getRootNode(list) !== dom.ownerDocument(list))
    note(
      'note',
      'shadow',
      'it is in a shadow root, which the snippet can’t reach. The tag orders it, unless it has been seen.',
      list,
    )
  return { report, findings }
}
