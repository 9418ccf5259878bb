/** The same in every copy of this script that a page may load. */
const WATCHER = Symbol.for('inkling.watcher')

/**
 * Two that watch one page would record everything twice, and order its lists against each other.
 *
 * @param signal aborted when the page is given up again
 * @returns false when another Inkling watches this page
 */
export function claimPage(document: Document, signal: AbortSignal): boolean {
  const page = document as { [WATCHER]?: AbortSignal }
  if (page[WATCHER]?.aborted === false) return false
  page[WATCHER] = signal
  // The document lives on, and would hold whatever hangs on the signal.
  signal.addEventListener('abort', () => page[WATCHER] === signal && delete page[WATCHER], { once: true })
  return true
}
