import * as dom from '../../lib/dom.ts'
import type { Listen } from './listen.ts'
import { pathOf, type RecordAction, type Subjects } from './subject.ts'

/** Characters: less is a name or a word to look up. */
const COPY = 20
/** What a reader types is no text of the page's. */
const TYPED = 'input,textarea,[contenteditable]'

/** Whether a range holds so many characters. No more of it is looked at than that takes: readers copy whole books. */
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

/** Copying from an item. What was copied is counted, as far as it must be, and neither kept nor looked at. */
export function watchCopying(document: Document, listen: Listen, subjects: Subjects, recordAction: RecordAction): void {
  listen('copy', (event) => {
    const path = pathOf(event)
    const selection = dom.getSelection(document)
    if (!selection?.rangeCount || dom.closest(path[0], TYPED)) return
    if (holds(selection.getRangeAt(0), COPY)) recordAction('copy', subjects.around(path))
  })
}
