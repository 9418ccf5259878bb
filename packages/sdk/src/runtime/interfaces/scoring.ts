/** Interface through which the parts of the runtime use ranking. */

import type { ResolvedOptions } from '../../options.ts'
import type { RankInput } from '../../ranking/rank.ts'
import type { Ranker } from '../../ranking/ranker.ts'
import type { Again } from '../../ranking/why/leave-out.ts'
import type { Item, ItemContent, ListRules, Ranking, ReaderEvent } from '../../types.ts'

/** A list's own attributes. */
export interface ListSetting {
  readonly rules: ListRules
  /** The value of `data-inkling-edition`. */
  readonly edition?: string
  /**
   * The edition, and the time at which this reader first saw it, in milliseconds since 1970. Events before then don't
   * move the list's items.
   */
  readonly met?: { readonly edition: string; readonly since: number }
}

/** The ranker and options of an experiment arm. */
export interface RankedBy {
  readonly ranker: Ranker
  readonly options: ResolvedOptions
}

/** Everything that a ranking is computed from, except the items. */
export type RankBase = Omit<RankInput, 'list' | 'candidates'>

type Text = { readonly text: string; readonly fingerprint: string }

/** Ranks by the current history. */
export interface Scoring {
  readonly ranker: Ranker
  /** Changes each time everything is erased, so that work started before an erasure can detect it and stop. */
  readonly epoch: unknown
  /**
   * The item's text, fingerprint and dates. If the item itself has no popularity, the value comes from the site's file.
   */
  content(this: void, item: Item): ItemContent
  /**
   * @param setting the list's setting. Default: the site's options
   * @param by the arm whose ranker and options are used. Default: this device's arm
   */
  base(setting?: ListSetting, by?: RankedBy): RankBase
  /**
   * Events that may be learned from. This excludes events about special categories and, except for dismissals, events
   * in paused topics.
   */
  counted(): readonly ReaderEvent[]
  /**
   * Whether a text is about special categories, judged by its words or by its vector, regardless of the site's options.
   */
  isSensitive(text: Text): boolean
  /** The same, but judged only by its words in the page's languages. */
  hasSensitiveWords(this: void, text: Text): boolean
  /** Whether Inkling may learn from this text. */
  mayCount(text: Text): boolean
  /** Ids of sensitive items that the reader has hidden. They are kept only in memory, until the page is closed. */
  readonly hidden: ReadonlySet<string>
  hideForVisit(id: string, isHidden: boolean): void
  /** @param key the key under which the ranking is kept for later explanations. Default: the list's name */
  rank(items: readonly Item[], list: string, setting?: ListSetting, key?: Element): Ranking
  /**
   * Ranks creatives without the rules for lists, so that creatives that have been read aren't moved down.
   *
   * @param slot the slot, if it is on this page; its ranking is kept for later explanations
   */
  rankCreatives(creatives: readonly ItemContent[], slot?: { name: string; element: Element }): Ranking
  /**
   * Inputs of the rankings so far, most recent last. Keyed by the list's or slot's element, or by name for calls of
   * `rank()`.
   */
  readonly inputs: ReadonlyMap<Element | string, RankInput>
  /** Languages of the ranked items in order of first appearance; '' for items in an unknown language. */
  readonly languages: ReadonlySet<string>
  /** The ranking functions themselves, for the explanations bundle. */
  readonly again: Again
  /** Drops the inputs of lists and slots that are no longer on the page. */
  dropGone(): void
  /** Recomputes the inputs after events have been deleted, so that no explanation mentions those events. */
  revise(): void
}

export interface HasScorer {
  readonly scorer: Scoring
}
