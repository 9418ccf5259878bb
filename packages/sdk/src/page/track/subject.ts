import * as dom from '../../lib/dom.ts'
import type { EventKind, Item } from '../../types.ts'
import type { Unit } from '../read/unit.ts'

/** An item that the reader can act on, and the list that shows it; no list for the page's own item. */
export interface Subject {
  readonly item: Item
  readonly list?: string
  readonly unit: Unit
}

/** Records an action of the reader, if its item is known. @param seconds of attention or of playback */
export type RecordAction = (
  kind: EventKind,
  subject: Pick<Subject, 'item' | 'list'> | undefined,
  seconds?: number,
) => void

const isElement = (node: EventTarget): node is Element => dom.nodeType(node as Node) === 1

/** The elements on an event's path, innermost first, including those in open shadow roots. */
export const pathOf = (event: Event): Element[] => event.composedPath().filter(isElement)

/** The watched items of a page: items of lists, and the page's own item. */
export interface Subjects {
  /** Changes when the page's content is replaced. */
  page: Subject | undefined
  add(subject: Subject): void
  delete(subject: Subject): void
  /**
   * The list item that a path leads through, else the page's item if the path leads through that. Undefined where the
   * site has excluded an element from tracking.
   *
   * @param path innermost first
   * @param everywhere whether anything outside all items belongs to the page's item, as share buttons beside an
   *   article do
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
