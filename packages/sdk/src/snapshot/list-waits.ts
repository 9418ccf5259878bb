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
