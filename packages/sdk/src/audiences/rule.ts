import type { EventKind } from '../types.ts'

/** Kinds of events that each verb counts. */
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

/** Measures other than event counts. visited: days with any event · spent: minutes of attention and playback. */
export const MEASURES = ['visited', 'spent'] as const

export type Verb = keyof typeof VERBS | (typeof MEASURES)[number]

/** Fields by which events can be filtered. */
export const FIELDS = ['topic', 'tag', 'author', 'list', 'item'] as const

export const COMPARISONS = ['>=', '<=', '=', '>', '<'] as const

/** For example `not bought >= 2 of topic shoes in 30 days`. */
export interface Clause {
  readonly verb: Verb
  readonly isNot: boolean
  /** Default: at least once. */
  readonly comparison: (typeof COMPARISONS)[number]
  readonly count: number
  readonly of?: { readonly field: (typeof FIELDS)[number]; readonly name: string }
  /** Length of the period that ends now, in milliseconds. Default: the whole history */
  readonly within?: number
}

/** Clauses that must all hold. */
export type Rule = readonly Clause[]
