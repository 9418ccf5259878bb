import { DAY } from '../../lib/limits.ts'

/** Age in days at which freshness is 1/e. */
const FRESH_DAYS = 3

/** exp(−age / {@link FRESH_DAYS}): 1 for an item published now; 0 if the date is unknown. */
export function freshness(published: number | undefined, now: number): number {
  return published === undefined ? 0 : Math.exp(-Math.max(0, now - published) / DAY / FRESH_DAYS)
}
