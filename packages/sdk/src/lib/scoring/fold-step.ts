/** A score with its step in it: more than any two scores differ by, so that one number sorts both. */
const FOLD = 1e5

/** Of what is breaking: all have the same, so that they stand in the page's order. */
export const BREAKING = FOLD

export const foldStep = (score: number, step: number): number => score - FOLD * step

/** The step that is in a score. */
export const stepIn = (score: number): number => Math.round(-score / FOLD)
