import * as dom from '../../lib/dom.ts'

/**
 * Changes a list that is in view and restores the scroll positions around it. Otherwise, scroll anchoring would try to
 * keep the reader's position, and a carousel would follow the item to which it has snapped.
 */
export function holdScroll<T>(list: Element, change: () => T): T {
  const restores: Array<() => void> = []
  for (let each: Element | null = list; each; each = dom.parentElement(each)) {
    const [top, left] = [dom.scrollTop(each), dom.scrollLeft(each)]
    if (!top && !left) continue
    const element = each as HTMLElement
    const { scrollSnapType } = dom.style(element)
    restores.push(() => {
      dom.scrollTo(element, { top, left, behavior: 'instant' })
      dom.style(element).scrollSnapType = scrollSnapType
      if (!dom.getAttribute(element, 'style')) dom.removeAttribute(element, 'style')
    })
    dom.style(element).scrollSnapType = 'none'
  }
  const result = change()
  for (const restore of restores) restore()
  return result
}
