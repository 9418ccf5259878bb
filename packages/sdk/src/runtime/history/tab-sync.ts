/** Synchronises choices, events and deletions with other tabs and after a return from the back/forward cache. */

import { KEY as CHOICE_KEY } from '../../consent/stored-choice.ts'
import { KEY } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { catchPageFaults } from '../../lib/errors/catch-errors.ts'
import { parseOwn } from '../../lib/json/own.ts'
import { listenToTabs, type StorageChange } from '../../lib/tabs.ts'
import { FORGET_KEY } from '../../web-storage/broadcast-forget.ts'
import { OUTBOX_KEY, readOutbox } from '../../web-storage/outbox.ts'
import type { HistoryChanges, NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

/** Listens from now until the grant ends, even before the history is open. */
export function syncTabs(
  context: Pick<Session, 'grant' | 'opened'> & PageUpdates & Pick<HistoryChanges, 'data'> & Pick<NextPage, 'snapshot'>,
): void {
  const { signal, onChoice } = context.grant
  const onStorage = catchPageFaults("another tab's events were not heard", async ({ key, newValue }: StorageChange) => {
    // Messages that arrive while the history is opening concern rows that are still being read, so wait until the
    // history is open.
    const store = await context.opened
    if (key === KEY && newValue === null) {
      // The snapshot is removed only when everything is erased.
      context.snapshot.drop()
      await store.recover(Date.now())
      await context.onEmptied()
      // IndexedDB doesn't notify other tabs, so they receive events through the outbox.
    } else if (key === OUTBOX_KEY && newValue && store.hear(readOutbox(newValue))) context.onProfile()
    else if (key === FORGET_KEY && newValue) await context.data.onForget(parseOwn(newValue))
  })
  const hear = (change: StorageChange, choice?: StorageChange['newValue']) => {
    onChoice(choice)
    onStorage(change)
  }
  /** While a page is in the back/forward cache, it receives no messages. */
  const onShow = catchPageFaults('the history was not read again', async ({ persisted }: PageTransitionEvent) => {
    onChoice()
    if (!persisted || signal.aborted) return
    await (await context.opened).reload(Date.now())
    context.onProfile(true)
  })
  window.addEventListener('storage', (event) => hear(event), { signal })
  listenToTabs((change) => hear(change, change.key === CHOICE_KEY ? change.newValue : null), signal)
  dom.addEventListener(document, 'inkling:consent', () => onChoice(), { signal })
  window.addEventListener('pageshow', onShow, { signal })
}
