import type { VectorOrigin } from '../../types.ts'

/** The origin assumed for rows that were written before origins were stored. */
export const UNKNOWN: VectorOrigin = { by: '', depth: 1, deepest: 1 }

const spaceOf = (by: string) => by.slice(0, by.indexOf('/'))
const packOf = (by: string) => by.slice(0, by.lastIndexOf('@'))

/**
 * Whether vectors computed by two models (`space/name@version`) can't be compared, because they belong to different
 * spaces or to different versions of the same pack. Packs for different languages are comparable if they share a space.
 */
export const clashes = (a: string, b: string): boolean =>
  a !== b && (spaceOf(a) !== spaceOf(b) || packOf(a) === packOf(b))
