/**
 * What was requested, by the browser's own records. A request of Inkling's says nothing about a reader when its address is one that
 * the tag's options name, or a file in a folder that they name, with no query: then it is the same for everybody. Every other
 * address under these folders, and every beacon there, counts as one about the reader.
 */
import type { InspectorInput } from './inspector-input.ts'

/** Of a record of Resource Timing what is read. */
export type Entry = Pick<PerformanceResourceTiming, 'name' | 'initiatorType' | 'transferSize'>

export interface Requests {
  /** Inkling's, by file, in the order of time: a script is asked for twice, once to be checked, and then from the cache. */
  readonly own: ReadonlyArray<{
    readonly file: string
    readonly count: number
    /** Over the network, with headers. 0: from the browser's cache. */
    readonly bytes: number
  }>
  /** Addresses of Inkling's requests that could say something about the reader. */
  readonly aboutReader: readonly string[]
  /** What the page itself asks for, by host, the most first: Inkling has no part in it, and doesn't know what it says. */
  readonly others: ReadonlyArray<{ readonly host: string; readonly count: number }>
}

const FILE = /^(?:[\w.-]+\/){0,2}[\w-]+(?:\.[\w-]+)*\.(?:js|json|wasm|bin|txt)$/

export function requestsOf(
  entries: readonly Entry[],
  asked: Pick<InspectorInput, 'options' | 'folder'>,
  base: string,
): Requests {
  const { options, folder } = asked
  const absolute = (address: string) => new URL(address, base).href
  const { model, languages, engine, ranker, popularity, campaigns, experiments } = options
  const packs = languages?.split(',').map((language) => model?.replace(/[a-z]+\/$/, `${language}/`)) ?? []
  const folders = [folder, ...[model, engine, ...packs].flatMap((each) => (each ? [absolute(each)] : []))]
  const files = new Set([ranker, popularity, campaigns, experiments].flatMap((each) => (each ? [absolute(each)] : [])))
  const own = new Map<string, { count: number; bytes: number }>()
  const aboutReader: string[] = []
  const hosts = new Map<string, number>()
  for (const { name, initiatorType, transferSize } of entries) {
    // What a checked import adds to an address stays in the browser.
    const address = name.replace(/#.*/, '')
    const within = folders.find((each) => address.startsWith(each))
    const isSame = files.has(address) || FILE.test(within ? address.slice(within.length) : '')
    if (within || isSame) {
      const file = within ? address.slice(within.length) : address
      const before = own.get(file) ?? { count: 0, bytes: 0 }
      own.set(file, { count: before.count + 1, bytes: before.bytes + transferSize })
      if (!isSame || initiatorType === 'beacon') aboutReader.push(address)
    } else {
      const { host, protocol } = new URL(address)
      hosts.set(host || protocol, (hosts.get(host || protocol) ?? 0) + 1)
    }
  }
  return {
    own: [...own].map(([file, figures]) => ({ file, ...figures })),
    aboutReader,
    others: [...hosts].map(([host, count]) => ({ host, count })).sort((a, b) => b.count - a.count),
  }
}

/** How many there are of several. */
export const countOf = (some: ReadonlyArray<{ readonly count: number }>): number =>
  some.reduce((sum, { count }) => sum + count, 0)

/** @returns what the browser has recorded of this page so far. Of what workers ask for it keeps no record here */
export const recordedRequests = (asked: Pick<InspectorInput, 'options' | 'folder'>): Requests =>
  requestsOf(performance.getEntriesByType('resource') as PerformanceResourceTiming[], asked, location.href)
