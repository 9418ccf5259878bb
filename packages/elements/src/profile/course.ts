/** Rising and fading topics: the number of items opened in each time step of the history. */

import type { ReaderEvent } from '../../../sdk/src/types.ts'
import { isOpened } from '../opened.ts'

const DAY = 86_400_000
/** Number of time steps, the last of which ends now. A step lasts between a day and a week. */
export const STEPS = 8

export interface TopicHistory {
  /** Items opened in each step, oldest first. */
  readonly counts: readonly number[]
  /**
   * Set if the counts of the two halves differ by at least two items and by at least half. Absent if the history
   * doesn't reach back far enough.
   */
  readonly trend?: 'rising' | 'fading'
}

/** @returns by topic */
export function topicHistories(events: readonly ReaderEvent[], now: number): Map<string, TopicHistory> {
  const opened = events.filter((event) => event.topic && event.at <= now && isOpened(event))
  const since = opened.reduce((least, { at }) => Math.min(least, at), now)
  const step = Math.min(7 * DAY, Math.max(DAY, (now - since) / STEPS))
  const things = new Map<string, Array<Set<string>>>()
  for (const { topic, item, at } of opened) {
    const back = Math.floor((now - at) / step)
    const steps = things.get(topic!) ?? Array.from({ length: STEPS }, () => new Set<string>())
    things.set(topic!, steps)
    steps[Math.max(0, STEPS - 1 - back)]!.add(item)
  }
  const knowsBefore = now - since > (STEPS / 2) * step
  return new Map(
    [...things].map(([topic, steps]) => {
      const counts = steps.map(({ size }) => size)
      const trend = knowsBefore ? trendOf(counts) : undefined
      return [topic, { counts, ...(trend && { trend }) }]
    }),
  )
}

function trendOf(counts: readonly number[]): TopicHistory['trend'] {
  const sum = (from: number, to: number) => counts.slice(from, to).reduce((a, b) => a + b, 0)
  const [before, after] = [sum(0, STEPS / 2), sum(STEPS / 2, STEPS)]
  const isMore = (a: number, b: number) => a >= b + 2 && a >= 1.5 * b
  return isMore(after, before) ? 'rising' : isMore(before, after) ? 'fading' : undefined
}
