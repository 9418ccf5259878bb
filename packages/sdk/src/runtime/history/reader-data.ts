/** The reader's data: export, import, and deletion of all or part of it. */

import { transferFile } from 'virtual:release'
import { EMPTY, writeSnapshot } from '../../first-paint/snapshot.ts'
import { isForgettable, isForgotten } from '../../history/event.ts'
import { assertUsage } from '../../lib/errors/assert-usage.ts'
import type { TransferBundle } from '../../types/bundles.ts'
import type { Forget, ItemContent, ReaderEvent, Tally } from '../../types.ts'
import { broadcastForget } from '../../web-storage/broadcast-forget.ts'
import { changeOutbox } from '../../web-storage/outbox.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

type Context = Session & HasScorer & HasExperiments & NextPage & Pick<PageUpdates, 'onProfile' | 'forgetPage'>

export class ReaderData {
  readonly #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** All data stored about the reader. Items are in the order in which they were last seen, oldest first. */
  async all(): Promise<{
    readonly events: readonly ReaderEvent[]
    readonly items: readonly ItemContent[]
    readonly tallies?: readonly Tally[]
  }> {
    const { events, items } = await this.#context.opened
    const tallies = this.#context.experiments?.summary()
    return { events: [...events], items: [...items.values()], ...(tallies && { tallies }) }
  }

  #loadTransfer(): Promise<TransferBundle | undefined> {
    return loadBundle<TransferBundle>(
      this.#context.grant.importFile,
      'transfer.js',
      transferFile,
      'nothing is imported or made a table',
    )
  }

  /** The events as CSV. */
  async exportCsv(): Promise<string | undefined> {
    const { events } = await this.#context.opened
    return (await this.#loadTransfer())?.toCsv(events)
  }

  /** @returns the number of new rows; undefined without consent */
  async import(json: unknown): Promise<{ readonly events: number; readonly items: number } | undefined> {
    const context = this.#context
    const { epoch } = context.scorer
    if (!context.grant.consent.content) return undefined
    return (await this.#loadTransfer())?.importInto(context, json, epoch)
  }

  /** Erases the history. The caller has already cleared localStorage. @returns whether the disk is now empty */
  async erase(): Promise<boolean> {
    const context = this.#context
    const store = await context.opened
    context.forgetPage()
    const gone = store.wipe()
    // Update everything that shows the reader's data now, without waiting for the disk to be cleared.
    context.onProfile()
    context.views = 1
    await gone
    // In the meantime, other tabs may have written the snapshot using data that they still had in memory.
    writeSnapshot({ ...EMPTY, views: 1 })
    return gone
  }

  /** @returns the number of deleted events */
  async forget({ item, event }: Forget): Promise<number> {
    const what = event ? { item: event.item, at: event.at, kind: event.kind } : { item }
    assertUsage(
      isForgettable(what) && (!event || event.at !== undefined),
      "write forget({ item: '/a' }) or forget({ event }), with one of the events that exportData gives",
    )
    await this.#context.opened
    broadcastForget(what)
    return this.onForget(what)
  }

  /** Applies a deletion that the reader made in this tab or another. @returns the number of deleted events */
  async onForget(what: unknown): Promise<number> {
    const context = this.#context
    const store = await context.opened
    if (!isForgettable(what)) return 0
    changeOutbox((held) => held.filter((event) => !isForgotten(what)(event)))
    // If the page is left before the disk has answered, the next page is prepared without the deleted events.
    context.snapshot.drop()
    context.snapshot.stale = true
    const count = await store.forget(what)
    context.scorer.revise()
    context.onProfile()
    context.snapshot.write()
    return count
  }
}
