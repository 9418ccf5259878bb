import * as dom from '../../lib/dom.ts'
import type { EventKind, Item } from '../../types.ts'
import type { Unit } from '../read/unit.ts'

/** An item on which the reader can act, and the list that shows it. The page's own item has no list. */
export interface Subject {
  readonly item: Item
  readonly list?: string
  readonly unit: Unit
}

/** Records an action by the reader, if the item concerned is known. @param seconds seconds of attention or playback */
export type RecordAction = (
  kind: EventKind,
  subject: Pick<Subject, 'item' | 'list'> | undefined,
  seconds?: number,
) => void

const isElement = (node: EventTarget): node is Element => dom.nodeType(node as Node) === 1

/** The elements on an event's path, innermost first, including those in open shadow roots. */
export const pathOf = (event: Event): Element[] => event.composedPath().filter(isElement)

/** The watched items of a page: the items of its lists, and the page's own item. */
export interface Subjects {
  /** Changes whenever the page's content is replaced. */
  page: Subject | undefined
  add(subject: Subject): void
  delete(subject: Subject): void
  /**
   * The list item that the path passes through or, failing that, the page's item if the path passes through it.
   * Undefined if the site has excluded an element on the path from tracking.
   *
   * @param path the elements of the path, innermost first
   * @param everywhere whether elements outside all items, such as share buttons next to an article, count as part of
   * the page's item
   */
  around(path: readonly Element[], everywhere?: boolean): Subject | undefined
}

export function subjectsOf(): Subjects {
  const shown = new Map<Element, Subject>()
  return {
    page: undefined,
    add(subject) {
      for (const element of subject.unit) shown.set(element, subject)
    },
    delete(subject) {
      for (const element of subject.unit) if (shown.get(element) === subject) shown.delete(element)
    },
    around(path, everywhere) {
      if (path.some((element) => dom.hasAttribute(element, 'data-inkling-ignore'))) return undefined
      const inList = path.find((element) => shown.has(element))
      if (inList) return shown.get(inList)
      const { page } = this
      return everywhere || (page && path.includes(page.unit[0]!)) ? page : undefined
    },
  }
}
