import * as dom from '../../lib/dom.ts'

/** Maximum number of characters read from an element. */
const MOST = 5000
/** Maximum depth of text below an element. More deeply nested text doesn't belong to a card. */
const DEPTH = 50

/** Markup that isn't part of the text that a reader sees, because it repeats or decorates the text around it. */
const UNSEEN =
  'script,style,noscript,template,svg,[hidden],[aria-hidden=true],.sr-only,.visually-hidden,.screen-reader-text'
/** Elements that may occur within a word. All other elements separate words, even without white space in the markup. */
const INLINE = /^(?:A|B|I|U|S|Q|EM|STRONG|SPAN|SMALL|MARK|ABBR|CODE|SUB|SUP|WBR|FONT|CITE|BDI|TIME)$/

export const collapseWhitespace = (text: string | null | undefined): string =>
  (text ?? '').slice(0, MOST).replace(/\s+/g, ' ').trim()

/** An element's text as a reader sees it. Text for screen readers is used only if there is no other text. */
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
