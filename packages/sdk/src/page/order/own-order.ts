/**
 * A list's current children in the page's own order. New children, such as ads between the items or further items at
 * the end, keep their current positions.
 *
 * @param own the page's own order, as far as it is known
 * @param here the current children
 */
export function inOwnOrder(own: readonly Element[], here: readonly Element[]): Element[] {
  const order = own.filter((child) => here.includes(child))
  for (const [place, child] of here.entries()) if (!own.includes(child)) order.splice(place, 0, child)
  return order
}
