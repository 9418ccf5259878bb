import * as dom from '../../../lib/dom.ts'
import { MAX_ITEMS } from '../../../lib/limits.ts'
import type { Item } from '../../../types.ts'
import { itemsAmong, readItem } from '../item.ts'
import { isSensitive, nameOf } from '../marks.ts'
import type { MetadataByUrl } from '../metadata.ts'
import { holderOf, shownChildren, type Unit, unitsOf } from '../unit.ts'
import { closestAround, shadowRootsIn } from './shadow-roots.ts'

export interface PageList {
  readonly name: string
  readonly element: Element
  /** Whose children the units are. */
  readonly holder: Element
  /** In the page's own order. Units that are no item (a heading, an advertisement) are pinned where they stand. */
  readonly entries: ReadonlyArray<{ readonly unit: Unit; readonly item: Item }>
}

/** Reads one marked list. @param order its children in the page's own order, when they have been moved already */
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
    // A second element for the same id can't be distinguished from the first: it stays.
    const usable = item && isItem(item.id) && !seen.has(item.id)
    if (usable) seen.add(item.id)
    return { unit, item: usable ? item : { id: `inkling:place-${place}`, title: '', pinned: true } }
  })
  return { name: nameOf(element, 'list'), element, holder: holderOf(element), entries }
}

/** Every marked list of the page, also in open shadow roots; lists inside lists left out: the outer one moves them whole. */
export function findLists(root: ParentNode & Node, roots: readonly ShadowRoot[] = shadowRootsIn(root)): Element[] {
  return [root, ...roots]
    .flatMap((each) => [...dom.querySelectorAll(each, '[data-inkling-list]')])
    .filter((list) => !closestAround(list, '[data-inkling-list]'))
}

/** Marked lists in what was added, outer ones alone. */
export function listsAt(added: Element, roots: readonly ShadowRoot[]): Element[] {
  const own = dom.matches(added, '[data-inkling-list]') ? [added] : findLists(added, roots)
  return own.filter((list) => !dom.closest(dom.parentElement(list), '[data-inkling-list]'))
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`, also where there is a document but no `Node`: on the command line. */
const FOLLOWING = 4

/** Whether the document itself has it, and no shadow root. */
export const isInDocument = (list: Element): boolean => dom.getRootNode(list) === dom.ownerDocument(list)

/** The id of the first element behind a list that has one: once it is parsed, so is the list. */
export function idBehind(list: Element): string | undefined {
  // A list in a shadow root is in place when its host is upgraded or parsed, not when something of the page is.
  if (!isInDocument(list)) return undefined
  const behind = (element: Element) =>
    dom.compareDocumentPosition(list, element) & FOLLOWING && !dom.contains(list, element)
  return dom.id([...dom.querySelectorAll(dom.ownerDocument(list), 'body [id]')].find(behind))
}

const RULES = ['strength', 'displacement', 'maxRun', 'diversity', 'seen', 'calibration'] as const

/** Which rules a list's attributes name: each with its attribute, and what that says, which may be anything. */
export function listRules(list: Element): Array<{ name: (typeof RULES)[number]; attribute: string; text: string }> {
  return RULES.flatMap((name) => {
    const attribute = `data-inkling-${name.replace('R', '-r')}`
    const text = dom.getAttribute(list, attribute)
    return text ? [{ name, attribute, text }] : []
  })
}
