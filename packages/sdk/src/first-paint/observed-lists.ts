/** Observations of a page's lists in earlier views: when each list arrived, and whether a framework renders it. */

import type { Snapshot } from './snapshot.ts'

/** Prefix of a list's key. No element has an id that begins with it. */
export const LIST = 'inkling:'

/** The snapshot knows this many pages, those visited last. */
const MAX_PAGES = 50

/** Stops the page from waiting for a list that the parser doesn't encounter. */
export const dropWait = (pages: Snapshot['pages'], path: string, id: string): Snapshot['pages'] =>
  Object.fromEntries(Object.entries(pages).filter(([key, page]) => key !== path || page.id !== id))

/**
 * Records when a page's list arrived, to decide whether to wait for it next time.
 *
 * @param id the id of an element behind the list, or {@link LIST} and the list's name
 * @param wait milliseconds after the head; undefined when it wasn't measured
 */
export function noteWait(
  pages: Snapshot['pages'],
  path: string,
  id: string,
  wait: number | undefined,
): Snapshot['pages'] {
  // Decreases at once and increases by a quarter of the difference, so that one slow load doesn't affect later visits much.
  const usual = pages[path]?.wait ?? 0
  const next = Math.round(Math.min(wait ?? usual, usual + ((wait ?? usual) - usual) / 4))
  return Object.fromEntries(Object.entries({ ...pages, [path]: { id, wait: next } }).slice(-MAX_PAGES))
}

/** The snapshot knows this many unmanaged lists, those noted last. */
const MAX_LISTS = 100

/** Whether an earlier view found that no framework renders the list. Only then may it be reordered before the page has loaded. */
export function isProvenUnmanaged(snapshot: Pick<Snapshot, 'unmanaged'>, name: string): boolean {
  return snapshot.unmanaged.includes(name)
}

/** Notes what a view found once the page had loaded. @param isUnmanaged false removes the name: a framework now renders the list */
export function noteUnmanaged(
  unmanaged: Snapshot['unmanaged'],
  name: string,
  isUnmanaged: boolean,
): Snapshot['unmanaged'] {
  return [...unmanaged.filter((each) => each !== name), ...(isUnmanaged ? [name] : [])].slice(-MAX_LISTS)
}
