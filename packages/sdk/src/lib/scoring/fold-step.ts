/**
 * Distance between two steps: larger than any difference between scores, so that one number sorts by step and then by
 * score.
 */
const FOLD = 1e5

/** The score of breaking items. They all share it, so they stay in the page's order. */
export const BREAKING = FOLD

export const foldStep = (score: number, step: number): number => score - FOLD * step

/** Extracts the step from a folded score. */
export const stepIn = (score: number): number => Math.round(-score / FOLD)
