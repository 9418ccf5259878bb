import type { EventKind, RuleStep } from '../../../sdk/src/types.ts'

/** The kinds of actions that sentences distinguish. */
export type Deed =
  | 'opened'
  | 'stayed'
  | 'read'
  | 'searched'
  | 'watched'
  | 'copied'
  | 'shared'
  | 'bought'
  | 'followed'
  | 'wanted'

export const DEEDS: Readonly<Partial<Record<EventKind, Deed>>> = {
  click: 'opened',
  dwell: 'stayed',
  read: 'read',
  search: 'searched',
  watch: 'watched',
  finish: 'watched',
  copy: 'copied',
  share: 'shared',
  purchase: 'bought',
  follow: 'followed',
  more: 'wanted',
}

/**
 * Wording in one language. `when` is '' or the platform's phrase for a day or week; `titles` are already quoted and
 * joined.
 */
export interface Wording {
  quote(title: string): string
  /** "you read “A” and “B”" */
  deed(deed: Deed, titles: string): string
  because(deeds: string, when: string): string
  /** @param count the formatted number of opened items; `form` is its plural category from `Intl.PluralRules` */
  topic(topic: string, count: number, form: Intl.LDMLPluralRule, when: string): string
  hidden(title: string, when: string): string
  /** The reader asked for fewer items like this one. */
  less(title: string, when: string): string
  raised(topic: string): string
  lowered(topic: string): string
  popular: string
  new: string
  popularAndNew: string
  interests: string
  coReading: string
  different: string
  read: string
  seen: string
  dismissed: string
  sensitive: string
  editors: string
  mixed: string
  rules: Readonly<Record<RuleStep['rule'], string>>
  /** The effect of a rule; places count from 1. */
  moved(rule: string, from: number, to: number): string
}
