/** An edit becomes an event of the history, or is taken out of it. */

import { emitError } from '../../lib/events.ts'
import type { PageEvent } from '../../page/track/watch-page.ts'
import { broadcastForget } from '../../storage/broadcast-forget.ts'
import type { RuntimeContext } from '../runtime-context.ts'

/** Here and in every other tab. */
export async function forget(context: RuntimeContext, what: object): Promise<void> {
  broadcastForget(what)
  await context.data.onForget(what)
}

/** @returns whether it is kept */
export async function keep(context: RuntimeContext, event: PageEvent & { readonly at: number }): Promise<boolean> {
  context.record(event).catch((cause) => emitError('page-fault', 'an edit was not kept', cause))
  // By then memory has it, or has refused it; the disk, and what is prepared for the next page, keeps nobody waiting.
  const { events } = await context.opened
  return events.some(({ kind, item, at }) => kind === event.kind && item === event.item.id && at === event.at)
}
