/** A score with its step in it: more than any two scores differ by, so that one number sorts both. */
const FOLD = 1e5

export const foldStep = (score: number, step: number): number => score - FOLD * step

/** The step that is in a score. */
export const stepIn = (score: number): number => Math.round(-score / FOLD)
