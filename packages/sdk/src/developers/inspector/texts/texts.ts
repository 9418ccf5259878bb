import type { Forms } from '../../../../../elements/src/speech.ts'
import type { InOrders } from '../../../../../measure/src/fairness/page.ts'
import type { ItemDimension } from '../../../../../measure/src/fairness/survey.ts'
import type { Count, PageOrder, ScoreParts, WhyUnmoved } from '../../../types.ts'
import type { Span } from '../../preview/personas.ts'
import type { Tab } from '../tabs/tabs.ts'

/**
 * The inspector's texts. `#` is replaced by a count, `$` by a name. Names of options, rules and states are the same as
 * in the code.
 */
export interface Texts {
  readonly name: string
  readonly open: string
  readonly close: string
  readonly again: string
  readonly looking: string
  readonly tabs: Readonly<Record<Tab, string>>

  readonly list: string
  readonly noList: string
  readonly items: Forms
  readonly fixed: Forms
  readonly moved: Forms
  readonly more: Forms
  readonly notRanked: string
  readonly noConsent: string
  /** Shown if no ranking event has been received for the list. */
  readonly unheard: string
  readonly unmoved: Readonly<Record<WhyUnmoved, string>>
  /** What the list's order on the page means. */
  readonly pageOrders: Readonly<Record<PageOrder, string>>
  /** Places count from 1. */
  readonly was: string
  readonly score: string
  readonly sum: string
  readonly parts: Readonly<Record<keyof ScoreParts, string>>
  readonly rules: string
  readonly noRules: string
  readonly up: Forms
  readonly down: Forms
  readonly findings: string
  readonly noFindings: string
  readonly severities: Readonly<Record<'error' | 'warning' | 'note', string>>

  /** Explains what a single page can show about fairness, and what it can't. */
  readonly fairHow: string
  readonly fairThen: string
  /** The text before the command and the text after it. */
  readonly fairMore: string
  readonly fairMoreOf: string
  readonly fairLists: Forms
  readonly fairItems: Forms
  readonly fairNone: string
  readonly fairUnranked: Forms
  readonly orders: Readonly<Record<'opened' | keyof InOrders, string>>
  readonly exposure: Readonly<Record<ItemDimension, string>>
  readonly exposureHow: string
  readonly exposureUnnamed: Readonly<Record<ItemDimension, string>>
  readonly fairRest: Forms
  readonly rare: string
  readonly rareHow: string
  readonly calibration: string
  readonly calibrationHow: string
  readonly calibrationNone: string

  readonly consent: string
  readonly purposes: Readonly<Record<'content' | 'creatives' | 'measurement', string>>
  readonly nothing: string
  readonly source: string
  readonly signal: string
  readonly ranking: string
  readonly tier: string
  readonly depth: string
  readonly vectors: string
  readonly events: string
  readonly views: string
  readonly dial: string
  readonly scoring: string
  readonly engine: string
  readonly table: string
  readonly backend: string
  readonly worker: string
  readonly model: string
  readonly bytes: string
  readonly fromCache: string
  readonly lastRun: string
  readonly texts: Forms
  readonly kept: string
  readonly characters: Forms
  readonly files: Forms
  readonly blocked: string
  readonly options: string
  readonly defaults: string

  /** Experiment arms and their counts. */
  readonly arms: string
  readonly noArm: string
  readonly assigned: string
  readonly exposed: string
  readonly told: string
  readonly counted: string
  readonly afterExposure: string
  readonly beforeExposure: string
  /** In the order displayed. */
  readonly counts: Readonly<Record<Count, string>>

  readonly aboutYou: string
  readonly aboutHow: string
  readonly bytesOf: Forms
  readonly ofInkling: Forms
  readonly ofPage: Forms
  readonly ofPageHow: string
  /** Precedes the system's name. */
  readonly analytics: string
  readonly workers: string

  readonly noEvents: string
  readonly yourself: string
  readonly asOf: string
  readonly asOfHow: string
  readonly now: string
  readonly spans: Readonly<Record<Span, string>>
  readonly readersHow: string
  readonly notHere: string
  readonly shownAs: string
  readonly reportHow: string
  readonly copy: string
  readonly copied: string
  readonly copyFailed: string
}
