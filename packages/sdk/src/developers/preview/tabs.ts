/** Replaces `lib/tabs.ts` and `runtime/history/tab-sync.ts`: a preview exchanges no messages with other tabs. */

import type * as tabs from '../../lib/tabs.ts'
import type * as sync from '../../runtime/history/tab-sync.ts'

export const broadcastToTabs: typeof tabs.broadcastToTabs = () => {}
export const listenToTabs: typeof tabs.listenToTabs = () => {}
export const syncTabs: typeof sync.syncTabs = () => {}
