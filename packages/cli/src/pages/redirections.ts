/**
 * Follows redirections when fetching a page, but refuses those that lead from a public site to this machine or its
 * network (SSRF).
 */

import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { UsageError } from '../terminal/usage.ts'

/** Maximum redirections to follow. */
const REDIRECTIONS = 5

/**
 * Address ranges that no public site uses: loopback, private networks, link-local (including cloud metadata) and
 * carrier-grade NAT. From IANA's special-purpose registries.
 */
const LOCAL = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  LOCAL.addSubnet(net, prefix)
  // The same networks as IPv6 addresses: IPv4-mapped and NAT64.
  LOCAL.addSubnet(`::ffff:${net}`, 96 + prefix, 'ipv6')
  LOCAL.addSubnet(`64:ff9b::${net}`, 96 + prefix, 'ipv6')
}
for (const [net, prefix] of [
  ['::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  LOCAL.addSubnet(net, prefix, 'ipv6')

export const isLocalAddress = (address: string): boolean => LOCAL.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether a host's address, or any address to which its name resolves, belongs to this machine or its network. */
async function isLocal({ hostname }: URL): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return isLocalAddress(host)
  if (/(?:^|\.)localhost\.?$/i.test(host)) return true
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.some(({ address }) => isLocalAddress(address))
}

/**
 * Follows redirections.
 *
 * @param ask requests an address without following redirections
 * @returns the first response that isn't a redirection, and its address
 * @throws UsageError if an address is invalid, if there are too many redirections, or if a public site redirects to a
 * local service, which is never requested. To load a local page, give its address directly.
 */
export async function follow(
  address: string,
  ask: (url: URL) => Promise<Response>,
): Promise<{ readonly response: Response; readonly url: URL }> {
  if (!URL.canParse(address)) throw new UsageError(`${address} is not an address: write https://paper.example/`)
  const first = new URL(address)
  let url = first
  for (let i = 0; i <= REDIRECTIONS; i++) {
    const response = await ask(url)
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || !location || !URL.canParse(location, url))
      return { response, url }
    void response.body?.cancel()
    url = new URL(location, url)
    if (!/^https?:$/.test(url.protocol)) throw new UsageError(`${address} leads to ${url.protocol}, which isn't a page`)
    if (url.username || url.password)
      throw new UsageError(`${address} leads to an address with a user name and password`)
    if (url.origin !== first.origin && (await isLocal(url)))
      throw new UsageError(
        `${address} leads to ${url.origin}, a service on this machine or its network: if you want that page, write its address`,
      )
  }
  throw new UsageError(`${address} redirects more than ${REDIRECTIONS} times`)
}
