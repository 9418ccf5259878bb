import type { EventKind, ItemContent, ReaderEvent } from '../types.ts'
import { isWithinLength, LIMITS } from './limits.ts'

interface Happening {
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
  readonly list?: string | undefined
  readonly seconds?: number | undefined
}

/** What is kept of something that happened to an item: the page it came from may be gone when it is needed. */
export function readerEvent(content: ItemContent, { kind, at, list, seconds }: Happening): ReaderEvent {
  const { id, text, fingerprint, picture, topic, tags, author, published, popularity, language } = content
  return {
    kind,
    at,
    item: id,
    text,
    fingerprint,
    ...(picture && { picture }),
    ...(topic && { topic }),
    ...(tags && { tags }),
    ...(author && { author }),
    ...(published !== undefined && { published }),
    ...(popularity !== undefined && { popularity }),
    ...(language && { language }),
    ...(list !== undefined && { list }),
    // A caller of `track` may have miscalculated: then the kind alone counts.
    ...(seconds !== undefined && seconds >= 0 && seconds <= LIMITS.seconds && { seconds }),
  }
}

/** Events to delete from the history: all of one item, or, with `at` and `kind`, one; or all of a topic, and the items seen of it. */
export interface Forgotten {
  readonly item?: string
  readonly at?: number
  readonly kind?: string
  readonly topic?: string
}

/** Other tabs may run other releases, and other scripts may write to the same storage. */
export function isForgettable(value: unknown): value is Forgotten {
  const { item, at, kind, topic } = (value ?? {}) as Forgotten
  return isText(topic ?? item) && (at === undefined ? kind === undefined : Number.isFinite(at) && isText(kind))
}

export const isForgotten =
  ({ item, at, kind, topic }: Forgotten) =>
  (event: Partial<ReaderEvent>): boolean =>
    (topic === undefined ? event.item === item : event.topic === topic) &&
    (at === undefined || event.at === at) &&
    (kind === undefined || event.kind === kind)

/** A name for what {@link isSame} calls the same. */
export const identity = ({ item, at, kind }: ReaderEvent): string => JSON.stringify([item, at, kind])

/** Whether two rows are the same event: an item has one of a kind in a millisecond. */
export const isSame = (a: ReaderEvent) => (b: ReaderEvent) => a.at === b.at && a.item === b.item && a.kind === b.kind

const isText = (value: unknown): value is string => typeof value === 'string'
const maybe = (test: (value: unknown) => boolean, ...values: unknown[]): boolean =>
  values.every((value) => value === undefined || test(value))

function isContent({
  text,
  fingerprint,
  picture,
  topic,
  tags,
  author,
  published,
  popularity,
  language,
}: Partial<ItemContent>): boolean {
  return (
    isText(text) &&
    isWithinLength(text, LIMITS.text) &&
    isText(fingerprint) &&
    maybe(isText, picture, topic, author, language) &&
    maybe(Number.isFinite, published, popularity) &&
    maybe((all) => Array.isArray(all) && all.every(isText), tags)
  )
}

/** Rows may be damaged, and other tabs may run other releases: what isn't whole is skipped. */
export function isEvent(value: unknown): value is ReaderEvent {
  const event = value as ReaderEvent | null
  return (
    typeof event === 'object' &&
    event !== null &&
    Number.isFinite(event.at) &&
    isText(event.item) &&
    isText(event.kind) &&
    maybe(isText, event.list) &&
    maybe(Number.isFinite, event.seconds) &&
    isContent(event)
  )
}

/** As {@link isEvent}, of items seen in lists. */
export function isItem(value: unknown): value is ItemContent {
  const item = value as ItemContent | null
  return typeof item === 'object' && item !== null && isText(item.id) && isContent(item)
}
