/** Checks that a fixture can't pass yet, and why. Take a line away when what it waits for is there. */
export type Check = 'finding' | 'order' | 'calm' | 'keyboard' | 'accessibility' | 'undo' | 'works'

export interface NotYet {
  readonly fixture: string
  /** None: it isn't opened at all. */
  readonly checks: readonly Check[] | 'all'
  readonly why: string
}

export const NOT_YET: readonly NotYet[] = []
