/** Checks that a fixture can't pass yet, and why. Take a line away when what it waits for is there. */
export type Check = 'finding' | 'order' | 'calm' | 'keyboard' | 'accessibility' | 'undo' | 'works'

export interface NotYet {
  readonly fixture: string
  /** None: it isn't opened at all. */
  readonly checks: readonly Check[] | 'all'
  readonly why: string
}

export const NOT_YET: readonly NotYet[] = [
  {
    fixture: 'search-results',
    checks: ['finding', 'order'],
    why: "srsltid, which Google's results add, isn't among the tracking parameters",
  },
  {
    fixture: 'sticky',
    checks: ['finding', 'order'],
    why: 'a heading between the items, without a link, counts as an item and is moved',
  },
  {
    fixture: 'shadow-cards',
    checks: 'all',
    why: "templateOf goes up from the heading by parentElement, and throws where the item's shadow root ends",
  },
  {
    fixture: 'shadow-list',
    checks: ['calm'],
    why: 'a frame has shown the list, but its paint entry is not there yet: mayBeSeen says no, and it is moved in view',
  },
  {
    fixture: 'streamed',
    checks: ['finding', 'order'],
    why: 'of a list that was seen unfinished, the snippet leaves the children that it had then: the rest is not ranked',
  },
]

/** What may be checked of a fixture. */
export function notYet(name: string): { may: (check: Check) => boolean; whole: boolean; whys: readonly string[] } {
  const lines = NOT_YET.filter(({ fixture }) => fixture === name)
  const off = new Set(lines.flatMap(({ checks }) => checks))
  return { may: (check) => !off.has(check), whole: off.has('all'), whys: lines.map(({ why }) => why) }
}
