import type { RankedItem } from '../../types.ts'

const STEPS: { readonly [rule in NonNullable<RankedItem['rule']>]?: number } = {
  breaking: -1,
  read: 1,
  seen: 1,
  dismissed: 2,
}

/** How far down a rule puts an item, whatever its score: what was read below the unread, what was dismissed below that. */
export const ruleStep = (rule: RankedItem['rule']): number => (rule && STEPS[rule]) ?? 0
