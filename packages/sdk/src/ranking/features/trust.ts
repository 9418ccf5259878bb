import type { History } from './evidence.ts'

/** Weight of what was opened, in clicks, at which interests count half. */
const HALF_TRUSTED = 3

/**
 * How far interests are believed, 0..1: shrinkage by how much was opened. Two seconds on one story weigh .38 clicks, and are
 * believed to a ninth; five stories that were read, to three quarters.
 */
export function trust({ positive }: Pick<History, 'positive'>): number {
  const opened = positive.reduce((sum, { weight }) => sum + weight, 0)
  return opened / (opened + HALF_TRUSTED)
}
