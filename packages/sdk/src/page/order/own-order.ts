/**
 * A list's children in the page's own order, of those that are there now. What has come since has the place at which it
 * stands: an advertisement among the items, further items at the end.
 *
 * @param own in the page's own order, as it was known
 * @param here as they stand
 */
export function inOwnOrder(own: readonly Element[], here: readonly Element[]): Element[] {
  const order = own.filter((child) => here.includes(child))
  for (const [place, child] of here.entries()) if (!own.includes(child)) order.splice(place, 0, child)
  return order
}
