import type { Profile, ReaderEvent } from '../types.ts'
import type { Evidence } from './features/evidence.ts'

/** Interests by topic. @param positive the very evidence that ranks: what the reader sees of their profile is what is used */
export function profile(events: readonly ReaderEvent[], positive: readonly Evidence[]): Profile {
  const weights = new Map<string, number>()
  for (const { topic, weight } of positive) if (topic) weights.set(topic, (weights.get(topic) ?? 0) + weight)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const since = events.reduce((least, event) => Math.min(least, event.at), Number.POSITIVE_INFINITY)
  return {
    topics: [...weights].map(([topic, weight]) => ({ topic, share: weight / total })).sort((a, b) => b.share - a.share),
    events: events.length,
    ...(Number.isFinite(since) && { since }),
  }
}
