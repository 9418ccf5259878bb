/**
 * The order in which each list was last shown, so that a reader who comes back finds the page as they left it. Only ids
 * are stored. They are in sessionStorage because each tab has its own browsing history.
 */

import { own, parseOwn } from '../lib/json/own.ts'

const KEY = 'inkling.shown'
const MAX_PAGES = 30
/** Maximum number of characters; at two bytes each, this is 64 KB. */
const MAX_CHARACTERS = 32_000

/** Ids, keyed by the list's name. An empty id marks where the lower edge of the window was. */
export type ShownLists = Readonly<Record<string, readonly string[]>>

/** Key used in place of a list's name to note that the page was at the top when the reader left it. */
const TOP = ''

/**
 * Whether the reader has come back to this page, either with the browser's buttons or by a reload that keeps the scroll
 * position. A reload at the top counts as a new view.
 */
export function comesBack(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  // If there is no entry, the page counts as reached through a link.
  return (readShown(TOP) ? /^b/ : /^[br]/).test(entry?.type as string)
}

/**
 * The ids of a list in the order in which this tab last showed it, if it did. Never throws.
 *
 * @param path path and query
 */
export function readShown(list: string, path = location.pathname + location.search): readonly string[] | undefined {
  const ids: unknown = readAll()[path]?.[list]
  return Array.isArray(ids) ? ids : undefined
}

/** Like {@link readShown}, but only up to the lower edge of the window. */
export function readInView(list: string): readonly string[] | undefined {
  const ids = readShown(list)
  const fold = ids?.indexOf('') ?? -1
  return fold < 0 ? ids : ids!.slice(0, fold)
}

function readAll(): Record<string, ShownLists> {
  try {
    const all = parseOwn(sessionStorage.getItem(KEY)!)
    return Object(all) === all ? all : own({})
  } catch {
    return own({})
  }
}

/** Like {@link noteShown}, for a page that the reader is leaving. Also stores whether the page was scrolled. */
export function noteLeft(lists: ShownLists, path?: string): void {
  noteShown(scrollY > 0 ? lists : { ...lists, [TOP]: [] }, path)
}

/**
 * Stores what a page shows. The last 30 pages are kept, or as many of them as fit into 64 KB.
 *
 * @param path path and query
 */
export function noteShown(lists: ShownLists, path = location.pathname + location.search): void {
  const { [path]: _, ...others } = readAll()
  const pages = Object.entries({ ...others, [path]: lists }).slice(-MAX_PAGES)
  let text = JSON.stringify(Object.fromEntries(pages))
  while (text.length > MAX_CHARACTERS) {
    pages.shift()
    text = JSON.stringify(Object.fromEntries(pages))
  }
  try {
    sessionStorage.setItem(KEY, text)
  } catch {
    // Storage is full or disabled, so a reader who comes back will see a new order.
  }
}

/**
 * Deletes the stored orders in this tab. Called when consent is withdrawn in another tab, since sessionStorage isn't
 * shared.
 */
export function wipeShown(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Storage is disabled, so nothing is stored.
  }
}
