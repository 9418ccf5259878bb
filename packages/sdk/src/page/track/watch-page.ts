import * as dom from '../../lib/dom.ts'
import type { EventKind, Item } from '../../types.ts'
import type { PageList } from '../read/lists/list.ts'
import type { PageItem } from '../read/page-item.ts'
import { watchAttention } from './attention.ts'
import { watchClicks } from './clicks.ts'
import { watchImpressions } from './impressions.ts'
import { listenOn } from './listen.ts'
import { watchRareActions } from './rare-actions.ts'
import { type Reading, watchReading } from './reading.ts'
import { type RecordAction, type Subject, subjectsOf } from './subject.ts'

/** An action by the reader, as seen by the page. */
export interface PageEvent {
  readonly kind: EventKind
  readonly item: Item
  readonly list?: string | undefined
  readonly seconds?: number | undefined
  /** Milliseconds since 1970. @default now */
  readonly at?: number
}

export interface Watch {
  /** The page's own item. */
  readonly page: PageItem | undefined
  /**
   * Called when the page turns out to be about something else within the same view, because its content has arrived or
   * has been replaced.
   */
  turn(page: PageItem | undefined): void
  /** Watches a list, or updates it if it is already being watched. */
  list(list: PageList): void
  /** Stops watching a list. Impressions counted so far remain counted. */
  forget(list: Pick<PageList, 'element'>): void
  /** Removes every listener and observer. */
  stop(): void
}

/** @param seconds of attention to the item so far */
export type OnReading = (item: Item, seconds: number) => void

/**
 * Turns the reader's actions into events. There is one passive listener per event type, and events dispatched by
 * scripts are ignored. One watch covers one page view.
 *
 * @param page what the page is about
 * @param report receives errors thrown by listeners; none of them reach the page
 * @param search the site's search URL, such as '/search?q'
 * @param onReading called for each second of attention to the page's item, until it counts as read
 */
export function watchPage(
  document: Document,
  record: (event: PageEvent) => void,
  page: PageItem | undefined,
  report: (cause: unknown) => void = () => {},
  search?: string,
  onReading?: OnReading,
): Watch {
  const view = dom.defaultView(document)!
  const ended = new AbortController()
  const listen = listenOn(document, ended.signal, report)
  const recordAction: RecordAction = (kind, subject, seconds) => {
    if (subject) record({ kind, item: subject.item, list: subject.list, seconds })
  }
  const subjects = subjectsOf()
  const lists = new Map<Element, readonly Subject[]>()

  let reading: Reading | undefined
  const turn: Watch['turn'] = (next) => {
    reading?.leave()
    page = next
    subjects.page = next && { item: next.item, unit: [next.element] }
    reading =
      subjects.page && watchReading(subjects.page, view, recordAction, (seconds) => onReading?.(next!.item, seconds))
  }
  turn(page)
  const attention = watchAttention(document, listen, {
    onPresence: () => impressions.again(),
    onSecond: () => reading?.second(),
    onLeave: () => reading?.leave(),
  })
  const impressions = watchImpressions(view, attention.present, (subject) => recordAction('impression', subject))
  watchClicks(document, listen, subjects, recordAction)
  const hear = watchRareActions({ document, listen, subjects, recordAction, onPlaying: attention.noteActivity, search })
  const roots = new WeakSet<Node>([document])
  hear(document)

  const forget: Watch['forget'] = ({ element }) => {
    for (const subject of lists.get(element) ?? []) {
      subjects.delete(subject)
      impressions.delete(subject)
    }
    lists.delete(element)
  }
  return {
    get page() {
      return page
    },
    turn,
    list(list) {
      forget(list)
      const shown = list.entries
        .filter(({ item }) => item.title)
        .map(({ unit, item }): Subject => ({ item, list: list.name, unit }))
      lists.set(list.element, shown)
      for (const subject of shown) {
        subjects.add(subject)
        impressions.add(subject)
      }
      const root = dom.getRootNode(list.element)
      if (roots.has(root)) return
      roots.add(root)
      hear(root)
    },
    forget,
    stop() {
      // Moving to another page of a single-page application means leaving this one.
      reading?.leave()
      ended.abort()
      attention.stop()
      impressions.stop()
    },
  }
}
