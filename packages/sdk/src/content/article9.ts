/**
 * Detects special categories of personal data (GDPR, article 9), about which nothing may be inferred without explicit
 * consent: health, religion and belief, politics, ethnic origin, trade unions, sex life and orientation, genetic data.
 * Detection is by words and by similarity to prototype phrases; docs/privacy.md states its accuracy.
 */
import { cosine } from '../lib/cosine.ts'
import type { StoredVector } from '../types.ts'

/**
 * Cosine above which a text counts as sensitive. The prototypes are fitted to this threshold in eight languages
 * (models/training/article9.py); docs/privacy.md states the accuracy.
 */
const TOO_NEAR = 0.35
/**
 * The threshold for items that have only a picture. It is lower, because pictures are less similar to any text. Chosen
 * so that the share of unrelated items above it equals the share of unrelated texts above `TOO_NEAR`
 * (docs/pictures.md).
 */
const TOO_NEAR_SEEN = 0.24
/** English words, identified by their beginnings. */
const WORDS =
  /(?:^|[^\p{L}])(?:cancer|diabet|depressi(?:on|ve)|anxiety|bipolar|autis|adhd|hiv|pregnan|abortion|christian|catholic|church|muslim|islam|jew(?:ish|s)|judais|atheis|buddhis|hindu|bible|qu?ran|pope|religio|election|republican|democrat|socialis|communis|parliament|senat|racis|refugee|immigra|trade union|gay|lesbian|bisexual|transgender|lgbt|homosexual)/iu

/**
 * References, in English and Russian, to times so long ago that no group from then has living members: years before
 * 1800 (except round numbers, which may not be years), centuries, and ancient peoples and empires. For example, a
 * history of the calendar says nothing about its reader's religion.
 */
const PAST =
  /(?:^|[^\p{L}])(?:(?:in|of|since|from|before|after|around|until|в|с|до|после) 1[0-7]\d[1-9](?!\d)|1[0-8]th[- ]century|(?:fif|six|seven|eigh)teenth[- ]century|bce?(?!\p{L})|ancient (?:rom|gree|egypt|athen|sparta|persia|babylon|maya)|medieval|inca(?!\p{L}|rn)|incas|aztec|vikings?(?!\p{L})|pharaoh|(?:bronze|iron|stone) age|conquistador|x(?:v?i{0,3}|iv|v) век|древн\p{L}+ (?:рим|грец|егип)|средневеков|инк(?:и|ов)(?!\p{L})|ацтек|викинг|фараон)/iu
/** Signs that a text is also about the present. */
const PRESENT =
  /(?:^|[^\p{L}])(?:today|nowadays|still|now|modern|living|our|сегодня|сейчас|теперь|наш|до сих пор)(?!\p{L})|20[0-3]\d/iu

interface Text {
  readonly text: string
  readonly fingerprint: string
}

/**
 * Keys of the prototype phrases' vectors. The phrases' texts are needed only to compute the vectors
 * (article9-phrases.ts).
 */
export const PHRASE_KEYS: readonly string[] = Array.from({ length: 41 }, (_, i) => `article9-${i}`)

/** Patterns for the page's other languages. */
let ofLanguages: readonly RegExp[] = []
const NO_VECTORS: ReadonlyMap<string, StoredVector> = new Map()
/** Results keyed by fingerprint. `past`: the text is about the past, so neither words nor similarity count. */
const byWords = new Map<string, boolean | 'past'>()
/** Largest cosine to a prototype phrase. */
const byVector = new WeakMap<StoredVector, number>()

/** Sets the patterns for the page's other languages. */
export function setSensitivePatterns(patterns: readonly RegExp[]): void {
  ofLanguages = patterns
  byWords.clear()
}

const isPast = (text: string) => PAST.test(text) && !PRESENT.test(text)

/**
 * Whether a text is about a special category.
 *
 * @param vectors keyed by fingerprint. Default: none. For a text without a vector, words alone decide
 */
export function isArticle9(
  { text, fingerprint }: Text,
  vectors: ReadonlyMap<string, StoredVector> = NO_VECTORS,
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
  return nearest > (text ? TOO_NEAR : TOO_NEAR_SEEN)
}
