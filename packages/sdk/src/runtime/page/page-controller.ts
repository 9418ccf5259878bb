/** Coordinates everything on the page: finds and orders lists, fills slots, watches the reader and follows changes. */

import { creativesFile } from 'virtual:release'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import { noteUndone, readUndone } from '../../first-paint/undone.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { yieldToMain } from '../../lib/scheduling/in-slices.ts'
import { once } from '../../lib/scheduling/once.ts'
import { watchPress } from '../../page/guard/interaction.ts'
import { watchLayoutShift } from '../../page/guard/layout-shift.ts'
import { watchSwaps } from '../../page/lists/late-address.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { type ListsContext, PageLists } from '../../page/lists/page-lists.ts'
import type { Moment } from '../../page/order/arrange.ts'
import { readMetadata } from '../../page/read/metadata.ts'
import { pageItem } from '../../page/read/page-item.ts'
import type { CreativesBundle, CreativesContext } from '../../types/bundles.ts'
import { noteLeft, type ShownLists } from '../../web-storage/shown-order.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { HistoryChanges, PageUpdates } from '../interfaces/services.ts'
import { ListController } from '../lists/list-controller.ts'
import { followPage } from './follow-page.ts'

/**
 * Time in milliseconds to wait for `load`. It is limited because an image that never finishes loading must not delay
 * lists indefinitely.
 */
const LOAD_PATIENCE = 10_000

type Context = CreativesContext & PageUpdates & HistoryChanges

export class PageController {
  readonly #context: Context
  readonly #state: ListsState
  readonly #orderer: ListController
  #lists: PageLists | undefined
  /** Called when the document changes. */
  #onChange: (() => void) | undefined
  #erased = false
  /** The lists as shown on the previous page, if they were removed before the address changed. */
  #left: ShownLists | undefined

  constructor(context: Context, state: ListsState) {
    this.#context = context
    this.#orderer = new ListController(context)
    this.#state = state
    for (const name of readUndone()) state.undone.add(name)
  }

  /**
   * Orders lists, fills slots and starts watching the reader. Resolves once the lists that had to wait have been
   * ordered.
   */
  async begin(): Promise<void> {
    const { consent, signal } = this.#context.grant
    if (dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
    if (signal.aborted) return
    let started: Promise<void> | undefined
    if (consent.content) {
      this.#lists = this.#followLists()
      started = this.#lists.start()
      // table.js is loaded as soon as the texts are known, in a separate task after the lists have been read.
      if (this.#context.views < 2 && dom.readyState(document) === 'complete')
        void this.#safely(async () => {
          await yieldToMain()
          await this.#context.embedder.embedMissing()
        })
    }
    // A listener for `inkling:ranked` may have withdrawn consent.
    if (consent.creatives && !signal.aborted) void this.#fillSlots()
    if (!consent.content || signal.aborted) return
    await started
    if (dom.prerendering(document)) await once(document, 'prerenderingchange', signal)
    else await yieldToMain()
    if (signal.aborted) return
    await this.#lists?.deepen()
    await yieldToMain()
    if (signal.aborted) return
    const settled = this.#safely(() => this.#orderWaiting())
    this.#onChange = followPage({
      context: this.#context,
      readPage: () => pageItem(document, readMetadata(document, dom.baseURI(document))),
      onWatch: (watch) => this.#lists?.watchWith(watch),
      onTurn: (back, from) => this.#onTurn(back, from),
    })
    if (this.#lists?.waiting) await settled
    this.#orderer.later = true
  }

  async #fillSlots(): Promise<void> {
    const { importFile, signal } = this.#context.grant
    const bundle = await loadBundle<CreativesBundle>(
      importFile,
      'creatives.js',
      creativesFile,
      'slots stay as they are',
    )
    if (!bundle || signal.aborted) return
    this.#context.creatives = bundle.createCreatives(this.#context, this.#state)
    await this.#context.creatives.fill()
    // Prepare the next page's creatives and their vectors again, because the snapshot may have been written before the
    // creatives were known.
    await idle()
    if (!signal.aborted) await this.#context.prepare()
  }

  /** Reorders live lists. @param all whether to reorder all other lists too */
  updateLive(all?: boolean): void {
    this.#lists?.updateLive(all)
  }

  redo(name: string): void {
    this.#lists?.updateLive(true, name)
    void this.#context.creatives?.fill(name)
  }

  /** Called when everything is erased: this page's order is based on erased events, so it isn't kept. */
  forget(): void {
    this.#erased = true
  }

  /**
   * Stores the order of the page's lists for when the reader comes back.
   *
   * @param path the page's path and query. Default: that of the current page
   */
  leave(path?: string): void {
    if (!this.#lists || this.#erased) return
    const { hidden } = this.#context.scorer
    const lists = Object.entries(this.#left ?? this.#lists.shown).map(
      ([name, ids]) => [name, ids.filter((id) => !hidden.has(id))] as const,
    )
    noteLeft(Object.fromEntries(lists), path)
    noteUndone(this.#state.undone)
    // Which creatives are chosen depends on which choices were undone.
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
    const lists = new PageLists(context, this.#orderer, () => this.#onChange?.())
    const onSwap = () => {
      this.#left = lists.shown
      lists.hold()
    }
    const onArrive = () => {
      this.#left = undefined
      lists.release()
    }
    watchSwaps(onSwap, onArrive, context.signal)
    return lists
  }

  /** Watches for pointer presses, and for layout shifts caused by ordering. */
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

  #onTurn(back: boolean, from: string): void {
    this.leave(from)
    this.#lists?.turn()
    this.#context.experiments?.turn()
    writeSnapshot({ views: ++this.#context.views })
    this.#orderer.back = back
  }
}
