import type { Dial } from '../../types.ts'
import type { Rules } from './rules.ts'

/** What a site asks, and what its reader makes of it. */
export type Dialled = Partial<Rules> & { readonly dial?: Dial }

/** Share of places, and price of likeness in units of the score, at least, where a reader asks for what is new to them. */
const EXPLORE = { exploration: 0.3, diversity: 0.32 }
const FAMILIAR = { calibration: 0, diversity: 0, exploration: 0 }

/**
 * The rules of a site as its reader's dial leaves them. `familiar`: none that brings in what the reader isn't known to like;
 * `explore`: places for topics that are new to them, and what is unlike what stands above. What editors hold in place, order by
 * strength and displacement, and what goes down, stays as it is.
 */
export function dialled(rules: Dialled = {}): Partial<Rules> {
  const { dial, exploration = 0, diversity = 0 } = rules
  if (dial === 'familiar') return { ...rules, ...FAMILIAR }
  if (dial !== 'explore') return rules
  return {
    ...rules,
    exploration: Math.max(EXPLORE.exploration, exploration),
    diversity: Math.max(EXPLORE.diversity, diversity),
  }
}

/** As the last event of the kind says; what else it may say, where somebody has written to the storage, is balanced. */
export function dialOf(events: ReadonlyArray<{ readonly kind: string; readonly item: string }>): Dial {
  const last = events.findLast(({ kind }) => kind === 'dial')
  return (/\/(familiar|explore)$/.exec(last?.item ?? '')?.[1] as Dial | undefined) ?? 'balanced'
}
