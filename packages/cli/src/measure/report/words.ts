/** The texts of a report, defined for each language in en.ts and ru.ts. */
import type { Claim, Looks } from '../../../../measure/src/estimator/effect.ts'
import type { GuardrailVerdict } from '../../../../measure/src/estimator/guardrail.ts'

/** A formatted effect: a percentage change, or a difference if there is no ratio. */
export interface Said {
  readonly metric: string
  readonly arm: string
  readonly control: string
  readonly change: string
  readonly low: string
  readonly high: string
  /** Level of confidence: "95 %". */
  readonly level: string
}

export interface Words {
  readonly locale: string
  readonly title: (file: string) => string
  readonly claimed: string
  readonly notClaimed: string
  readonly nothing: string
  readonly intervals: string
  readonly segments: string
  readonly arms: string
  readonly how: string
  readonly unused: string
  /** Heads of table columns. */
  readonly heads: Readonly<
    Record<
      | 'metric'
      | 'arm'
      | 'control'
      | 'value'
      | 'change'
      | 'p'
      | 'holm'
      | 'claim'
      | 'guardrail'
      | 'segment'
      | 'devices'
      | 'assigned'
      | 'expected'
      | 'cuped',
      string
    >
  >
  readonly claims: Readonly<Record<Claim, string>>
  readonly verdicts: Readonly<Record<GuardrailVerdict, string>>
  readonly suppressed: string
  readonly constant: string
  readonly perDevice: (name: string) => string
  readonly per: (name: string, per: string) => string
  readonly share: (name: string) => string
  readonly bit: string
  readonly devices: (count: number, text: string) => string
  readonly claim: (said: Said, claim: 'more' | 'less') => string
  readonly undecided: (said: Said, more: string, detect: string) => string
  /** If the margin is negative, reads "falls by no more than 2 %", for example. */
  readonly within: (margin: number, text: string) => string
  readonly beyond: (margin: number, text: string) => string
  readonly kept: (said: Said, within: string) => string
  readonly broken: (said: Said, beyond: string) => string
  readonly unsure: (said: Said, margin: string) => string
  readonly segment: (said: Said, segment: string, claim: 'more' | 'less') => string
  readonly noSegment: string
  readonly tooFew: (arms: string, least: string) => string
  readonly lost: (p: string) => string
  readonly lostExposures: (p: string) => string
  readonly unchecked: string
  readonly matches: (p: string) => string
  readonly looks: Readonly<Record<Looks, string>>
  readonly mean: string
  readonly period: string
  readonly loud: (metric: string, share: string) => string
  readonly adjusted: string
  readonly noise: (epsilon: string) => string
  readonly malformed: (count: string) => string
  readonly mixed: (count: string) => string
  readonly unexposed: (count: string) => string
}
