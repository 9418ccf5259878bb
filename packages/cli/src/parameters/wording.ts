import type { Feature } from '../../../sdk/src/ranking/features/features.ts'
import type { Ranker } from '../../../sdk/src/ranking/ranker.ts'
import type { Rules } from '../../../sdk/src/ranking/rules/rules.ts'
import type { Floors } from '../../../sdk/src/ranking/rules/site-floors.ts'

/** The fragment's texts in one language. They are plain text, which is escaped when the markup is built. */
export interface Wording {
  title: string
  intro: readonly string[]
  counts: string
  /** Explains what the shares refer to. */
  shares: string
  features: Readonly<Record<Feature, string>>
  /** @param percent a multiple of 5 */
  share(percent: number): string
  little: string
  unmeasured: string
  comparing: { readonly semantic: string; readonly lexical: string }
  rules: string
  noRules: string
  rule: { readonly [rule in keyof Rules]: (value: Rules[rule]) => string }
  /** Shares of the top ten places, 0 to 1. */
  floors: { readonly [floor in keyof Floors]-?: (floor: NonNullable<Floors[floor]>) => string }
  coldStart: Readonly<Record<Ranker['coldStart'], string>>
  never: string
  nevers: readonly string[]
  specialCategories: string
  noSpecialCategories: string
  change: string
  changes: readonly string[]
  /** Controls for readers, by element. */
  steering: {
    readonly why: readonly string[]
    /** @param explore share of places, 0 to 1 */
    dial(explore: number): string
    readonly profile: readonly string[]
    /** Says how long the reader's settings are kept. */
    readonly lasts: string
  }
  without: string
  withouts: readonly string[]
  children: string
  ranker(name: string, version: string): string
}
