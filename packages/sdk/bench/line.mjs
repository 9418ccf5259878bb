/** Network conditions to emulate. */

/** DevTools' Fast 4G: 9 Mbit/s down, 1.5 up, 60 ms. */
export const FAST_4G = { latency: 60, downloadThroughput: 1_125_000, uploadThroughput: 187_500 }
/** Unthrottled. */
export const LOOPBACK = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

/** @param client a CDP session of the tab */
export async function onLine(client, line) {
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', { offline: false, ...line })
}
