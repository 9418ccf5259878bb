import type { RankedItem } from '../../types.ts'

/** Of what holds the page's own place: it has no part in the order of the others. More than any other step. */
export const HELD = 9

const STEPS: { readonly [rule in NonNullable<RankedItem['rule']>]?: number } = {
  breaking: -1,
  read: 1,
  seen: 1,
  dismissed: 2,
  sensitive: HELD,
}

/** How far down a rule puts an item, whatever its score: what was read below the unread, what was dismissed below that. */
export const ruleStep = (rule: RankedItem['rule']): number => (rule && STEPS[rule]) ?? 0
