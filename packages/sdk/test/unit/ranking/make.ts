import fc from 'fast-check'
import { readerEvent } from '../../../src/history/event.ts'
import { EVENT_KINDS } from '../../../src/lib/event-kinds.ts'
import { DAY } from '../../../src/lib/limits.ts'
import { type Evidence, evidence, type History } from '../../../src/ranking/features/evidence.ts'
import type { RankInput } from '../../../src/ranking/rank.ts'
import type { EventKind, ItemContent, RankedItem, ReaderEvent, StoredVector } from '../../../src/types.ts'

export const NOW = Date.UTC(2026, 10, 24, 12)

export function content(id: string, more: Partial<ItemContent> = {}): ItemContent {
  return { id, text: id, fingerprint: `print of ${id}`, ...more }
}

export function event(kind: EventKind, item: ItemContent, more: Partial<ReaderEvent> = {}): ReaderEvent {
  return { ...readerEvent(item, { kind, at: NOW }), ...more }
}

export function input(
  candidates: readonly ItemContent[],
  events: readonly ReaderEvent[],
  more: Partial<RankInput> = {},
) {
  return {
    list: 'list',
    candidates,
    history: evidence(events, NOW),
    vectors: new Map(),
    now: NOW,
    ...more,
  } as RankInput
}

export const ids = (items: readonly { readonly id: string }[]) => items.map((item) => item.id)

export const byId = (items: readonly RankedItem[]) => new Map(items.map((item) => [item.id, item]))

export function cosine(a: StoredVector, b: StoredVector): number {
  let [sum, aa, bb] = [0, 0, 0]
  for (let d = 0; d < a.length; d++) {
    sum += a[d]! * b[d]!
    aa += a[d]! ** 2
    bb += b[d]! ** 2
  }
  return sum / (Math.sqrt(aa * bb) || 1)
}

/** Cosine of two centred vectors; the mean includes ten zero rows. */
export function centredCosine(all: readonly StoredVector[], a: StoredVector, b: StoredVector): number {
  const unit = (row: readonly number[]) => {
    const length = Math.hypot(...row) || 1
    return row.map((value) => value / length)
  }
  const rows = all.map((row) => unit([...row]))
  const common = rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / (rows.length + 10))
  const centred = (row: StoredVector) => unit(unit([...row]).map((value, d) => value - common[d]!))
  const [x, y] = [centred(a), centred(b)]
  return x.reduce((sum, value, d) => sum + value * y[d]!, 0)
}

/** Few words, so that random texts share some. */
const WORDS = ['planet', 'moon', 'bread', 'oven', 'goal', 'match', 'tax', 'vote', 'the', 'of', 'new', 'луна', '月']

export const texts = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((all) => all.join(' '))

/** Random items that can be listed, read and dismissed. As on a site, an id has one text and one vector. */
export const things = (size: { minLength: number; maxLength: number }, dimensions = 4) =>
  fc
    .array(
      fc.record({
        text: texts,
        topic: fc.option(fc.constantFrom('science', 'food', 'sport'), { nil: undefined }),
        author: fc.option(fc.constantFrom('Ada', 'Bo'), { nil: undefined }),
        tags: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }), { nil: undefined }),
        popularity: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
        published: fc.option(fc.integer({ min: NOW - 90 * DAY, max: NOW + DAY }), { nil: undefined }),
        // Few are pinned, since pinned items don't show their ranking.
        pinned: fc.constantFrom(...Array(5).fill(undefined), true as const),
        vector: fc.array(fc.integer({ min: -127, max: 127 }), { minLength: dimensions, maxLength: dimensions }),
      }),
      size,
    )
    .map((all) =>
      all.map(({ vector, ...more }, i) => ({
        item: content(
          `/${i}`,
          Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)) as Partial<ItemContent>,
        ),
        vector: Int8Array.from(vector),
      })),
    )

export type Thing = { readonly item: ItemContent; readonly vector: StoredVector }

/** A reader's actions, as (item, kind, age). */
export const deeds = fc.array(
  fc.record({
    thing: fc.nat(),
    kind: fc.constantFrom(...(Object.keys(EVENT_KINDS) as EventKind[])),
    days: fc.double({ min: 0, max: 60, noNaN: true }),
    seconds: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
  }),
  { maxLength: 80 },
)

export function eventsOf(
  deeds: ReadonlyArray<{ thing: number; kind: EventKind; days: number; seconds?: number | undefined }>,
  among: readonly Thing[],
) {
  return deeds.map(({ thing, kind, days, seconds }) =>
    event(kind, among[thing % among.length]!.item, { at: NOW - days * DAY, ...(seconds !== undefined && { seconds }) }),
  )
}

export const vectorsOf = (all: readonly Thing[]) => new Map(all.map(({ item, vector }) => [item.fingerprint, vector]))

export type { Evidence, History }
