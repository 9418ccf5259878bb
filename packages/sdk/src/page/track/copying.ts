import * as dom from '../../lib/dom.ts'
import type { Listen } from './listen.ts'
import { pathOf, type RecordAction, type Subjects } from './subject.ts'

/** Minimum number of characters. A shorter text is a name or a word to look up. */
const COPY = 20
/** Form fields, which contain the reader's own text. */
const TYPED = 'input,textarea,[contenteditable]'

/**
 * Whether a range contains at least this many characters. Counting stops at this number, because readers sometimes copy
 * whole books.
 */
export function holds(range: Range, characters: number): boolean {
  const { startContainer, startOffset, endContainer, endOffset, commonAncestorContainer } = range
  const walker = dom.createTreeWalker(
    dom.ownerDocument(commonAncestorContainer)!,
    commonAncestorContainer,
    NodeFilter.SHOW_TEXT,
  )
  walker.currentNode = dom.childNodes(startContainer)[startOffset] ?? startContainer
  let length = 0
  for (let node: Node | null = walker.currentNode; node && range.intersectsNode(node); node = walker.nextNode()) {
    if (node instanceof Text) {
      length += (node === endContainer ? endOffset : node.length) - (node === startContainer ? startOffset : 0)
    }
    if (length >= characters) return true
  }
  return false
}

/**
 * Records that text was copied from an item. The characters are only counted, up to the limit; the text is neither
 * stored nor inspected.
 */
export function watchCopying(document: Document, listen: Listen, subjects: Subjects, recordAction: RecordAction): void {
  listen('copy', (event) => {
    const path = pathOf(event)
    const selection = dom.getSelection(document)
    if (!selection?.rangeCount || dom.closest(path[0], TYPED)) return
    if (holds(selection.getRangeAt(0), COPY)) recordAction('copy', subjects.around(path))
  })
}
