/** What other tabs, and the browser's way back, tell of: a choice, events, what was forgotten, that everything is deleted. */

import { KEY as CHOICE_KEY } from '../../consent/choice.ts'
import { KEY } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { catchPageFaults } from '../../lib/errors/catch-page-faults.ts'
import { parseOwn } from '../../lib/json/own.ts'
import { listenToTabs, type StorageChange } from '../../lib/tabs.ts'
import { FORGET_KEY } from '../../storage/broadcast-forget.ts'
import { OUTBOX_KEY, readOutbox } from '../../storage/outbox.ts'
import type { HistoryChanges, PageUpdates } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'

/** From the first moment on, even before the history is open, until the grant ends. */
export function syncTabs(
  context: Pick<Session, 'grant' | 'opened'> & PageUpdates & Pick<HistoryChanges, 'data'>,
): void {
  const { signal, onChoice } = context.grant
  const onStorage = catchPageFaults("another tab's events were not heard", async ({ key, newValue }: StorageChange) => {
    // What is heard while the history opens concerns what is read just then.
    const store = await context.opened
    if (key === KEY && newValue === null) {
      // Only a deletion of everything takes the snapshot away.
      await store.recover(Date.now())
      await context.onEmptied()
      // IndexedDB says nothing to other tabs: events come by the outbox.
    } else if (key === OUTBOX_KEY && newValue && store.hear(readOutbox(newValue))) context.onProfile()
    else if (key === FORGET_KEY && newValue) await context.data.onForget(parseOwn(newValue))
  })
  const hear = (change: StorageChange, choice?: StorageChange['newValue']) => {
    onChoice(choice)
    onStorage(change)
  }
  /** While the page lay in the back/forward cache it heard nothing. */
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
