/** What earlier views found of a page's lists: when each came, and whether a framework renders it. */

import type { Snapshot } from './snapshot.ts'

/** Prefix of a list's key: no element has an id that begins with it. */
export const LIST = 'inkling:'

/** The snapshot knows this many pages, those visited last. */
const MAX_PAGES = 50

/** The page no longer waits for this list: the parser doesn't meet it. */
export const dropWait = (pages: Snapshot['pages'], path: string, id: string): Snapshot['pages'] =>
  Object.fromEntries(Object.entries(pages).filter(([key, page]) => key !== path || page.id !== id))

/**
 * Notes when a page's list came, for the decision whether to wait for it next time.
 *
 * @param id of something that stands behind the list, or {@link LIST} and the list's name
 * @param wait milliseconds after the head; undefined when it wasn't measured
 */
export function noteWait(
  pages: Snapshot['pages'],
  path: string,
  id: string,
  wait: number | undefined,
): Snapshot['pages'] {
  // Falls at once and rises by a quarter, so that one slow load doesn't decide about later visits.
  const usual = pages[path]?.wait ?? 0
  const next = Math.round(Math.min(wait ?? usual, usual + ((wait ?? usual) - usual) / 4))
  return Object.fromEntries(Object.entries({ ...pages, [path]: { id, wait: next } }).slice(-MAX_PAGES))
}

/** The snapshot knows this many unmanaged lists, those noted last. */
const MAX_LISTS = 100

/** Whether an earlier view found that no framework renders the list. Only then it may move before the page has loaded. */
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
