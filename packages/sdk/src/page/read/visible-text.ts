import * as dom from '../../lib/dom.ts'

/** Characters of one element that are read. */
const MOST = 5000
/** Levels below one element that are read: more is no text of a card. */
const DEPTH = 50

/** In the markup, but not in what a reader sees there: it repeats or decorates what is said beside it. */
const UNSEEN =
  'script,style,noscript,template,svg,[hidden],[aria-hidden=true],.sr-only,.visually-hidden,.screen-reader-text'
/** Elements in the middle of a word, at times. All others part words, also where the markup has no white space. */
const INLINE = /^(?:A|B|I|U|S|Q|EM|STRONG|SPAN|SMALL|MARK|ABBR|CODE|SUB|SUP|WBR|FONT|CITE|BDI|TIME)$/

export const collapseWhitespace = (text: string | null | undefined): string =>
  (text ?? '').slice(0, MOST).replace(/\s+/g, ' ').trim()

/** An element's text as a reader sees it: what is there for screen readers alone counts only if there is nothing else. */
export function visibleText(element: Element | undefined): string {
  let text = ''
  const read = (node: Node, depth: number) => {
    for (const child of dom.childNodes(node)) {
      if (text.length > MOST) return
      if (dom.nodeType(child) === 3) text += dom.nodeValue(child)
      else if (dom.nodeType(child) === 1 && depth && !dom.matches(child as Element, UNSEEN)) {
        const gap = INLINE.test(dom.nodeName(child)) ? '' : ' '
        text += gap
        read(child, depth - 1)
        text += gap
      }
    }
  }
  if (element) read(element, DEPTH)
  return collapseWhitespace(text) || collapseWhitespace(dom.textContent(element))
}
