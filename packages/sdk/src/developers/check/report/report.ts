import type { Item, Tier } from '../../../types.ts'

/** error: nothing, or not this, will be ordered · warning: it works, but worse than it could · note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

export interface Finding {
  readonly severity: Severity
  /** The kind of finding, as docs/check.md lists them. */
  readonly code: string
  /** In plain sentences. */
  readonly message: string
  /** CSS selector of what it is about; within the shadow root, if it lies in one. */
  readonly at?: string
  /** Markup to write. */
  readonly write?: string
}

/** Of how many items something was taken from where, e.g. `{ 'heading': 12 }`. */
export type Sources = Readonly<Record<string, number>>

/** The tier that ranks here, and why it is no other: light, by words, topics and authors · vectors, by the model. */
export interface Reach {
  readonly tier: Tier
  /** To follow on "because". */
  readonly why: string
}

export interface ListReport {
  readonly name: string
  readonly at: string
  /** What can be ordered. */
  readonly items: readonly Item[]
  /** Elements that keep their places: pinned, or no items. */
  readonly fixed: number
  readonly reach: Reach
  readonly from: { readonly id: Sources; readonly title: Sources; readonly topic: Sources; readonly published: Sources }
}

export interface SlotReport {
  readonly name: string
  readonly at: string
  readonly creatives: readonly string[]
}

export interface CheckReport {
  readonly lists: readonly ListReport[]
  readonly slots: readonly SlotReport[]
  /** The page as an item, and what says that it is one. */
  readonly page?: { readonly item: Item; readonly by: string; readonly at: string }
  /** Errors first. */
  readonly findings: readonly Finding[]
}
