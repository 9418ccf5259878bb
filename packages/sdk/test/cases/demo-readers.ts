/** Three hundred simulated readers of the demo's front page, the same in every run. */
import { isArticle9, PHRASE_KEYS } from '../../src/content/article9.ts'
import { PHRASES } from '../../src/content/article9-phrases.ts'
import { itemContent } from '../../src/content/content.ts'
import { quantise } from '../../src/content/quantise.ts'
import { parsePrecomputed } from '../../src/engine/pack/precomputed.ts'
import { readerEvent } from '../../src/history/event.ts'
import { DAY } from '../../src/lib/limits.ts'
import { DEFAULTS } from '../../src/options.ts'
import { evidence } from '../../src/ranking/features/evidence.ts'
import type { RankInput } from '../../src/ranking/rank.ts'
import { checkRanker, DEFAULT_RANKER } from '../../src/ranking/ranker.ts'
import type { DialRules } from '../../src/ranking/rules/dial.ts'
import type { EventKind, Item, ItemContent, ReaderEvent, StoredVector } from '../../src/types.ts'
import { type Random, randomFrom } from './readers.ts'

export const READERS = 300

/** Rules that a list may have, mostly the defaults. */
const RULES: readonly DialRules[] = [
  {},
  {},
  {},
  { strength: 0.6 },
  { maxRun: 2, displacement: 8 },
  { diversity: 0.3, seen: 3 },
  { exploration: 0.1 },
  { dial: 'familiar' },
  { dial: 'explore' },
  { demoteRead: false, calibration: 1 },
]
const KINDS: readonly EventKind[] = [
  'read',
  'read',
  'read',
  'click',
  'click',
  'dwell',
  'share',
  'dismiss',
  'less',
  'more',
]

/** A reader's visit: their history, and the ranking's input. */
export interface Visit {
  readonly events: readonly ReaderEvent[]
  /** Ranked by words and labels, or by vectors as well. */
  readonly inputs: Readonly<Record<'lexical' | 'semantic', RankInput>>
}

export interface Demo {
  /** In page order. */
  readonly candidates: readonly ItemContent[]
  /** By fingerprint, including the prototypes of sensitive topics. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  readonly now: number
  /** A ranker fitted to a log, including habit features. */
  readonly fitted: unknown
}

/**
 * @param stories of the front page, in its order
 * @param vectors of their texts, by fingerprint
 * @param precomputed the model's own file, which has the prototypes
 */
export function demoOf(
  stories: readonly (Item & { readonly published: number })[],
  vectors: ReadonlyMap<string, StoredVector>,
  precomputed: string,
  fitted: unknown,
): Demo {
  const candidates = stories.map((story) => itemContent(story))
  const width = vectors.values().next().value!.length
  const known = parsePrecomputed(precomputed, width)
  const prototypes = PHRASE_KEYS.map((key, i) => [key, quantise(known.get(PHRASES[i]!)!)] as const)
  const now = Math.max(...stories.map(({ published }) => published)) + DAY
  return { candidates, vectors: new Map([...vectors, ...prototypes]), now, fitted }
}

/** A reader's history of up to five weeks, and the list that they return to. */
export function visitOf({ candidates, vectors, now, fitted }: Demo, reader: number): Visit {
  const random = randomFrom(1000 + reader)
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const topics = [...new Set(candidates.map(({ topic }) => topic))]
  const liked = Array.from({ length: 1 + Math.floor(random() * 4) }, () => one(topics))
  const wanted = () => {
    const topic = random() < 0.8 ? one(liked) : one(topics)
    return one(candidates.filter((item) => item.topic === topic))
  }
  const isSensitive = (item: ItemContent | ReaderEvent) => isArticle9(item, vectors)
  const done = Array.from({ length: 1 + Math.floor(random() ** 2 * 30) }, () =>
    eventOf(wanted(), one(KINDS), now, random),
  )
  const passed = Array.from({ length: Math.floor(random() * 40) }, () =>
    eventOf(one(candidates), 'impression', now, random),
  )
  const edits = liked
    .filter(() => random() < 0.1)
    .map((topic) => eventOf(edited(topic!), one(['raise', 'lower']), now, random))
  // Sensitive events are dropped, as in the recorder.
  const events = [...done, ...passed, ...edits].filter((event) => !isSensitive(event))
  const hasFigures = random() < 0.5
  const figured = candidates.map((item) =>
    hasFigures && random() < 0.8 ? { ...item, popularity: random() ** 2 } : item,
  )
  const input: RankInput = {
    list: '',
    candidates: figured,
    history: evidence(events, now),
    vectors: new Map(),
    now,
    ranker: random() < 0.3 ? checkRanker(fitted) : DEFAULT_RANKER,
    rules: { ...DEFAULTS, ...one(RULES) },
    isSensitive,
  }
  return { events, inputs: { lexical: input, semantic: { ...input, vectors } } }
}

const edited = (topic: string): ItemContent => ({
  id: `inkling:interest/${topic}`,
  text: topic,
  fingerprint: topic,
  topic,
})

function eventOf(item: ItemContent, kind: EventKind, now: number, random: Random): ReaderEvent {
  const seconds = kind === 'read' || kind === 'dwell' ? Math.floor(random() * 120) : undefined
  return readerEvent(item, { kind, at: now - Math.floor(random() ** 2 * 35 * DAY), seconds })
}
