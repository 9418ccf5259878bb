import type { RankedItem } from '../../types.ts'

/**
 * The step of an item that keeps its place on the page and isn't ranked with the others. It is higher than any other
 * step.
 */
export const HELD = 9

/** The step of breaking items, which come above all others. */
export const BREAKING = -1

const STEPS: { readonly [rule in NonNullable<RankedItem['rule']>]?: number } = {
  breaking: BREAKING,
  read: 1,
  seen: 1,
  dismissed: 2,
  sensitive: HELD,
}

/**
 * How many steps a rule moves an item down, whatever its score: read items rank below unread ones, and dismissed items
 * below read ones.
 */
export const ruleStep = (rule: RankedItem['rule']): number => (rule && STEPS[rule]) ?? 0
