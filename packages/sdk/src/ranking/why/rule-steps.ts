import type { RuleStep } from '../../types.ts'
import { applyDial } from '../rules/dial.ts'
import { NO_RULES, type Rules } from '../rules/rules.ts'
import type { LeaveOut } from './leave-out.ts'

/** Rules in the order in which they are applied. */
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
 * How rules moved the item from the place determined by its score to its final place. Each step starts where the
 * previous one ended; rules that didn't move the item are left out.
 */
export function ruleSteps(all: LeaveOut, c: number): RuleStep[] {
  const { rules: given } = all.input
  // Demoting read items is the default.
  const rules = { ...applyDial(given), demoteRead: given?.demoteRead !== false }
  const { byScore, rule } = all.ranking.items.find(({ from }) => from === c)!
  const steps: RuleStep[] = []
  let place = byScore
  const step = (rule: RuleStep['rule'], to: number) => {
    if (to !== place) steps.push({ rule, from: place, to })
    place = to
  }
  // Unlike rules, marks on items can't be switched off. Attribute the first step to the item's own mark or, if it has
  // none, to the marks of other items.
  const own = MARKS.find((mark) => mark === rule)
  const others = MARKS.find((mark) => mark !== 'dismissed' && all.ranking.items.some((item) => item.rule === mark))
  // The meaning of the page's order is part of the score.
  let sofar: Rules = { ...NO_RULES, order: rules.order }
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
