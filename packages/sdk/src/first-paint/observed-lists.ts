/** What earlier views observed about a page's lists: when each list arrived, and whether a framework renders it. */

import type { Snapshot } from './snapshot.ts'

/** Prefix of a list's key. No element has an id that begins with it. */
export const LIST = 'inkling:'

/** Maximum number of pages in the snapshot. The most recently visited pages are kept. */
const MAX_PAGES = 50

/** Makes the page stop waiting for a list that the parser doesn't encounter. */
export const dropWait = (pages: Snapshot['pages'], path: string, id: string): Snapshot['pages'] =>
  Object.fromEntries(Object.entries(pages).filter(([key, page]) => key !== path || page.id !== id))

/**
 * Records when a page's list arrived, to decide whether to wait for it next time.
 *
 * @param id the id of an element after the list, or {@link LIST} followed by the list's name
 * @param wait milliseconds between the head and the list; undefined if not measured
 */
export function noteWait(
  pages: Snapshot['pages'],
  path: string,
  id: string,
  wait: number | undefined,
): Snapshot['pages'] {
  // A shorter wait is adopted at once, but a longer one raises the value by only a quarter of the difference, so that
  // one slow load has little effect on later visits.
  const usual = pages[path]?.wait ?? 0
  const next = Math.round(Math.min(wait ?? usual, usual + ((wait ?? usual) - usual) / 4))
  return Object.fromEntries(Object.entries({ ...pages, [path]: { id, wait: next } }).slice(-MAX_PAGES))
}

/** Maximum number of unmanaged lists in the snapshot. The most recently recorded lists are kept. */
const MAX_LISTS = 100

/**
 * Whether an earlier view found that no framework renders the list. Only then may it be reordered before the page has
 * loaded.
 */
export function isProvenUnmanaged(snapshot: Pick<Snapshot, 'unmanaged'>, name: string): boolean {
  return snapshot.unmanaged.includes(name)
}

/**
 * Records whether a framework renders a list, as observed once the page had loaded.
 *
 * @param isUnmanaged if false, the name is removed, because a framework now renders the list
 */
export function noteUnmanaged(
  unmanaged: Snapshot['unmanaged'],
  name: string,
  isUnmanaged: boolean,
): Snapshot['unmanaged'] {
  return [...unmanaged.filter((each) => each !== name), ...(isUnmanaged ? [name] : [])].slice(-MAX_LISTS)
}
