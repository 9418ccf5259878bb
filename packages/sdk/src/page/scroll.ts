/**
 * Makes a change in a list that is in view, and leaves all that scrolls around it where it stands: browsers keep what they
 * take for the reader's place under the reader's eyes, and a carousel follows the item that it has snapped to.
 */
export function holdScroll<T>(list: Element, change: () => T): T {
  const restores: Array<() => void> = []
  for (let each: Element | null = list; each; each = each.parentElement) {
    const { scrollTop, scrollLeft } = each
    if (!scrollTop && !scrollLeft) continue
    const element = each as HTMLElement
    const { scrollSnapType } = element.style
    restores.push(() => {
      element.scrollTo({ top: scrollTop, left: scrollLeft, behavior: 'instant' })
      element.style.scrollSnapType = scrollSnapType
      if (!element.getAttribute('style')) element.removeAttribute('style')
    })
    element.style.scrollSnapType = 'none'
  }
  const result = change()
  for (const restore of restores) restore()
  return result
}
