import { earlyQueue, undoFirst } from '../../page/lists/early-queue.ts'

/** The head snippet knows of no preview: what it has sorted by the reader's own history goes back to the page's order. */
export function undoSnippet(): void {
  undoFirst()
  delete earlyQueue().first
}
