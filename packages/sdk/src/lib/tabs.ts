/** The channel of the site's tabs. */

import { own } from './json/own.ts'

const NAME = 'inkling'

/** A frame in another site's page is another reader, but not every browser keeps its channels apart as it does its storage. */
const isFrame = () => globalThis.top !== globalThis.self

/** A change of localStorage, as its `storage` event tells it. */
export type StorageChange = Pick<StorageEvent, 'key' | 'newValue'>

/**
 * Tells other tabs a change that localStorage, which is off or full, doesn't take. A page in the back/forward cache doesn't
 * hear of it.
 */
export function broadcastToTabs(change: StorageChange): void {
  if (isFrame()) return
  try {
    const channel = new BroadcastChannel(NAME)
    channel.postMessage(change)
    channel.close()
  } catch {
    // A browser without channels: they learn of it when they are loaded again.
  }
}

/** A page loses its place in the back/forward cache by a message: the channel is open only while the page is shown. */
export function listenToTabs(hear: (change: StorageChange) => void, signal: AbortSignal): void {
  if (isFrame()) return
  let channel: BroadcastChannel | undefined
  const close = () => channel?.close()
  const open = () => {
    close()
    try {
      channel = new BroadcastChannel(NAME)
      channel.onmessage = ({ data }) => hear(own(data))
    } catch {
      // As above: what localStorage takes is heard all the same.
    }
  }
  open()
  window.addEventListener('pageshow', open, { signal })
  window.addEventListener('pagehide', close, { signal })
  signal.addEventListener('abort', close, { once: true })
}
