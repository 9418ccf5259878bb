import * as dom from '../lib/dom.ts'
import { earlyQueue, undoFirst } from '../page/lists/early-queue.ts'
import { nameOf } from '../page/read/name.ts'

/** The head snippet knows of no preview: what it has sorted by the reader's own history goes back to the page's order. */
export function undoSnippet(): void {
  for (const kind of ['list', 'slot'] as const)
    for (const element of dom.querySelectorAll(document, `[data-inkling-${kind}]`)) undoFirst(nameOf(element, kind))
  delete earlyQueue().first
}
