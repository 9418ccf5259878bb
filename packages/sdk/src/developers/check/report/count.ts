/** A count with its noun: 1 list, 2 lists. */
export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

/** Maximum number of texts quoted in a sentence. */
const MOST_NAMED = 3

/** Joins the first few texts and says how many more there are. */
export const few = (texts: readonly string[]): string =>
  texts.slice(0, MOST_NAMED).join('; ') + (texts.length > MOST_NAMED ? `; ${texts.length - MOST_NAMED} more` : '')
