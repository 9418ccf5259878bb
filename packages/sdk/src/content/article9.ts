/**
 * Topics of which the law says that nothing may be concluded about a person without an explicit yes: health, religion
 * and belief, politics, ethnic origin, trade unions, sex life and orientation, genetic data (GDPR, article 9). Recognised
 * by words, and by likeness to phrases; how well is in docs/privacy.md.
 */
import { cosine } from '../lib/cosine.ts'
import type { StoredVector } from '../types.ts'

/** A cosine above this is too near: the prototypes are fitted to it, in eight languages (models/training/article9.py); docs/privacy.md has what it finds. */
const TOO_NEAR = 0.35
/** Of an item that has a picture alone: those are less near to any words. As many texts about nothing of the kind are this near as were to the prototypes of docs/pictures.md's figures. */
const TOO_NEAR_SEEN = 0.24

/** Beginnings of words, in English. */
const WORDS =
  /(?:^|[^\p{L}])(?:cancer|diabet|depressi(?:on|ve)|anxiety|bipolar|autis|adhd|hiv|pregnan|abortion|christian|catholic|church|muslim|islam|jew(?:ish|s)|judais|atheis|buddhis|hindu|bible|qu?ran|pope|religio|election|republican|democrat|socialis|communis|parliament|senat|racis|refugee|immigra|trade union|gay|lesbian|bisexual|transgender|lgbt|homosexual)/iu

interface Text {
  readonly text: string
  readonly fingerprint: string
}

/** Stand in place of the phrases' fingerprints: what they say is needed where vectors are made alone (article9-phrases.ts). */
export const PHRASE_KEYS: readonly string[] = Array.from({ length: 41 }, (_, i) => `article9-${i}`)

/** The same, in the languages of the page. */
let ofLanguages: readonly RegExp[] = []
const byWords = new Map<string, boolean>()
const byVector = new WeakMap<StoredVector, boolean>()

/** From now on, what these find is such a topic as well. */
export function recogniseAlso(patterns: readonly RegExp[]): void {
  ofLanguages = patterns
  byWords.clear()
}

/**
 * Whether a text is about one of these topics.
 *
 * @param vectors by fingerprint; what there isn't can't be compared: then words decide
 */
export function isArticle9({ text, fingerprint }: Text, vectors: ReadonlyMap<string, StoredVector>): boolean {
  const named = byWords.get(fingerprint) ?? [WORDS, ...ofLanguages].some((words) => words.test(text))
  byWords.set(fingerprint, named)
  const vector = vectors.get(fingerprint)
  if (named || !vector) return named
  let near = byVector.get(vector)
  if (near === undefined) {
    near = PHRASE_KEYS.some((key) => cosine(vector, vectors.get(key)) > (text ? TOO_NEAR : TOO_NEAR_SEEN))
    if (PHRASE_KEYS.every((key) => vectors.has(key))) byVector.set(vector, near)
  }
  return near
}
