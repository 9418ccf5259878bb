/**
 * Lists the inputs of each feature. scripts/features.mjs writes the lists into docs/features.md, and a test compares
 * them with the inputs that the code reads.
 */
import type { Feature } from '../../../sdk/src/ranking/features/features.ts'

/**
 * Inputs that describe an item. They are from the page or the site's own file; `vector` is computed from the item's
 * words or picture.
 */
export type OfItem = 'id' | 'text' | 'vector' | 'topic' | 'tags' | 'author' | 'published' | 'popularity' | 'place'
/** Inputs that describe the reader: what they did with items, and when. */
export type OfReader = 'opened' | 'passed over' | 'hidden'

interface Reads {
  readonly item: readonly OfItem[]
  readonly reader: readonly OfReader[]
}

/**
 * Similarity features depend on items that were opened and on items that were passed over, because the mean of both is
 * subtracted from vectors.
 */
export const READS: Readonly<Record<Feature, Reads>> = {
  popularity: { item: ['popularity'], reader: ['opened', 'passed over'] },
  freshness: { item: ['published'], reader: [] },
  position: { item: ['place'], reader: [] },
  interest: { item: ['vector', 'text', 'topic', 'tags', 'author'], reader: ['opened', 'passed over'] },
  contrast: { item: ['vector', 'text', 'topic', 'tags', 'author', 'popularity'], reader: ['opened', 'passed over'] },
  words: { item: ['text'], reader: ['opened', 'passed over'] },
  skippedWords: { item: ['text'], reader: ['opened', 'passed over'] },
  coReading: { item: ['id'], reader: ['opened'] },
  labels: { item: ['topic', 'tags', 'popularity'], reader: ['opened', 'passed over'] },
  author: { item: ['author', 'popularity'], reader: ['opened', 'passed over'] },
  opened: { item: ['id'], reader: ['opened'] },
  skipped: { item: ['id'], reader: ['passed over'] },
  popularityAffinity: { item: ['popularity'], reader: ['opened', 'passed over'] },
  eraAffinity: { item: ['published'], reader: ['opened', 'passed over'] },
  era: { item: ['published', 'popularity'], reader: ['opened', 'passed over'] },
  dismissed: { item: ['vector', 'text', 'topic', 'tags', 'author'], reader: ['hidden', 'opened', 'passed over'] },
}
