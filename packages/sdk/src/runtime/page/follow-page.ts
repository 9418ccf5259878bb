/** Watches what the reader does, and follows a single-page application from page to page. Part of core.js. */

import { elementFiles } from 'virtual:release'
import * as dom from '../../lib/dom.ts'
import { catchErrors, catchPageFaults } from '../../lib/errors/catch-errors.ts'
import { emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { PageItem } from '../../page/read/page-item.ts'
import { watchRoute } from '../../page/track/route.ts'
import { type PageEvent, type Watch, watchPage } from '../../page/track/watch-page.ts'
import type { ElementBundle, Following } from '../../types/bundles.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { Grant } from '../interfaces/session.ts'

/**
 * Maximum number of times that a page is read again after a change. Further changes probably come from a clock or an
 * animation and not from new content.
 */
const MAX_LOOKS = 20

/** @returns a function to call whenever the document changes */
export function followPage({ context, readPage, onWatch, onTurn }: Following): () => void {
  const { grant } = context
  const report = (cause: unknown) => emitError('page-fault', 'an event was not recorded', cause)
  const record = catchErrors(report, (event: PageEvent) => context.record(event))
  let watch: Watch | undefined
  /** Whether the address has changed but the new page's content hasn't loaded yet. */
  let moved = false
  /** Whether the document has changed since the address changed. */
  let changed = false
  let looks = MAX_LOOKS
  let looking = false

  const begin = (page: PageItem | undefined) => {
    watch?.stop()
    watch = watchPage(document, record, page, report, grant.options.search, context.onReading)
    onWatch(watch)
    void loadElements(grant).catch(report)
  }
  begin(readPage())

  /** Until something new can be read, the reader counts as being on the previous page. */
  const look = () => {
    const page = readPage()
    const stays = page?.element === watch!.page?.element && page?.item.title === watch!.page?.item.title
    if (stays && (page || !moved || !changed)) return
    if (moved) begin(page)
    else watch!.turn(page)
    moved = false
  }
  /** Waits until the browser is idle, so that several changes are handled together. */
  const lookAgain = catchPageFaults('the page is not watched', async () => {
    if (looking || looks-- <= 0) return
    looking = true
    await idle()
    looking = false
    if (!grant.signal.aborted) look()
  })
  /**
   * Starts a new page view. Its content may arrive at the same time as the new address, before it, or long after it.
   */
  const turn = (back: boolean, from: string) => {
    onTurn(back, from)
    moved = true
    changed = false
    looks = MAX_LOOKS
    lookAgain()
  }
  const route = watchRoute(window, catchPageFaults('a step of the application was not followed', turn))
  // Use a single listener for all watches, so that no watch outlives its page.
  const end = () => {
    route.stop()
    watch?.stop()
  }
  grant.signal.addEventListener('abort', end, { once: true })
  return () => {
    route.look()
    changed = true
    lookAgain()
  }
}

/** Loads `NAME.js` for each `<inkling-NAME>` element that is both listed in the option and present on the page. */
async function loadElements({ options, importFile, signal }: Grant): Promise<void> {
  for (const name of options.elements?.split(',') ?? []) {
    if (!dom.querySelector(document, `inkling-${name}`)) continue
    const bundle = await loadBundle<ElementBundle>(
      importFile,
      `${name}.js`,
      elementFiles[name]!,
      `<inkling-${name}> stays empty`,
    )
    if (!signal.aborted) bundle?.define()
  }
}
