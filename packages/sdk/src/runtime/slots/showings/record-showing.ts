import { isSame } from '../../../history/event.ts'
import { idle } from '../../../lib/scheduling/idle.ts'
import { changeOutbox } from '../../../storage/outbox.ts'
import type { ReaderEvent } from '../../../types.ts'
import type { RuntimeContext } from '../../runtime-context.ts'

/** Into the outbox at once, from which other tabs and the next page have it, and into the history when IndexedDB takes it. */
export async function recordShowing({ store, grant, snapshot }: RuntimeContext, event: ReaderEvent): Promise<void> {
  if (!store || grant.signal.aborted) return
  changeOutbox((held) => [...held, event])
  // Should the page be left at once, the next choice counts it all the same.
  snapshot.stale = true
  const stored = store.append(event)
  await idle()
  if (!grant.signal.aborted) snapshot.write()
  await stored
  if (grant.signal.aborted || [...store.unsaved].some(isSame(event))) return
  changeOutbox((held) => held.filter((each) => !isSame(event)(each)))
}
