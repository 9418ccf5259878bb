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

/**
 * Of a time whose groups have no living members to be taken for: years before 1800 (round ones may be numbers of anything), centuries, peoples and
 * empires of then, in English and Russian. A history of a calendar says nothing of its reader's religion.
 */
const PAST =
  /(?:^|[^\p{L}])(?:(?:in|of|since|from|before|after|around|until|в|с|до|после) 1[0-7]\d[1-9](?!\d)|1[0-8]th[- ]century|(?:fif|six|seven|eigh)teenth[- ]century|bce?(?!\p{L})|ancient (?:rom|gree|egypt|athen|sparta|persia|babylon|maya)|medieval|inca(?!\p{L}|rn)|incas|aztec|vikings?(?!\p{L})|pharaoh|(?:bronze|iron|stone) age|conquistador|x(?:v?i{0,3}|iv|v) век|древн\p{L}+ (?:рим|грец|егип)|средневеков|инк(?:и|ов)(?!\p{L})|ацтек|викинг|фараон)/iu
/** That it is about today as well. */
const PRESENT =
  /(?:^|[^\p{L}])(?:today|nowadays|still|now|modern|living|our|сегодня|сейчас|теперь|наш|до сих пор)(?!\p{L})|20[0-3]\d/iu

interface Text {
  readonly text: string
  readonly fingerprint: string
}

/** Stand in place of the phrases' fingerprints: what they say is needed where vectors are made alone (article9-phrases.ts). */
export const PHRASE_KEYS: readonly string[] = Array.from({ length: 41 }, (_, i) => `article9-${i}`)

/** The same, in the languages of the page. */
let ofLanguages: readonly RegExp[] = []
/** `past`: neither words nor likeness tell of anybody. */
const byWords = new Map<string, boolean | 'past'>()
/** The largest cosine to a phrase. */
const byVector = new WeakMap<StoredVector, number>()

/** From now on, what these find is such a topic as well. */
export function recogniseAlso(patterns: readonly RegExp[]): void {
  ofLanguages = patterns
  byWords.clear()
}

const isPast = (text: string) => PAST.test(text) && !PRESENT.test(text)

/**
 * Whether a text is about one of these topics.
 *
 * @param vectors by fingerprint; what there isn't can't be compared: then words decide
 * @param tooNear a cosine; by default what the prototypes are fitted to
 */
export function isArticle9(
  { text, fingerprint }: Text,
  vectors: ReadonlyMap<string, StoredVector>,
  tooNear = text ? TOO_NEAR : TOO_NEAR_SEEN,
): boolean {
  const known =
    byWords.get(fingerprint) ?? (isPast(text) ? 'past' : [WORDS, ...ofLanguages].some((words) => words.test(text)))
  byWords.set(fingerprint, known)
  if (known === 'past') return false
  const vector = vectors.get(fingerprint)
  if (known || !vector) return known
  let nearest = byVector.get(vector)
  if (nearest === undefined) {
    nearest = Math.max(...PHRASE_KEYS.map((key) => cosine(vector, vectors.get(key))))
    if (PHRASE_KEYS.every((key) => vectors.has(key))) byVector.set(vector, nearest)
  }
  return nearest > tooNear
}
