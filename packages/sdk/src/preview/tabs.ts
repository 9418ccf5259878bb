/** In place of `lib/tabs.ts` and `runtime/tab-sync.ts`: a preview tells other tabs nothing, and hears nothing of the reader's. */

import type * as tabs from '../lib/tabs.ts'
import type * as sync from '../runtime/tab-sync.ts'

export const broadcastToTabs: typeof tabs.broadcastToTabs = () => {}
export const listenToTabs: typeof tabs.listenToTabs = () => {}
export const syncTabs: typeof sync.syncTabs = () => {}
