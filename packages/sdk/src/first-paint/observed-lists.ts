/** What earlier views found of a page's lists: when each came, and whether a framework renders it. */

import type { Snapshot } from './snapshot.ts'

/** Begins what no element has for an id. */
export const LIST = 'inkling:'

/** Pages of which the snapshot knows when their list came: the last visited. */
const MAX_PAGES = 50

/** Forgets what a page waits for: the parser doesn't bring that list. */
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
  // Down at once, up by a quarter: one busy moment doesn't decide about the next visits.
  const usual = pages[path]?.wait ?? 0
  const next = Math.round(Math.min(wait ?? usual, usual + ((wait ?? usual) - usual) / 4))
  return Object.fromEntries(Object.entries({ ...pages, [path]: { id, wait: next } }).slice(-MAX_PAGES))
}

/** Lists that the snapshot knows to be unmanaged: the last noted. */
const MAX_LISTS = 100

/** Whether an earlier view found that no framework renders the list: only then it may move before the page has loaded. */
export function isProvenUnmanaged(snapshot: Pick<Snapshot, 'unmanaged'>, name: string): boolean {
  return snapshot.unmanaged.includes(name)
}

/** Notes what a view found once the page had loaded. @param isUnmanaged false takes the name off: a framework has moved in */
export function noteUnmanaged(
  unmanaged: Snapshot['unmanaged'],
  name: string,
  isUnmanaged: boolean,
): Snapshot['unmanaged'] {
  return [...unmanaged.filter((each) => each !== name), ...(isUnmanaged ? [name] : [])].slice(-MAX_LISTS)
}
