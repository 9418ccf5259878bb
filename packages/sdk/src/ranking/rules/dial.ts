import type { Dial } from '../../types.ts'
import { NO_RULES, type Rules } from './rules.ts'

/** A site's rules, combined with the reader's dial. */
export type DialRules = Partial<Rules> & { readonly dial?: Dial }

/**
 * Minimum exploration (share of places) and diversity (units of the score) while the reader's dial asks for new things.
 */
const EXPLORATION = 0.3
const DIVERSITY = 0.32

/**
 * A site's rules, adjusted by the reader's dial. `familiar` turns off the rules that bring in unfamiliar items;
 * `explore` adds places for new topics and a penalty for similarity to the items above. Pins, strength, displacement
 * and demotions are left unchanged.
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

/** Prefix of the item id under which the setting is stored. */
export const DIAL = 'inkling:dial/'

/** The dial's current setting, taken from the last event. An invalid value in storage has no effect. */
export const dialOf = (events: ReadonlyArray<{ readonly kind: string; readonly item: string }>): Dial =>
  (events.findLast(({ kind }) => kind === 'dial')?.item.slice(DIAL.length) as Dial | undefined) ?? 'balanced'
