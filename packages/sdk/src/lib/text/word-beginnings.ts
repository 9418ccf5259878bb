/** Letters of scripts that have small and capital ones, as far as words are listed in them: Latin and Cyrillic. */
const LETTERS = 'a-zªµºÀ-ÖØ-öø-ʯЀ-ҁҊ-ԯḀ-ỿ'

/**
 * What finds a word that begins as one of these patterns say, in any case; after a letter of another script a word begins as well.
 *
 * `\p{L}` in a pattern stands for a letter, written out here: a list that asks for every script's letters in any case takes V8 70 ms to
 * make ready, on a desktop, when a page's first text is read; so it takes 6.
 *
 * @param patterns sources of regular expressions, that hold without the flag `u`
 */
export const wordBeginnings = (patterns: readonly string[]): RegExp => {
  const any = patterns
    .join('|')
    .replace(/\[[^\]]*\]|\\p\{L\}/g, (part) =>
      part.startsWith('[') ? part.replaceAll(String.raw`\p{L}`, LETTERS) : `[${LETTERS}]`,
    )
  return new RegExp(`(?:^|[^${LETTERS}])(?:${any})`, 'i')
}
