import * as dom from '../../../lib/dom.ts'
import { MAX_ITEMS } from '../../../lib/limits.ts'
import { LIST_RULES } from '../../../lib/scoring/list-rules.ts'
import type { Item } from '../../../types.ts'
import { itemsAmong, readItem } from '../item.ts'
import { isSensitive, nameOf } from '../marks.ts'
import type { MetadataByUrl } from '../metadata.ts'
import { holderOf, shownChildren, type Unit, unitsOf } from '../unit.ts'
import { closestAround, shadowRootsIn } from './shadow-roots.ts'

export interface PageList {
  readonly name: string
  readonly element: Element
  /** The parent of the units. */
  readonly holder: Element
  /**
   * The list's entries, in the page's own order. Units that aren't items (headings, ads) are pinned to their places.
   */
  readonly entries: ReadonlyArray<{ readonly unit: Unit; readonly item: Item }>
}

/** Reads a marked list. @param order the list's children in the page's own order, if they have already been moved */
export function readList(
  element: Element,
  metadata: MetadataByUrl,
  base: string,
  order: readonly Element[] = shownChildren(element),
): PageList {
  const seen = new Set<string>()
  const read = unitsOf(order)
    .slice(0, MAX_ITEMS)
    .map((unit) => ({ unit, item: isSensitive(unit[0]!) ? undefined : readItem(unit, metadata, base) }))
  const isItem = itemsAmong(read.map(({ item }) => item?.id))
  const entries = read.map(({ unit, item }, place) => {
    // A second element with the same id can't be told apart from the first, so it stays in place.
    const usable = item && isItem(item.id) && !seen.has(item.id)
    if (usable) seen.add(item.id)
    return { unit, item: usable ? item : { id: `inkling:place-${place}`, title: '', pinned: true } }
  })
  return { name: nameOf(element, 'list'), element, holder: holderOf(element), entries }
}

/**
 * Finds every marked list on the page, including lists in open shadow roots. Nested lists are left out, because the
 * outer list moves them as a whole.
 */
export function findLists(root: ParentNode & Node, roots: readonly ShadowRoot[] = shadowRootsIn(root)): Element[] {
  return [root, ...roots]
    .flatMap((each) => [...dom.querySelectorAll(each, '[data-inkling-list]')])
    .filter((list) => !closestAround(list, '[data-inkling-list]'))
}

/** Finds the outermost marked lists in an element that was added to the page. */
export function listsAt(added: Element, roots: readonly ShadowRoot[]): Element[] {
  const own = dom.matches(added, '[data-inkling-list]') ? [added] : findLists(added, roots)
  return own.filter((list) => !dom.closest(dom.parentElement(list), '[data-inkling-list]'))
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`, defined here because the command line has a document but no `Node`. */
const FOLLOWING = 4

/** Whether a list is in the document itself rather than in a shadow root. */
export const isInDocument = (list: Element): boolean => dom.getRootNode(list) === dom.ownerDocument(list)

/** The id of the first following element with an id: once that element has been parsed, so has the list. */
export function idBehind(list: Element): string | undefined {
  // A list in a shadow root is complete once its host has been upgraded or parsed, whatever follows on the page.
  if (!isInDocument(list)) return undefined
  const behind = (element: Element) =>
    dom.compareDocumentPosition(list, element) & FOLLOWING && !dom.contains(list, element)
  return dom.id([...dom.querySelectorAll(dom.ownerDocument(list), 'body [id]')].find(behind))
}

/** The rules set by a list's attributes: for each rule, the attribute and its unchecked value. */
export function listRules(
  list: Element,
): Array<{ name: (typeof LIST_RULES)[number]; attribute: string; text: string }> {
  return LIST_RULES.flatMap((name) => {
    const attribute = `data-inkling-${name.replace('R', '-r')}`
    const text = dom.getAttribute(list, attribute)
    return text ? [{ name, attribute, text }] : []
  })
}

/** The items, including placeholders for entries that are pinned to their places. */
export const itemsOf = (entries: PageList['entries']): Item[] => entries.map(({ item }) => item)
