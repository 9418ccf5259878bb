import type { History } from './evidence.ts'

/** Weight of opened items, in clicks, at which trust is one half. */
const HALF_TRUSTED = 3

/**
 * Shrinkage factor for interests, 0..1. It grows with the square of what was opened, so that one visit says next to
 * nothing and a few that agree say much: two seconds on one story (.38 clicks) give .02, one story that was read gives
 * a third, two give two thirds, ten give .98.
 */
export function trust({ positive }: Pick<History, 'positive'>): number {
  const opened = positive.reduce((sum, { weight }) => sum + weight, 0) ** 2
  return opened / (opened + HALF_TRUSTED ** 2)
}
