/** A replayed list as the ranking on a page would meet it. */
import { evidence } from '../../../../sdk/src/ranking/features/evidence.ts'
import type { FeatureInput } from '../../../../sdk/src/ranking/features/feature-input.ts'
import type { EventKind, ItemContent, ReaderEvent, StoredVector } from '../../../../sdk/src/types.ts'
import type { List } from './read-log.ts'

/** What is known of the logs' items. */
export interface Catalogue {
  readonly contents: ReadonlyMap<string, ItemContent>
  /** By fingerprint. */
  readonly vectors: ReadonlyMap<string, StoredVector>
}

const KINDS = new Map(
  (['read', 'dwell', 'purchase', 'copy', 'share', 'watch', 'finish'] as const).map((kind): [string, EventKind] => [
    kind,
    kind,
  ]),
)

/** Each showing as an impression, and what was done with an item as a page would have kept it; a click where it keeps no such kind. */
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
 * @param candidates ids, in the order in which they were shown
 * @param popularity by id; undefined where nothing is known
 */
export function inputOf(
  list: Pick<List, 'at'>,
  past: readonly List[],
  candidates: readonly string[],
  { contents, vectors }: Catalogue,
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
  }
}
