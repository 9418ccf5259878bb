/** Checks that a fixture can't pass yet, and why. Take a line away when what it waits for is there. */
export type Check = 'finding' | 'order' | 'calm' | 'keyboard' | 'accessibility' | 'undo' | 'works'

export interface NotYet {
  readonly fixture: string
  /** None: it isn't opened at all. */
  readonly checks: readonly Check[] | 'all'
  readonly why: string
}

export const NOT_YET: readonly NotYet[] = []

/** What may be checked of a fixture. */
export function notYet(name: string): { may: (check: Check) => boolean; whole: boolean; whys: readonly string[] } {
  const lines = NOT_YET.filter(({ fixture }) => fixture === name)
  const off = new Set(lines.flatMap(({ checks }) => checks))
  return { may: (check) => !off.has(check), whole: off.has('all'), whys: lines.map(({ why }) => why) }
}
