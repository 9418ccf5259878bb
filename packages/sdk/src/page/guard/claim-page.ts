/** A registered symbol, so that all copies of this script on a page share it. */
const WATCHER = Symbol.for('inkling.watcher')

/**
 * Claims the page for one instance of Inkling. Two instances would record everything twice and reorder each other's
 * lists.
 *
 * @param signal releases the page when aborted
 * @returns false if another instance has already claimed the page
 */
export function claimPage(document: Document, signal: AbortSignal): boolean {
  const page = document as { [WATCHER]?: AbortSignal }
  if (page[WATCHER]?.aborted === false) return false
  page[WATCHER] = signal
  // The document outlives the instance, and would keep everything that the signal refers to in memory.
  signal.addEventListener('abort', () => page[WATCHER] === signal && delete page[WATCHER], { once: true })
  return true
}
