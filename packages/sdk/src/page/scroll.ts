/**
 * Makes a change in a list that is in view, and leaves everything around it scrolled as it was: browsers keep what they take
 * for the reader's place under the reader's eyes, and would follow an item to where it has moved.
 */
export function holdScroll<T>(list: Element, change: () => T): T {
  const scrolled: Array<readonly [element: Element, top: number, left: number]> = []
  for (let each: Element | null = list; each; each = each.parentElement)
    if (each.scrollTop || each.scrollLeft) scrolled.push([each, each.scrollTop, each.scrollLeft])
  const result = change()
  for (const [element, top, left] of scrolled) {
    element.scrollTop = top
    element.scrollLeft = left
  }
  return result
}
