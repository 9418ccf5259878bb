import type { VectorOrigin } from '../../types.ts'

/** Rows from before origins were kept. */
export const UNKNOWN: VectorOrigin = { by: '', depth: 1, deepest: 1 }

const spaceOf = (by: string) => by.slice(0, by.indexOf('/'))
const packOf = (by: string) => by.slice(0, by.lastIndexOf('@'))

/**
 * Whether vectors of two makers (`space/name@version`) must not meet: another space can't be compared, and neither can another
 * version of the same pack. Packs of other languages in one space can.
 */
export const clashes = (a: string, b: string): boolean =>
  a !== b && (spaceOf(a) !== spaceOf(b) || packOf(a) === packOf(b))
