/** Records events: immediately in the outbox, and in IndexedDB as soon as it accepts them. */

import { isSame, readerEvent } from '../../history/event.ts'
import type { HistoryStore } from '../../history/history-store.ts'
import { emit } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { OnReading, PageEvent } from '../../page/track/watch-page.ts'
import type { ReaderEvent } from '../../types.ts'
import { changeOutbox } from '../../web-storage/outbox.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

type Context = Session & HasScorer & HasExperiments & NextPage & Pick<PageUpdates, 'onProfile'>

/** Maximum number of events waiting to be stored. A reader causes one or two, a runaway script thousands. */
const MAX_WAITING = 50

export class Recorder {
  readonly #context: Context
  #waiting = 0

  constructor(context: Context) {
    this.#context = context
  }

  /** An arrow function because it is passed around as a callback. */
  readonly record = async ({ kind, item, list, seconds, at = Date.now() }: PageEvent): Promise<void> => {
    const context = this.#context
    const { consent, signal } = context.grant
    if (!consent.content || signal.aborted || item.sensitive) return
    // Use the item's stored text if there is one. The item's vector was made from that text, so the event needs no
    // vector of its own.
    const event = readerEvent(context.store?.items.get(item.id) ?? context.scorer.content(item), {
      kind,
      at,
      list,
      seconds,
    })
    if (!context.scorer.mayCount(event)) {
      if (kind !== 'dismiss' && kind !== 'restore') return
      // A sensitive item is hidden for this visit only, and nothing is stored.
      context.scorer.hideForVisit(item.id, kind === 'dismiss')
      return context.onProfile()
    }
    // The outbox is written synchronously, because the page may be about to unload.
    if (kind !== 'impression') {
      if (this.#waiting >= MAX_WAITING) return
      this.#waiting++
      changeOutbox((held) => [...held, event])
      context.snapshot.stale = true
    }
    const store = await context.opened
    const known = store.events.length
    const stored = store.append(event)
    // Update now, without waiting for the disk. A rejected event changes nothing.
    if (store.events.length !== known) {
      context.experiments?.note(event)
      if (kind !== 'impression') context.onProfile()
    }
    const taken = await stored
    if (kind === 'impression') return
    this.#waiting--
    if (signal.aborted) return
    this.#dropStored(store, [event])
    if (!taken) return
    await idle()
    await context.prepare()
  }

  /** Tells the page how long its item has been read, as `dwell` and `read` will record it. */
  readonly onReading: OnReading = (item, seconds) => {
    const { scorer } = this.#context
    const sensitive = item.sensitive || !scorer.mayCount(scorer.content(item))
    emit('inkling:reading', { item: item.id, topic: item.topic, seconds, sensitive })
  }

  /**
   * Adds events that earlier pages couldn't store.
   *
   * @param left the contents of the outbox before this page added to it
   */
  async takeIn(store: HistoryStore, left: readonly ReaderEvent[]): Promise<void> {
    const { grant, snapshot } = this.#context
    for (const event of left) await store.append(event, Date.now())
    if (!left.length) return
    if (!grant.signal.aborted) this.#dropStored(store, left)
    // Even if this page is left now, the next one is prepared.
    snapshot.stale = true
  }

  /**
   * Removes from the outbox the events that are already in IndexedDB. The rest stay in the outbox for the next page.
   */
  #dropStored(store: HistoryStore, events: readonly ReaderEvent[]): void {
    const unsaved = [...store.unsaved]
    const stored = events.filter((event) => !unsaved.some(isSame(event)))
    changeOutbox((held) => held.filter((event) => !stored.some(isSame(event))))
  }
}
