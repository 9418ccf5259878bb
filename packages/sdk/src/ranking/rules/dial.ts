import type { Dial } from '../../types.ts'
import { NO_RULES, type Rules } from './rules.ts'

/** A site's rules, combined with the reader's dial. */
export type DialRules = Partial<Rules> & { readonly dial?: Dial }

/**
 * Minimum exploration (as a share of places) and diversity (in score units) while the reader's dial is set to
 * `explore`.
 */
const EXPLORATION = 0.3
const DIVERSITY = 0.32

/**
 * A site's rules, adjusted by the reader's dial. `familiar` turns off the rules that bring in unfamiliar items;
 * `explore` adds places for new topics, and a penalty for being similar to the items above. Pins, strength,
 * displacement and demotions are left unchanged.
 */
export function applyDial({ dial, ...given }: DialRules = {}): Rules {
  const rules = { ...NO_RULES, ...given }
  if (dial === 'familiar') return { ...rules, calibration: 0, diversity: 0, exploration: 0 }
  if (dial !== 'explore') return rules
  return {
    ...rules,
    diversity: Math.max(DIVERSITY, rules.diversity),
    exploration: Math.max(EXPLORATION, rules.exploration),
  }
}

/** Prefix of the item id that is used to store the setting. */
export const DIAL = 'inkling:dial/'

/** The dial's current setting, as given by the last event. An invalid stored value has no effect. */
export const dialOf = (events: ReadonlyArray<{ readonly kind: string; readonly item: string }>): Dial =>
  (events.findLast(({ kind }) => kind === 'dial')?.item.slice(DIAL.length) as Dial | undefined) ?? 'balanced'
