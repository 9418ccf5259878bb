import type { EventKind, ItemContent, ReaderEvent } from '../types.ts'

interface Happening {
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
  readonly list?: string | undefined
  readonly seconds?: number | undefined
}

/** What is kept of something that happened to an item: the page it came from may be gone when it is needed. */
export function readerEvent(content: ItemContent, { kind, at, list, seconds }: Happening): ReaderEvent {
  const { id, text, fingerprint, topic, tags, author, published, popularity } = content
  return {
    kind,
    at,
    item: id,
    text,
    fingerprint,
    ...(topic && { topic }),
    ...(tags && { tags }),
    ...(author && { author }),
    ...(published !== undefined && { published }),
    ...(popularity !== undefined && { popularity }),
    ...(list !== undefined && { list }),
    ...(seconds !== undefined && { seconds }),
  }
}
