/** The texts of an audit's report, defined for each language in en.ts and ru.ts. */
import type { Measure } from '../../../../measure/src/fairness/finding.ts'
import type { Mitigation } from '../mitigations.ts'

/** The formatted parts of a sentence about a finding. */
export interface Said {
  /**
   * For example "topic “sport”", "provider “Agency”" or "language = ru". Empty if the finding is about lists as a
   * whole.
   */
  readonly subject: string
  /** Whether the measure is too high or too low. */
  readonly way: 'more' | 'less'
  /** The measure's value in the audited order, and its value in the order or group used for comparison. */
  readonly value: string
  readonly reference: string
  /** A ratio as an unsigned percentage change, or a signed difference. */
  readonly effect: string
}

export type Head =
  | 'subject'
  | 'share'
  | 'editors'
  | 'exposure'
  | 'wanted'
  | 'measure'
  | 'value'
  | 'reference'
  | 'difference'
  | 'limit'
  | 'p'
  | 'group'
  | 'others'
  | 'found'
  | 'rule'
  | 'before'
  | 'after'
  | 'cost'

export interface Words {
  readonly locale: string
  readonly title: (file: string) => string
  readonly found: string
  readonly nothing: string
  readonly tooFew: (readers: string, least: string) => string
  readonly mitigations: string
  readonly subjects: { readonly topic: string; readonly provider: string }
  readonly whole: string
  readonly groups: string
  readonly how: string
  readonly unused: string
  readonly heads: Readonly<Record<Head, string>>
  /** Texts for the last cell of a row. */
  readonly alarms: { readonly more: string; readonly less: string; readonly none: string; readonly told: string }
  readonly dimensions: Readonly<Record<string, string>>
  readonly named: (dimension: string, name: string) => string
  /** The name of a measure that is computed both by topic and by provider. */
  readonly by: (measure: string, dimension: string) => string
  readonly measures: Readonly<Record<Measure, string>>
  readonly sentences: Readonly<Record<Measure, (said: Said) => string>>
  readonly rules: Readonly<Record<Mitigation, { readonly name: string; readonly moves: string }>>
  readonly counts: (readers: string, visits: string, items: string) => string
  readonly notes: {
    readonly limits: string
    /**
     * @param exposure the tolerated factor for exposure
     * @param wanted the tolerated factor for clicks
     */
    readonly subjects: (exposure: string, wanted: string) => string
    readonly places: string
    readonly told: string
    readonly replayed: string
    readonly shown: string
    readonly simulated: string
    readonly floor: (share: string) => string
    readonly offline: string
  }
  readonly lacks: {
    readonly topic: string
    readonly provider: string
    readonly voice: string
    readonly tone: string
    readonly groups: string
    readonly visits: string
  }
  readonly sampled: (taken: string, all: string) => string
  readonly busy: (count: string) => string
  readonly cut: (count: string) => string
  readonly withoutPage: (count: string) => string
  readonly malformed: (count: string) => string
}
