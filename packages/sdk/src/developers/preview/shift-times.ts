import type { Imported } from '../../history/history-store.ts'

/** Age, in milliseconds, given to the persona's newest event, as if the persona had just visited. */
export const NEWEST_AGE = 5 * 60_000

/**
 * Shifts all times so that the newest event is {@link NEWEST_AGE} old. Otherwise a stored persona's interests would
 * fade with time.
 */
export function shiftTimes({ events, items }: Imported, now: number): Imported {
  const newest = Math.max(...events.map(({ at }) => at))
  const by = events.length ? now - NEWEST_AGE - newest : 0
  const shifted = <T extends { readonly published?: number }>(row: T): T =>
    row.published === undefined ? row : { ...row, published: row.published + by }
  return { events: events.map((event) => shifted({ ...event, at: event.at + by })), items: items.map(shifted) }
}
