/** What the reader does on the page, and what an application shows in its place while it is open. It comes with the bundle that watches. */

import { elementFiles } from 'virtual:release'
import * as dom from '../../lib/dom.ts'
import { catchErrors } from '../../lib/errors/catch-errors.ts'
import { catchPageFaults } from '../../lib/errors/catch-page-faults.ts'
import { emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { PageItem } from '../../page/read/page-item.ts'
import { watchRoute } from '../../page/track/route.ts'
import { type PageEvent, type Watch, watchPage } from '../../page/track/watch-page.ts'
import type { Following } from '../../types/bundles.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'
import type { Grant } from '../interfaces/session.ts'

/** Times that a page is looked at again after its content has changed: more is no content that comes, but a clock. */
const MAX_LOOKS = 20

/** @returns to be called at any change of the document */
export function followPage({ context, readPage, onWatch, onTurn }: Following): () => void {
  const { grant } = context
  const report = (cause: unknown) => emitError('page-fault', 'an event was not recorded', cause)
  const record = catchErrors(report, (event: PageEvent) => context.record(event))
  let watch: Watch | undefined
  /** The address has changed, and what the new page says isn't there yet. */
  let moved = false
  /** Since then the document has changed. */
  let changed = false
  let looks = MAX_LOOKS
  let looking = false

  const begin = (page: PageItem | undefined) => {
    watch?.stop()
    watch = watchPage(document, record, page, report, grant.options.search)
    onWatch(watch)
    void bringElements(grant).catch(report)
  }
  begin(readPage())

  /** Until there is something else to read, the reader is with what stands there. */
  const look = () => {
    const page = readPage()
    const stays = page?.element === watch!.page?.element && page?.item.title === watch!.page?.item.title
    if (stays && (page || !moved || !changed)) return
    if (moved) begin(page)
    else watch!.turn(page)
    moved = false
  }
  /** Once the browser is idle: what has come by then is looked at together. */
  const lookAgain = catchPageFaults('the page is not watched', async () => {
    if (looking || looks-- <= 0) return
    looking = true
    await idle()
    looking = false
    if (!grant.signal.aborted) look()
  })
  /** A page view of its own, with an item of its own. Its content comes with the address, before it, or long after it. */
  const turn = (back: boolean, from: string) => {
    onTurn(back, from)
    moved = true
    changed = false
    looks = MAX_LOOKS
    lookAgain()
  }
  const route = watchRoute(window, catchPageFaults('a step of the application was not followed', turn))
  // One for all watches that come: each is of one page, and none may keep it.
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

/** Brings in the elements that the option names and the page has: `<inkling-NAME>` by `NAME.js`. */
async function bringElements({ options, bring, signal }: Grant): Promise<void> {
  for (const name of options.elements?.split(',') ?? []) {
    if (!dom.querySelector(document, `inkling-${name}`)) continue
    const bundle = await bringBundle(
      bring,
      `${name}.js` as 'why.js' | 'profile.js',
      elementFiles[name]!,
      `<inkling-${name}> stays empty`,
    )
    if (!signal.aborted) bundle?.define()
  }
}
