/** Splits texts into stemmed words. */

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts without spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u
/**
 * In Korean, spaces separate phrases, and no segmenter splits off particles. Bigrams work as well as morphological
 * analysis (Lee & Ahn 1996, SIGIR).
 */
const KOREAN = /\p{sc=Hang}/u

/**
 * Returns a word's stem.
 *
 * @param language see {@link words}
 */
export type Stem = (word: string, language: string | undefined) => string

/**
 * Removes the "s" of an English plural, so that "planets" matches "planet". Used until a language's stemmer is loaded.
 */
export const cutPlural: Stem = (word) =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

let stem = cutPlural
let segmenter: Intl.Segmenter | undefined

/**
 * Sets the stemmer. The caller must also call `forgetWords`, which drops the cached words of texts that were already
 * split.
 */
export function setStemmer(next: Stem): void {
  stem = next
}

function bigrams(run: string): string[] {
  const characters = Array.from(run)
  return characters.length < 3 ? [run] : characters.slice(1).map((character, i) => characters[i] + character)
}

/** Splits a run of letters and digits into words. */
function parts(run: string): string[] {
  const isUnspaced = UNSPACED.test(run)
  // Firefox before 125 doesn't have a segmenter.
  if (KOREAN.test(run) || (isUnspaced && !Intl.Segmenter)) return bigrams(run)
  if (!isUnspaced) return [run]
  segmenter ??= new Intl.Segmenter([], { granularity: 'word' })
  return Array.from(segmenter.segment(run), ({ segment }) => segment)
}

/**
 * Lower-case stems of a text's words. Scripts without spaces are segmented with the browser's dictionary or, if there
 * is none, into character bigrams; Korean is always split into bigrams.
 *
 * @param language primary subtag of the text's language, e.g. `de`. Default: the page's language
 */
export function words(text: string, language?: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).flatMap(parts).map((word) => stem(word, language))
}
