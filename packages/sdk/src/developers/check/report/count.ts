/** A number of things, in words: 1 list, 2 lists. */
export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

/** Texts named in one sentence. */
const MOST_NAMED = 3

/** The first few of many, in words. */
export const few = (texts: readonly string[]): string =>
  texts.slice(0, MOST_NAMED).join('; ') + (texts.length > MOST_NAMED ? `; ${texts.length - MOST_NAMED} more` : '')
