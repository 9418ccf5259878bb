import type { RuleStep } from '../../types.ts'
import { dialled } from '../rules/dial.ts'
import { NO_RULES, type Rules } from '../rules/rules.ts'
import type { LeaveOut } from './leave-out.ts'

/** The rules of a list in the order in which they are applied, from the score on. */
const RULES = [
  'demoteRead',
  'seen',
  'calibration',
  'diversity',
  'exploration',
  'floor',
  'strength',
  'maxRun',
  'displacement',
] as const
const MARKS = ['pinned', 'sensitive', 'breaking', 'dismissed'] as const

/**
 * What rules made of the place that the score alone gives, one after the other: each step begins where the last ended, and the
 * last ends at the item's place. Only rules that moved it.
 */
export function ruleSteps(all: LeaveOut, c: number): RuleStep[] {
  const { rules: given } = all.input
  // Unless it is said otherwise, what was read goes down.
  const rules = { ...dialled(given), demoteRead: given?.demoteRead !== false }
  const { byScore, rule } = all.ranking.items.find(({ from }) => from === c)!
  const steps: RuleStep[] = []
  let place = byScore
  const step = (rule: RuleStep['rule'], to: number) => {
    if (to !== place) steps.push({ rule, from: place, to })
    place = to
  }
  // Marks of items are no rules that can be switched off: its own, else what others' marks did to it.
  const own = MARKS.find((mark) => mark === rule)
  const others = MARKS.find((mark) => mark !== 'dismissed' && all.ranking.items.some((item) => item.rule === mark))
  let sofar: Rules = NO_RULES
  let isFloored = false
  step(own ?? others ?? 'dismissed', all.under(sofar, isFloored).places[c]!)
  for (const name of RULES) {
    if (name === 'floor') isFloored = true
    else if (rules[name] === sofar[name]) continue
    else sofar = { ...sofar, [name]: rules[name] }
    step(name, all.under(sofar, isFloored).places[c]!)
  }
  return steps
}
