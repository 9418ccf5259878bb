import { DAY, FRESH_DAYS } from './parameters.ts'

/**
 * The page's own order as the editor's voice, 0 for the first place down to −1 for the last. Logarithmic, since editors
 * choose the first places with more care than the last.
 */
export function editorPrior(from: number, length: number): number {
  return length > 1 ? -Math.log1p(from) / Math.log(length) : 0
}

/** 1 for what is published now, falling with age; 0 when no date is known. */
export function freshness(published: number | undefined, now: number): number {
  return published === undefined ? 0 : Math.exp(-Math.max(0, now - published) / DAY / FRESH_DAYS)
}
