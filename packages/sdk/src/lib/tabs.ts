/** Messages between a site's tabs. */

import { own } from './json/own.ts'

const NAME = 'inkling'

/**
 * A frame in another site's page counts as a different reader, but not every browser partitions channels the way it
 * partitions storage.
 */
const isFrame = () => globalThis.top !== globalThis.self

/** A change to localStorage, as reported by the `storage` event. */
export type StorageChange = Pick<StorageEvent, 'key' | 'newValue'>

/**
 * Notifies other tabs of a change that localStorage can't store because it is disabled or full. A page in the
 * back/forward cache isn't notified.
 */
export function broadcastToTabs(change: StorageChange): void {
  if (isFrame()) return
  try {
    const channel = new BroadcastChannel(NAME)
    channel.postMessage(change)
    channel.close()
  } catch {
    // Without BroadcastChannel, other tabs notice when they are next loaded.
  }
}

/**
 * Listens for changes that other tabs broadcast. An incoming message would evict a page from the back/forward cache, so
 * the channel is open only while the page is shown.
 */
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
      // Without BroadcastChannel, changes to localStorage still arrive as `storage` events.
    }
  }
  open()
  window.addEventListener('pageshow', open, { signal })
  window.addEventListener('pagehide', close, { signal })
  signal.addEventListener('abort', close, { once: true })
}
