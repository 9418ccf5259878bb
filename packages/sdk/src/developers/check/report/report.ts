import type { Item, PageOrder, Tier } from '../../../types.ts'

/**
 * error: nothing will be ordered, or the wrong thing will · warning: works, but could work better · note: for
 * information.
 */
export type Severity = 'error' | 'warning' | 'note'

export interface Finding {
  readonly severity: Severity
  /** The kind of finding, as listed in docs/check.md. */
  readonly code: string
  /** In plain sentences. */
  readonly message: string
  /** CSS selector of the element concerned, relative to its shadow root if it is in one. */
  readonly at?: string
  /** Markup to write. */
  readonly write?: string
}

/** Number of items, keyed by where a property was found, e.g. `{ 'heading': 12 }`. */
export type Sources = Readonly<Record<string, number>>

/**
 * The tier used for ranking here, and why: lexical, by words, topics and authors · semantic, by the model's vectors.
 */
export interface Reach {
  readonly tier: Tier
  /** Worded to follow "because". */
  readonly why: string
}

export interface ListReport {
  readonly name: string
  readonly at: string
  /** Items that can be ordered. */
  readonly items: readonly Item[]
  /** Elements that keep their place because they are pinned or aren't items. */
  readonly fixed: number
  readonly reach: Reach
  /** What the list's order means: stated by `data-inkling-order`, or recognised. Absent if it is unknown. */
  readonly order?: PageOrder
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
  /** The page as an item, and the markup that declares it. */
  readonly page?: { readonly item: Item; readonly by: string; readonly at: string }
  /** Errors first. */
  readonly findings: readonly Finding[]
}
