/**
 * Wires the page's own part of the runtime: lists found and ordered, slots filled, the reader watched, and all of it
 * followed while the page is open.
 */

import { creativesFile, watchFile } from 'virtual:release'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import { noteUndone, readUndone } from '../../first-paint/undone.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { breath } from '../../lib/scheduling/in-slices.ts'
import { once } from '../../lib/scheduling/once.ts'
import { watchPress } from '../../page/guard/interaction.ts'
import { watchLayoutShift } from '../../page/guard/layout-shift.ts'
import { watchSwaps } from '../../page/lists/late-address.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { type ListsContext, PageLists } from '../../page/lists/page-lists.ts'
import type { Moment } from '../../page/order/arrange.ts'
import { readMetadata } from '../../page/read/metadata/metadata.ts'
import { pageItem } from '../../page/read/page-item.ts'
import { noteLeft, type ShownLists } from '../../storage/shown-order.ts'
import type { CreativesContext } from '../../types/bundles.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'
import type { HistoryChanges, PageUpdates } from '../interfaces/services.ts'
import { ListController } from '../lists/list-controller.ts'

/** Milliseconds for a page to load: an image that hangs must not keep lists waiting for ever. */
const LOAD_PATIENCE = 10_000

type Context = CreativesContext & PageUpdates & HistoryChanges

export class PageController {
  readonly #context: Context
  readonly #state: ListsState
  readonly #orderer: ListController
  #lists: PageLists | undefined
  /** The document has changed. */
  #onChange: (() => void) | undefined
  #erased = false
  /** How the page stood that is being left, where its lists have gone before its address. */
  #left: ShownLists | undefined

  constructor(context: Context, state: ListsState) {
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
      // What reads the table comes as soon as it is known what is to be read: a task after a long list has been read.
      if (this.#context.views < 2 && dom.readyState(document) === 'complete')
        void this.#safely(async () => {
          await breath()
          await this.#context.embedder.embedMissing()
        })
    }
    // Listeners of the page may have withdrawn consent on hearing of an order.
    if (consent.creatives && !signal.aborted) void this.#fillSlots()
    if (!consent.content || signal.aborted) return
    const watching = bringBundle(bring, 'watch.js', watchFile, 'this page is not watched')
    await started
    if (dom.prerendering(document)) await once(document, 'prerenderingchange', signal)
    else await breath()
    if (signal.aborted) return
    await this.#lists?.deepen()
    await breath()
    if (signal.aborted) return
    const settled = this.#safely(() => this.#orderWaiting())
    const bundle = await watching
    if (signal.aborted) return
    this.#onChange = bundle?.followPage({
      context: this.#context,
      readPage: () => pageItem(document, readMetadata(document, dom.baseURI(document))),
      onWatch: (watch) => this.#lists?.watchWith(watch),
      onTurn: (back, from) => this.#onTurn(back, from),
    })
    if (this.#lists?.waiting) await settled
    this.#orderer.later = true
  }

  async #fillSlots(): Promise<void> {
    const { bring, signal } = this.#context.grant
    const bundle = await bringBundle(bring, 'creatives.js', creativesFile, 'slots stay as they are')
    if (!bundle || signal.aborted) return
    this.#context.creatives = bundle.createCreatives(this.#context, this.#state)
    await this.#context.creatives.fill()
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
    void this.#context.creatives?.fill(name)
  }

  /** What stands here now comes of what was erased: nothing of it is kept when the page goes. */
  forget(): void {
    this.#erased = true
  }

  /** Notes how the page stands, for the way back to it. @param path path and query. Default: where it is */
  leave(path?: string): void {
    if (!this.#lists || this.#erased) return
    const { hidden } = this.#context.scorer
    const lists = Object.entries(this.#left ?? this.#lists.shown).map(
      ([name, ids]) => [name, ids.filter((id) => !hidden.has(id))] as const,
    )
    noteLeft(Object.fromEntries(lists), path)
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

  #onTurn(back: boolean, from: string): void {
    this.leave(from)
    this.#lists?.turn()
    this.#context.experiments?.turn()
    writeSnapshot({ views: ++this.#context.views })
    this.#orderer.back = back
  }
}
