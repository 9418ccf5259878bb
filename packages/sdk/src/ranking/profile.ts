import type { Profile, ReaderEvent, Tone } from '../types.ts'
import type { Evidence, History } from './features/evidence.ts'
import { levelOf } from './features/levels.ts'

/**
 * The reader's interests by topic.
 *
 * @param events the events to take into account
 * @param history the evidence used for ranking, so that readers see exactly what is used
 * @param paused topics that the reader has paused
 */
export function profile(
  events: readonly ReaderEvent[],
  { positive, levels }: Pick<History, 'positive' | 'levels'>,
  paused: Iterable<string> = [],
): Profile {
  const weights = new Map<string, number>()
  for (const { topic, weight } of positive) if (topic) weights.set(topic, (weights.get(topic) ?? 0) + weight)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const open = [...new Set([...weights.keys(), ...(levels?.keys() ?? [])])].map((topic) => {
    const level = levelOf(levels, topic)
    return { topic, share: (weights.get(topic) ?? 0) / (total || 1), ...(level && { level }) }
  })
  const topics = [...open, ...[...new Set(paused)].map((topic) => ({ topic, share: 0, paused: true as const }))]
  const since = events.reduce((least, event) => Math.min(least, event.at), Number.POSITIVE_INFINITY)
  return {
    topics: [...topics].sort((a, b) => b.share - a.share),
    events: events.length,
    ...(Number.isFinite(since) && { since }),
  }
}

/**
 * Mean tone of the opened items, each weighted as in the evidence. Items whose tone is unknown are skipped.
 *
 * @param tones tones keyed by fingerprint
 */
export function profileTone(positive: readonly Evidence[], tones: ReadonlyMap<string, Tone>): Profile['tone'] {
  const known = positive.flatMap(({ fingerprint, weight }) => {
    const tone = tones.get(fingerprint)
    return tone && weight > 0 ? [{ tone, weight }] : []
  })
  if (!known.length) return undefined
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  const mean = (of: (tone: Tone) => number) =>
    known.reduce((sum, { tone, weight }) => sum + of(tone) * weight, 0) / total
  const names = Object.keys(known[0]!.tone.emotions) as Array<keyof Tone['emotions']>
  return {
    valence: mean(({ valence }) => valence),
    intensity: mean(({ intensity }) => intensity),
    levity: mean(({ levity }) => levity),
    emotions: Object.fromEntries(
      names.map((name) => [name, mean(({ emotions }) => emotions[name])]),
    ) as Tone['emotions'],
    items: known.length,
  }
}
