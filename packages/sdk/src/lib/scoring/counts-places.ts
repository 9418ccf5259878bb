import type { PageOrder } from '../../types.ts'

/** Whether an item's place on the page says how good it is: unless the list is in an order that says nothing about it. */
export const countsPlaces = (order: PageOrder | undefined): boolean =>
  order === undefined || order === 'auto' || order === 'editors' || order === 'number'
