import type { EventKind } from '../types.ts'

/** What a rule counts: events of these kinds. */
export const VERBS = {
  seen: ['impression'],
  opened: ['click'],
  read: ['read'],
  watched: ['watch', 'finish'],
  finished: ['finish'],
  bought: ['purchase'],
  searched: ['search'],
  copied: ['copy'],
  shared: ['share'],
  hid: ['dismiss'],
} as const satisfies Readonly<Record<string, readonly EventKind[]>>

/** What a rule counts beside events: days on which the reader did anything · minutes of attention and of playing. */
export const MEASURES = ['visited', 'spent'] as const

export type Verb = keyof typeof VERBS | (typeof MEASURES)[number]

/** What events are narrowed down by. */
export const FIELDS = ['topic', 'tag', 'author', 'list', 'item'] as const

export const COMPARISONS = ['>=', '<=', '=', '>', '<'] as const

/** `not bought >= 2 of topic shoes in 30 days`. */
export interface Clause {
  readonly verb: Verb
  readonly isNot: boolean
  /** Default: at least once. */
  readonly comparison: (typeof COMPARISONS)[number]
  readonly count: number
  readonly of?: { readonly field: (typeof FIELDS)[number]; readonly name: string }
  /** Milliseconds back from now. Default: all that is kept. */
  readonly within?: number
}

/** All of these hold. */
export type Rule = readonly Clause[]
