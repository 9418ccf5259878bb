import type { RankedItem } from '../types.ts'

/** How far down a rule puts an item, whatever its score: what was read below the unread, what was dismissed below that. */
export const ruleStep = (rule: RankedItem['rule']): number => (rule === 'dismissed' ? 2 : rule === 'read' ? 1 : 0)
