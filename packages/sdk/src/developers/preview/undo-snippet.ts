import { earlyQueue, undoFirst } from '../../page/lists/early-queue.ts'

/**
 * Restores the page's original order wherever the head snippet, which doesn't know about previews, has applied the
 * reader's order.
 */
export function undoSnippet(): void {
  undoFirst()
  delete earlyQueue().first
}
