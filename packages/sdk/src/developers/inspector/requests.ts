/**
 * Lists the page's requests from the browser's own records. A request by Inkling reveals nothing about the reader if
 * its URL has no query and is either named in the tag's options or a file in a folder named there, because such a URL
 * is the same for every reader. Any other URL under these folders, and every beacon sent to them, counts as a request
 * that might reveal something.
 */
import type { InspectorInput } from './inspector-input.ts'

/** The fields of a Resource Timing entry that are used here. */
export type Entry = Pick<PerformanceResourceTiming, 'name' | 'initiatorType' | 'transferSize'>

export interface Requests {
  /**
   * Inkling's own requests, grouped by file, in chronological order. Scripts appear twice: once for the integrity
   * check, and then from the cache.
   */
  readonly own: ReadonlyArray<{
    readonly file: string
    readonly count: number
    /** Transfer size including headers. 0 means that the file came from the browser's cache. */
    readonly bytes: number
  }>
  /** URLs of Inkling's requests that might reveal something about the reader. */
  readonly aboutReader: readonly string[]
  /**
   * The page's other requests, grouped by host, most frequent first. Inkling isn't involved in them and can't see their
   * content.
   */
  readonly others: ReadonlyArray<{ readonly host: string; readonly count: number }>
}

const FILE = /^(?:[\w.-]+\/){0,2}[\w-]+(?:\.[\w-]+)*\.(?:js|json|wasm|bin|txt|inkvec)$/

export function requestsOf(
  entries: readonly Entry[],
  asked: Pick<InspectorInput, 'options' | 'folder'>,
  base: string,
): Requests {
  const { options, folder } = asked
  const absolute = (address: string) => new URL(address, base).href
  const { model, languages, engine, vectors, ranker, popularity, campaigns, experiments } = options
  const packs = languages?.split(',').map((language) => model?.replace(/[a-z]+\/$/, `${language}/`)) ?? []
  const folders = [folder, ...[model, engine, vectors, ...packs].flatMap((each) => (each ? [absolute(each)] : []))]
  const files = new Set([ranker, popularity, campaigns, experiments].flatMap((each) => (each ? [absolute(each)] : [])))
  const own = new Map<string, { count: number; bytes: number }>()
  const aboutReader: string[] = []
  const hosts = new Map<string, number>()
  for (const { name, initiatorType, transferSize } of entries) {
    // The fragment that a checked import adds isn't sent to the server.
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

/** Sums the counts. */
export const countOf = (some: ReadonlyArray<{ readonly count: number }>): number =>
  some.reduce((sum, { count }) => sum + count, 0)

/** @returns the browser's records for this page so far; they don't include requests made by workers */
export const recordedRequests = (asked: Pick<InspectorInput, 'options' | 'folder'>): Requests =>
  requestsOf(performance.getEntriesByType('resource') as PerformanceResourceTiming[], asked, location.href)
