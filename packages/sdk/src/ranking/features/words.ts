/** What texts are compared by. */

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts without blanks between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u
/** Blanks stand between phrases: particles are part of what no segmenter parts (Lee & Ahn 1996, SIGIR: bigrams do as well as morphology). */
const KOREAN = /\p{sc=Hang}/u

/** A word's stem. @param language as in {@link words} */
export type Stem = (word: string, language: string | undefined) => string

/** An English plural's s is cut so that "planets" meets "planet": all that is done where no language's stemmer has come. */
export const cutPlural: Stem = (word) =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

let stem = cutPlural
let segmenter: Intl.Segmenter | undefined

/** Takes stems by this from now on. Texts that were read before are to be forgotten: `forgetWords`. */
export function stemBy(next: Stem): void {
  stem = next
}

function bigrams(run: string): string[] {
  const characters = Array.from(run)
  return characters.length < 3 ? [run] : characters.slice(1).map((character, i) => characters[i] + character)
}

/** What stands between two blanks or marks, as words. */
function parts(run: string): string[] {
  const isUnspaced = UNSPACED.test(run)
  // Firefox before 125 has no segmenter.
  if (KOREAN.test(run) || (isUnspaced && !Intl.Segmenter)) return bigrams(run)
  if (!isUnspaced) return [run]
  segmenter ??= new Intl.Segmenter([], { granularity: 'word' })
  return Array.from(segmenter.segment(run), ({ segment }) => segment)
}

/**
 * Stems of words in lower case. Scripts without blanks are segmented by the platform's dictionary, or by twos of characters;
 * Korean always by twos.
 *
 * @param language of the text, as its first subtag, e.g. `de`. Default: the page's
 */
export function words(text: string, language?: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).flatMap(parts).map((word) => stem(word, language))
}
