/** What each feature is made of: scripts/features.mjs writes it into docs/features.md, and a test compares it with what is read. */
import type { Feature } from '../../../sdk/src/ranking/features/features.ts'

/** Of an item, as the page or the site's own file tells it; `vector` is made of its words or picture. */
export type OfItem = 'id' | 'text' | 'vector' | 'topic' | 'tags' | 'author' | 'published' | 'popularity' | 'place'
/** Of the reader: what they did with items here, what these were, and when. */
export type OfReader = 'opened' | 'passed over' | 'hidden'

interface Reads {
  readonly item: readonly OfItem[]
  readonly reader: readonly OfReader[]
}

/** Likeness is told of both sides of the history: what all of it has in common says nothing, and is taken off. */
export const READS: Readonly<Record<Feature, Reads>> = {
  popularity: { item: ['popularity'], reader: ['opened', 'passed over'] },
  freshness: { item: ['published'], reader: [] },
  position: { item: ['place'], reader: [] },
  interest: { item: ['vector', 'text', 'topic', 'tags', 'author'], reader: ['opened', 'passed over'] },
  contrast: { item: ['vector', 'text', 'topic', 'tags', 'author', 'popularity'], reader: ['opened', 'passed over'] },
  words: { item: ['text'], reader: ['opened', 'passed over'] },
  skippedWords: { item: ['text'], reader: ['opened', 'passed over'] },
  labels: { item: ['topic', 'tags', 'popularity'], reader: ['opened', 'passed over'] },
  author: { item: ['author', 'popularity'], reader: ['opened', 'passed over'] },
  opened: { item: ['id'], reader: ['opened'] },
  skipped: { item: ['id'], reader: ['passed over'] },
  popularityAffinity: { item: ['popularity'], reader: ['opened', 'passed over'] },
  eraAffinity: { item: ['published'], reader: ['opened', 'passed over'] },
  era: { item: ['published', 'popularity'], reader: ['opened', 'passed over'] },
  dismissed: { item: ['vector', 'text', 'topic', 'tags', 'author'], reader: ['hidden', 'opened', 'passed over'] },
}
