/**
 * A list's current children in the page's own order. New children keep their current positions: ads among the items,
 * further items at the end.
 *
 * @param own the page's own order, as known so far
 * @param here the current children
 */
export function inOwnOrder(own: readonly Element[], here: readonly Element[]): Element[] {
  const order = own.filter((child) => here.includes(child))
  for (const [place, child] of here.entries()) if (!own.includes(child)) order.splice(place, 0, child)
  return order
}
