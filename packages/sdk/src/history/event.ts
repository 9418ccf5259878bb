import type { EventKind, ItemContent, ReaderEvent } from '../types.ts'
import { isWithinLength, LIMITS } from './event-limits.ts'

interface Happening {
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
  readonly list?: string | undefined
  readonly seconds?: number | undefined
}

/**
 * Builds the event to store. It includes the item's content, because the item's page may be gone by the time the
 * content is needed.
 */
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
    // A caller of `track` may have passed a nonsensical duration, which is then omitted.
    ...(seconds !== undefined && seconds >= 0 && seconds <= LIMITS.seconds && { seconds }),
  }
}

/**
 * Selects what to delete from the history: all events of an item; with `at` and `kind`, one event; or, with `topic`,
 * all events of that topic and all items with that topic seen in lists.
 */
export interface Forgotten {
  readonly item?: string
  readonly at?: number
  readonly kind?: string
  readonly topic?: string
}

/** Validates a selection sent by another tab, which may be running another release, or by another script. */
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

/** A key that is the same for events that {@link isSame} considers equal. */
export const identity = ({ item, at, kind }: ReaderEvent): string => JSON.stringify([item, at, kind])

/** Whether two rows represent the same event: an item has at most one event of each kind per millisecond. */
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

/** Whether a row is a valid event. Invalid rows (damaged, or written by another release) are skipped. */
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

/** Like {@link isEvent}, for items seen in lists. */
export function isItem(value: unknown): value is ItemContent {
  const item = value as ItemContent | null
  return typeof item === 'object' && item !== null && isText(item.id) && isContent(item)
}
