/** Builds the ranking input for a replayed list, as a page would. */
import { EVENT_KINDS, KINDS as TRACKED_KINDS } from '../../../../sdk/src/lib/event-kinds.ts'
import { evidence } from '../../../../sdk/src/ranking/features/evidence.ts'
import type { CoReading, FeatureInput } from '../../../../sdk/src/ranking/features/feature-input.ts'
import type { ItemContent, ReaderEvent, StoredVector } from '../../../../sdk/src/types.ts'
import type { List } from './read-log.ts'

/** Contents and vectors of the items in the logs. */
export interface Catalogue {
  readonly contents: ReadonlyMap<string, ItemContent>
  /** By fingerprint. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** Default: co-reading is unknown. */
  readonly coReading?: CoReading | undefined
}

/**
 * Kinds of interaction with an item that a log may contain. Searches and follows aren't among them, since they concern
 * queries and topics.
 */
const KINDS = new Map(
  TRACKED_KINDS.filter((kind) => EVENT_KINDS[kind].opens && kind !== 'search' && kind !== 'follow').map((kind) => [
    kind as string,
    kind,
  ]),
)

/**
 * Converts past lists to a reader's events, namely an impression for each showing and an event for each interaction. An
 * interaction's event is of the kind that a page would store, or a click if pages have no such kind.
 */
export function eventsOf(past: readonly List[], contentOf: (id: string) => ItemContent): ReaderEvent[] {
  return past.flatMap((list) =>
    list.items.flatMap((id): ReaderEvent[] => {
      const { id: item, pinned: _, ...rest } = contentOf(id)
      const shown: ReaderEvent = { ...rest, kind: 'impression', at: list.at, item }
      const clicked = list.clickedAt.get(id)
      const dismissed = list.dismissedAt.get(id)
      const seconds = list.seconds.get(id)
      const kind = KINDS.get(list.kinds.get(id) ?? '') ?? 'click'
      return [
        shown,
        ...(clicked === undefined
          ? []
          : [{ ...shown, kind, at: clicked, ...(seconds !== undefined && kind !== 'click' && { seconds }) }]),
        ...(dismissed === undefined ? [] : [{ ...shown, kind: 'dismiss' as const, at: dismissed }]),
      ]
    }),
  )
}

/**
 * @param candidates ids, in the order shown
 * @param popularity returns the popularity of the item with this id; undefined if it is unknown
 */
export function inputOf(
  list: Pick<List, 'at'>,
  past: readonly List[],
  candidates: readonly string[],
  { contents, vectors, coReading }: Catalogue,
  popularity: (id: string) => number | undefined,
): FeatureInput {
  const contentOf = (id: string): ItemContent => {
    const content = contents.get(id) ?? { id, text: id, fingerprint: id }
    const figure = popularity(id)
    return figure === undefined ? content : { ...content, popularity: figure }
  }
  return {
    candidates: candidates.map(contentOf),
    history: evidence(eventsOf(past, contentOf), list.at),
    vectors,
    now: list.at,
    coReading,
  }
}
