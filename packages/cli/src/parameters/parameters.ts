import type { ResolvedOptions } from '../../../sdk/src/options.ts'
import { FEATURES, type Feature } from '../../../sdk/src/ranking/features/features.ts'
import { PART_OF, type Ranker } from '../../../sdk/src/ranking/ranker.ts'
import { applyDial } from '../../../sdk/src/ranking/rules/dial.ts'
import { NO_RULES, type Rules } from '../../../sdk/src/ranking/rules/rules.ts'
import type { ScoreParts, Tier } from '../../../sdk/src/types.ts'
import { SPREAD } from './spread.ts'

/** The main parameters of a site's ranking, as data. */
export interface Parameters {
  readonly ranker: { readonly name: string; readonly version: string }
  /** semantic: texts are compared by a model; lexical: by words and labels. */
  readonly tier: Tier
  /** What counts, the most first. Features that weigh nothing are not among them. */
  readonly counts: readonly Counted[]
  /** Rules of lists that are on, with their values. */
  readonly rules: Partial<Rules>
  /** Shares of the first places that the site keeps, if it keeps any. */
  readonly floors?: Ranker['floors']
  /** What orders a list while nothing is known of the reader. */
  readonly coldStart: Ranker['coldStart']
  /** Whether items count whose topic reveals health, faith, politics and the like. */
  readonly specialCategories: boolean
  /** What readers can say themselves: undefined where the site has the element for it not on. */
  readonly steering: {
    /** On an item; `explore`: share of places that topics new to the reader get where they turn the dial to it, 0..1. */
    readonly why?: { readonly explore: number }
    readonly profile?: true
  }
  /** children: nothing is recorded or ordered. */
  readonly audience: ResolvedOptions['audience']
}

export interface Counted {
  readonly feature: Feature
  readonly part: keyof ScoreParts
  /** In log-odds of being opened. */
  readonly weight: number
  /** Of all that tells one item of a list from another, 0..1; absent where it was measured nowhere. */
  readonly share?: number
}

export function parametersOf(options: ResolvedOptions, ranker: Ranker): Parameters {
  const tier = options.model ? 'semantic' : 'lexical'
  const weights = ranker.weights[tier]
  const effect = (feature: Feature) => Math.abs(weights[feature] ?? 0) * SPREAD[tier][feature]
  const all = FEATURES.reduce((sum, feature) => sum + effect(feature), 0)
  const counts = FEATURES.filter((feature) => weights[feature])
    .map((feature) => ({
      feature,
      part: PART_OF[feature],
      weight: weights[feature]!,
      ...(effect(feature) && { share: effect(feature) / all }),
    }))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
  const names = Object.keys(NO_RULES) as Array<keyof Rules>
  const rules = Object.fromEntries(
    names.filter((name) => options[name] !== NO_RULES[name]).map((name) => [name, options[name]]),
  )
  const { specialCategories, audience, elements = '' } = options
  const steering = {
    ...(elements.includes('why') && { why: { explore: applyDial({ ...rules, dial: 'explore' }).exploration } }),
    ...(elements.includes('profile') && { profile: true as const }),
  }
  const { name, version, coldStart, floors } = ranker
  const kept = floors && { floors }
  return { ranker: { name, version }, tier, counts, rules, ...kept, coldStart, specialCategories, steering, audience }
}
