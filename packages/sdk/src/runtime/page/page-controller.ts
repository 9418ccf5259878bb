/**
 * Wires the page's own part of the runtime: lists found and ordered, slots filled, the reader watched, and all of it
 * followed while the page is open.
 */

import { creativesFile, watchFile } from 'virtual:release'
import type { PageWatching } from '../../entries/watch.ts'
import * as dom from '../../lib/dom.ts'
import { catchErrors } from '../../lib/errors/catch-errors.ts'
import { catchPageFaults } from '../../lib/errors/catch-page-faults.ts'
import { emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { breath } from '../../lib/scheduling/in-slices.ts'
import { once } from '../../lib/scheduling/once.ts'
import { watchPress } from '../../page/guard/interaction.ts'
import { watchLayoutShift } from '../../page/guard/layout-shift.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { type ListsContext, PageLists } from '../../page/lists/page-lists.ts'
import type { Moment } from '../../page/order/arrange.ts'
import { readMetadata } from '../../page/read/metadata/metadata.ts'
import { type PageItem, pageItem } from '../../page/read/page-item.ts'
import type { RouteWatch } from '../../page/track/route.ts'
import type { PageEvent, Watch } from '../../page/track/watch-page.ts'
import { noteLeft } from '../../snapshot/shown-order.ts'
import { readSnapshot } from '../../snapshot/snapshot.ts'
import { noteUndone, readUndone } from '../../snapshot/undone.ts'
import { writeSnapshot } from '../../snapshot/write-snapshot.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'
import { ListController } from '../lists/list-controller.ts'
import type { Creatives, RuntimeContext } from '../runtime-context.ts'

/** Milliseconds for a page to load: an image that hangs must not keep lists waiting for ever. */
const LOAD_PATIENCE = 10_000
/** Times that a page is looked at again after its content has changed: more is no content that comes, but a clock. */
const MAX_LOOKS = 20

export class PageController {
  readonly #context: RuntimeContext
  readonly #state: ListsState
  readonly #orderer: ListController
  #lists: PageLists | undefined
  #watching: PageWatching | undefined
  #watch: Watch | undefined
  #route: RouteWatch | undefined
  #erased = false
  /** The address has changed, and what the new page says isn't there yet. */
  #moved = false
  /** Since then the document has changed. */
  #changed = false
  #looks = MAX_LOOKS
  #looking = false

  constructor(context: RuntimeContext, state: ListsState) {
    this.#context = context
    this.#orderer = new ListController(context)
    this.#state = state
    for (const name of readUndone()) state.undone.add(name)
  }

  /** Orders the page's lists, fills its slots and begins to watch it. Ends when lists that had to wait are ordered. */
  async begin(): Promise<void> {
    const { bring, consent, signal } = this.#context.grant
    if (dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
    if (signal.aborted) return
    let started: Promise<void> | undefined
    if (consent.content) {
      this.#lists = this.#followLists()
      started = this.#lists.start()
      // What the first view takes longest for is the table: it comes as soon as nothing of the page itself does.
      if (this.#context.views < 2 && dom.readyState(document) === 'complete')
        void this.#safely(() => this.#context.embedder.embedMissing())
    }
    // Listeners of the page may have withdrawn consent on hearing of an order.
    if (consent.creatives && !signal.aborted) void this.#fillSlots()
    if (!consent.content || signal.aborted) return
    const watching = bringBundle<PageWatching>(bring, 'watch.js', watchFile, 'this page is not watched')
    await started
    if (dom.prerendering(document)) await once(document, 'prerenderingchange', signal)
    else await breath()
    if (signal.aborted) return
    await this.#lists?.deepen()
    await breath()
    if (signal.aborted) return
    const settled = this.#safely(() => this.#orderWaiting())
    this.#watching = await watching
    if (signal.aborted) return
    this.#watchPage(this.#page)
    this.#route = this.#watching?.watchRoute(
      window,
      catchPageFaults('a step of the application was not followed', (back, from) => this.#onRoute(back, from)),
    )
    // One for all watches that come: each is of one page, and none may keep it.
    signal.addEventListener(
      'abort',
      () => {
        this.#route?.stop()
        this.#watch?.stop()
      },
      { once: true },
    )
    if (this.#lists?.waiting) await settled
  }

  async #fillSlots(): Promise<void> {
    const { bring, signal } = this.#context.grant
    const bundle = await bringBundle<Creatives>(bring, 'creatives.js', creativesFile, 'slots stay as they are')
    if (!bundle || signal.aborted) return
    this.#context.creatives = bundle
    await bundle.fillSlots(this.#context, this.#state)
    // The next page's choice, and vectors for what there is to choose from: the page may have been written down before.
    await idle()
    if (!signal.aborted) await this.#context.prepare()
  }

  /** Live lists follow what the reader just did. @param all not they alone */
  updateLive(all?: boolean): void {
    this.#lists?.updateLive(all)
  }

  redo(name: string): void {
    this.#lists?.updateLive(true, name)
    void this.#context.creatives?.fillSlots(this.#context, this.#state, name)
  }

  /** What stands here now comes of what was erased: nothing of it is kept when the page goes. */
  forget(): void {
    this.#erased = true
  }

  /** Notes how the page stands, for the way back to it. @param path path and query. Default: where it is */
  leave(path?: string): void {
    if (!this.#lists || this.#erased) return
    noteLeft(this.#lists.shown, path)
    noteUndone(this.#state.undone)
    // What fills slots asks for them.
    this.#context.snapshot.stale ||= this.#state.undone.size > 0
  }

  #safely(work: () => Promise<void>): Promise<void> {
    return work().catch((cause) => emitError('page-fault', 'a list stays as it is', cause))
  }

  /** Frameworks can only be detected after the page's scripts have run. */
  async #orderWaiting(): Promise<void> {
    if (dom.readyState(document) !== 'complete') {
      let timer: ReturnType<typeof setTimeout> | undefined
      const patience = new Promise((resolve) => (timer = setTimeout(resolve, LOAD_PATIENCE)))
      await Promise.race([once(window, 'load', this.#context.grant.signal), patience])
      clearTimeout(timer)
    }
    await idle()
    if (!this.#context.grant.signal.aborted) await this.#lists?.orderWaiting()
  }

  #followLists(): PageLists {
    const context: ListsContext = {
      document,
      state: this.#state,
      signal: this.#context.grant.signal,
      moment: this.#watchMoment(),
      unmanaged: readSnapshot().unmanaged,
      report: emitError,
    }
    return new PageLists(context, this.#orderer, () => {
      this.#route?.look()
      this.#changed = true
      this.#lookAgain()
    })
  }

  /** What the page is about, as it stands. */
  get #page(): PageItem | undefined {
    return pageItem(document, readMetadata(document, dom.baseURI(document)))
  }

  /** What the reader is doing, and whether ordering does harm. */
  #watchMoment(): Moment {
    const press = watchPress(document)
    const layoutShift = watchLayoutShift(document, {
      onDetected: (kind, value) => {
        const harm =
          kind === 'shift' ? `moving items shifted the layout by ${value.toFixed(3)}` : 'a list was seen in two orders'
        emitError('layout-shift', `${harm}: nothing is moved any more on this page`)
      },
    })
    const { signal } = this.#context.grant
    for (const watch of [press, layoutShift]) signal.addEventListener('abort', () => watch.stop(), { once: true })
    return { press, layoutShift }
  }

  #watchPage(page: PageItem | undefined): void {
    this.#watch?.stop()
    const report = (cause: unknown) => emitError('page-fault', 'an event was not recorded', cause)
    const record = catchErrors(report, (event: PageEvent) => this.#context.record(event))
    this.#watch = this.#watching?.watchPage(document, record, page, report)
    if (this.#watch) this.#lists?.watchWith(this.#watch)
    void this.#watching?.bringElements(this.#context.grant).catch(report)
  }

  /** A page view of its own, with an item of its own. Its content comes with the address, before it, or long after it. */
  #onRoute(back: boolean, from: string): void {
    this.leave(from)
    this.#lists?.turn()
    this.#context.measuring?.turn()
    writeSnapshot({ views: ++this.#context.views })
    this.#orderer.back = back
    this.#moved = true
    this.#changed = false
    this.#looks = MAX_LOOKS
    this.#lookAgain()
  }

  /** Once the browser is idle: what has come by then is looked at together. */
  readonly #lookAgain = catchPageFaults('the page is not watched', async () => {
    if (this.#looking || !this.#watch || this.#looks-- <= 0) return
    this.#looking = true
    await idle()
    this.#looking = false
    if (!this.#context.grant.signal.aborted) this.#look()
  })

  /** Until there is something else to read, the reader is with what stands there. */
  #look(): void {
    const watch = this.#watch!
    const page = this.#page
    const stays = page?.element === watch.page?.element && page?.item.title === watch.page?.item.title
    if (stays && (page || !this.#moved || !this.#changed)) return
    if (this.#moved) this.#watchPage(page)
    else watch.turn(page)
    this.#moved = false
  }
}
