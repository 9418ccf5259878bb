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
  /** semantic: a model compares texts; lexical: only words and labels are compared. */
  readonly tier: Tier
  /** Features in order of influence, the most influential first, without those whose weight is 0. */
  readonly counts: readonly Counted[]
  /** Active list rules and their values. */
  readonly rules: Partial<Rules>
  /** Shares of the top places that the site reserves, if any. */
  readonly floors?: Ranker['floors']
  /** How a list is ordered while nothing is known about the reader. */
  readonly coldStart: Ranker['coldStart']
  /**
   * Whether ranking takes into account items whose topic reveals something about health, religion, politics or another
   * special category.
   */
  readonly specialCategories: boolean
  /** Controls available to readers; undefined if the site hasn't enabled the element. */
  readonly steering: {
    /**
     * Controls for each item. `explore`: share of places, 0 to 1, for topics that are new to the reader when the dial
     * has its highest setting.
     */
    readonly why?: { readonly explore: number }
    readonly profile?: true
  }
  /** children: nothing is recorded or reordered. */
  readonly audience: ResolvedOptions['audience']
}

export interface Counted {
  readonly feature: Feature
  readonly part: keyof ScoreParts
  /** In log-odds of being opened. */
  readonly weight: number
  /** The feature's share of the total variation between the items of a list, 0 to 1; absent if it wasn't measured. */
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
