/** Checks that a fixture doesn't pass yet, and why. Remove a line once it passes. */
export type Check = 'finding' | 'order' | 'calm' | 'keyboard' | 'accessibility' | 'undo' | 'works'

export interface NotYet {
  readonly fixture: string
  /** No checks: the fixture isn't opened at all. */
  readonly checks: readonly Check[] | 'all'
  readonly why: string
}

export const NOT_YET: readonly NotYet[] = []

/** The checks of a fixture. */
export function notYet(name: string): { may: (check: Check) => boolean; whole: boolean; whys: readonly string[] } {
  const lines = NOT_YET.filter(({ fixture }) => fixture === name)
  const off = new Set(lines.flatMap(({ checks }) => checks))
  return { may: (check) => !off.has(check), whole: off.has('all'), whys: lines.map(({ why }) => why) }
}
