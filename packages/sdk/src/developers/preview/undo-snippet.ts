import { earlyQueue, undoFirst } from '../../page/lists/early-queue.ts'

/**
 * Restores the page's order where the head snippet, which doesn't know about previews, has applied the reader's own.
 */
export function undoSnippet(): void {
  undoFirst()
  delete earlyQueue().first
}
