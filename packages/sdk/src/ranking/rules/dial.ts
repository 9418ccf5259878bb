import type { Dial } from '../../types.ts'
import { NO_RULES, type Rules } from './rules.ts'

/** What a site asks, and what its reader makes of it. */
export type Dialled = Partial<Rules> & { readonly dial?: Dial }

/** Share of places, and price of likeness in units of the score, at least, where a reader asks for what is new to them. */
const EXPLORATION = 0.3
const DIVERSITY = 0.32

/**
 * The rules of a site as its reader's dial leaves them. `familiar`: none that brings in what the reader isn't known to like;
 * `explore`: places for topics that are new to them, and what is unlike what stands above. What editors hold in place, order by
 * strength and displacement, and what goes down, stays as it is.
 */
export function dialled({ dial, ...given }: Dialled = {}): Rules {
  const rules = { ...NO_RULES, ...given }
  if (dial === 'familiar') return { ...rules, calibration: 0, diversity: 0, exploration: 0 }
  if (dial !== 'explore') return rules
  return {
    ...rules,
    diversity: Math.max(DIVERSITY, rules.diversity),
    exploration: Math.max(EXPLORATION, rules.exploration),
  }
}

/** Before the setting, in the id under which it is kept. */
export const DIAL = 'inkling:dial/'

/** As the last event of the kind says. What somebody else has written to the storage may be no setting: nothing follows from it. */
export const dialOf = (events: ReadonlyArray<{ readonly kind: string; readonly item: string }>): Dial =>
  (events.findLast(({ kind }) => kind === 'dial')?.item.slice(DIAL.length) as Dial | undefined) ?? 'balanced'
