import type { History } from './evidence.ts'

/** Weight of what was opened, in clicks, at which interests count half. */
const HALF_TRUSTED = 3

/**
 * How far interests are believed, 0..1: shrinkage by how much was opened, with the square of it, so that one visit says next
 * to nothing and a few agree. Two seconds on one story weigh .38 clicks, and are believed by 2 %; one story that was read by
 * a third, two by two thirds, ten by all but a fiftieth.
 */
export function trust({ positive }: Pick<History, 'positive'>): number {
  const opened = positive.reduce((sum, { weight }) => sum + weight, 0) ** 2
  return opened / (opened + HALF_TRUSTED ** 2)
}
