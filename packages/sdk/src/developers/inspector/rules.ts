import type { Explanation, RuleStep } from '../../types.ts'

/** How many of a list's items a rule moved up, and how many it moved down. */
export interface RuleEffect {
  readonly rule: RuleStep['rule']
  readonly up: number
  readonly down: number
}

/** @returns the rules that moved at least one item */
export function ruleEffects(whys: ReadonlyArray<Explanation | undefined>): RuleEffect[] {
  const effects = new Map<RuleStep['rule'], { up: number; down: number }>()
  for (const { rule, from, to } of whys.flatMap((why) => why?.rules ?? [])) {
    const effect = effects.get(rule) ?? { up: 0, down: 0 }
    effects.set(rule, effect)
    effect[to < from ? 'up' : 'down']++
  }
  return [...effects].map(([rule, effect]) => ({ rule, ...effect }))
}
