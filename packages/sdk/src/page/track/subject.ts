import * as dom from '../../lib/dom.ts'
import type { EventKind, Item } from '../../types.ts'
import type { Unit } from '../read/unit.ts'

/** An item that the reader can do something with, and the list that shows it: none for the page's own. */
export interface Subject {
  readonly item: Item
  readonly list?: string
  readonly unit: Unit
}

/** Notes that the reader did something, if it is known to what. @param seconds active, or played */
export type RecordAction = (
  kind: EventKind,
  subject: Pick<Subject, 'item' | 'list'> | undefined,
  seconds?: number,
) => void

const isElement = (node: EventTarget): node is Element => dom.nodeType(node as Node) === 1

/** The elements that an event goes through, innermost first, those in open shadow roots among them. */
export const pathOf = (event: Event): Element[] => event.composedPath().filter(isElement)

/** What is watched on a page: items of lists, and the page's own item. */
export interface Subjects {
  /** Changes where the page's content is exchanged. */
  page: Subject | undefined
  add(subject: Subject): void
  delete(subject: Subject): void
  /**
   * The list item that a path leads through, else the page's item if it leads through that. None where the site asked not
   * to look. @param path innermost first @param everywhere what is in no item belongs to the page's: a bar of share
   * buttons beside the article
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
