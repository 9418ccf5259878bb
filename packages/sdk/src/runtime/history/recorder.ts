/** Events on their way into the history: into the outbox at once, into IndexedDB when it takes them. */

import { isSame, readerEvent } from '../../history/event.ts'
import type { HistoryStore } from '../../history/history-store.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import type { PageEvent } from '../../page/track/watch-page.ts'
import { changeOutbox } from '../../storage/outbox.ts'
import type { ReaderEvent } from '../../types.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

type Context = Session & HasScorer & HasExperiments & NextPage & Pick<PageUpdates, 'onProfile'>

/** Events that wait to be stored, at most: a reader at work leaves one or two, a script gone wild thousands. */
const MAX_WAITING = 50

export class Recorder {
  readonly #context: Context
  #waiting = 0

  constructor(context: Context) {
    this.#context = context
  }

  /** Handed to whoever records, hence no method. */
  readonly record = async ({ kind, item, list, seconds, at = Date.now() }: PageEvent): Promise<void> => {
    const context = this.#context
    const { consent, signal } = context.grant
    if (!consent.content || signal.aborted || item.sensitive) return
    // What a list says of an item is what its vector was made of: an event of the same item needs no other.
    const event = readerEvent(context.store?.items.get(item.id) ?? context.scorer.content(item), {
      kind,
      at,
      list,
      seconds,
    })
    if (!context.scorer.mayCount(event)) {
      if (kind !== 'dismiss' && kind !== 'restore') return
      // Of what is hidden no trace is kept; the reader sees it hidden all the same.
      context.scorer.hideForVisit(item.id, kind === 'dismiss')
      return context.onProfile()
    }
    // Written at once where it can be: the click that made it may be leaving the page.
    if (kind !== 'impression') {
      if (this.#waiting >= MAX_WAITING) return
      this.#waiting++
      changeOutbox((held) => [...held, event])
      context.snapshot.stale = true
    }
    const store = await context.opened
    const known = store.events.length
    const stored = store.append(event)
    // At once, and not when the disk has it; a refused event changes nothing.
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

  /** Takes in what earlier pages left. @param left what the outbox held before this page added to it */
  async takeIn(store: HistoryStore, left: readonly ReaderEvent[]): Promise<void> {
    const { grant, snapshot } = this.#context
    for (const event of left) await store.append(event, Date.now())
    if (!left.length) return
    if (!grant.signal.aborted) this.#dropStored(store, left)
    // Should this page be left at once, the next one is prepared all the same.
    snapshot.stale = true
  }

  /** Of events in the outbox those that lie in IndexedDB now. Where it fails the last ones wait for the next page. */
  #dropStored(store: HistoryStore, events: readonly ReaderEvent[]): void {
    const unsaved = [...store.unsaved]
    const stored = events.filter((event) => !unsaved.some(isSame(event)))
    changeOutbox((held) => held.filter((event) => !stored.some(isSame(event))))
  }
}
