import { earlyQueue, undoFirst } from '../../page/lists/early-queue.ts'

/**
 * Restores the page's own order where the head snippet, which doesn't know about previews, has applied the reader's.
 */
export function undoSnippet(): void {
  undoFirst()
  delete earlyQueue().first
}
