import type { EventKind, RuleStep } from '../../../sdk/src/types.ts'

/** What was done with something, as far as sentences tell it apart. */
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

/** One language's words. `when` is '' or what the platform says of a day or a week; `titles` are quoted and joined. */
export interface Wording {
  quote(title: string): string
  /** "you read “A” and “B”" */
  deed(deed: Deed, titles: string): string
  because(deeds: string, when: string): string
  /** @param count of things opened, in the form that `Intl.PluralRules` asks for */
  topic(topic: string, count: number, form: Intl.LDMLPluralRule, when: string): string
  hidden(title: string, when: string): string
  /** Something of which less was wanted. */
  less(title: string, when: string): string
  raised(topic: string): string
  lowered(topic: string): string
  popular: string
  new: string
  popularAndNew: string
  interests: string
  different: string
  read: string
  seen: string
  dismissed: string
  sensitive: string
  editors: string
  mixed: string
  rules: Readonly<Record<RuleStep['rule'], string>>
  /** Of a rule: places from 1. */
  moved(rule: string, from: number, to: number): string
}
