/** An order, and what is told of it. No runtime code. */

import type { EventKind } from '../lib/event-kinds.ts'
import type { Depth } from './status.ts'

export type { EditKind, EventKind } from '../lib/event-kinds.ts'

/** lexical: topic, tags, author and words · semantic: text vectors, of whatever depth. */
export type Tier = 'lexical' | 'semantic'

/** The parts of a score. They sum to it. */
export interface ScoreParts {
  /** Likeness to what was opened, against what was skipped: by vectors and words, or by words and labels in the lexical tier. */
  readonly interest: number
  /** Whether the item's topic, tags and author were opened more often than others. */
  readonly topics: number
  /** Whether this very item was opened, or skipped, before. */
  readonly seen: number
  /** Whether the reader likes what is popular, and what is new. */
  readonly habits: number
  /** Penalty for likeness to dismissed items, and to those that the reader wants less of; zero or less. */
  readonly dismissed: number
  /** What the reader has said of the item's topic: raised, lowered. */
  readonly edits: number
  /** The page's own order. */
  readonly position: number
  readonly freshness: number
  readonly popularity: number
}

export interface RankedItem {
  readonly id: string
  readonly score: number
  readonly parts: ScoreParts
  /** Place in the page's own order, from 0. */
  readonly from: number
  /** Place in the ranking, from 0. */
  readonly to: number
  /** Place that the score alone would give, from 0. */
  readonly byScore: number
  /**
   * What a rule did after scoring. pinned stayed · sensitive stayed, since nothing is learned from it · breaking went first · read, seen (shown often, never opened) and
   * dismissed went down · diversity: gave way to something of another kind · exploration: brought forward to be tried · floor: brought forward since the
   * site keeps a share of places for its kind ·
   * displacement: held near its place on the page.
   */
  readonly rule?:
    | 'pinned'
    | 'sensitive'
    | 'breaking'
    | 'read'
    | 'seen'
    | 'dismissed'
    | 'diversity'
    | 'exploration'
    | 'floor'
    | 'displacement'
}

/** What a list may set for itself; elsewhere the options stand. */
export type ListRules = {
  readonly [rule in 'strength' | 'displacement' | 'maxRun' | 'diversity' | 'seen' | 'calibration']?: number
}

/** An event as explanations name it. */
export interface EventRef {
  readonly item: string
  readonly text: string
  /** The item's title, as far as `text` tells it, in at most 80 characters. */
  readonly title: string
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What a rule made of an item's place: places from 0. Marks of items come before the rules of the list. */
export interface RuleStep {
  readonly rule:
    | keyof ListRules
    | 'pinned'
    | 'sensitive'
    | 'breaking'
    | 'dismissed'
    | 'demoteRead'
    | 'exploration'
    | 'floor'
  readonly from: number
  readonly to: number
}

/** The place that an item would have without all that was opened of a topic. */
export interface TopicEffect {
  readonly topic: string
  readonly without: number
}

export interface Ranking {
  readonly list: string
  readonly tier: Tier
  /** Best first. */
  readonly items: readonly RankedItem[]
  /** Wall time of scoring alone. */
  readonly milliseconds: number
}

/** The parts of one item's score, and what rules and past events did to its place. */
export interface Explanation {
  readonly id: string
  readonly score: number
  readonly parts: ScoreParts
  readonly from: number
  /** Place that the score alone would give, from 0. */
  readonly byScore: number
  readonly to: number
  readonly tier: Tier
  /** Of the item's vector; absent where it has none. */
  readonly depth?: Depth
  /** Leave one out: the place the item would have without the event. Not additive. Only events that change the place. */
  readonly events: ReadonlyArray<EventRef & { readonly without: number }>
  /** The same of topics. */
  readonly topics: readonly TopicEffect[]
  /** From `byScore` to `to`: each step begins where the last ended. Only rules that moved the item. */
  readonly rules: readonly RuleStep[]
  /**
   * The smallest set of events without all of which the item would not be among the first `first` (ten; of a short list the upper
   * half), but at place `without`. Where there is none: the one event without which it stands noticeably lower, if there is one.
   */
  readonly needs?: { readonly events: readonly EventRef[]; readonly first: number; readonly without: number }
  /** Nothing is learned from the item: to hide it holds for this visit, and is not recorded. */
  readonly sensitive?: true
  readonly reason: Reason
}

/**
 * Why an item stands where it does. `event`, `topic`, `popular`, `new`, `interests`: without that alone the item would stand lower, at
 * place `without` (from 0), by a place among the first ten, by three below. An event that is named is about what the item is
 * about; without all `events`, and nothing else, the item stands at `without`; `event` is the first of them. `topic`: no few events, but all `events` about the item's
 * topic. `popular`, `new`: without the item's own figure or date; `popular` with `isNew`: without both. `interests`: nothing of these, but all that the reader opened. `hidden`: without the hidden
 * item that is named it would stand higher; so it would without what the reader said of its topic, if that was `lowered`, and lower if it was `raised`. `different`: brought forward so that not everything is alike. `read`, `seen` (passed over often)
 * and `dismissed`: without what the reader did with the item itself it would stand higher. `sensitive`: it keeps its place on the page, since nothing is
 * learned from it. `editors`: it stands within a place of where the page has it. `mixed`: none of these alone.
 */
export type Reason =
  | { readonly why: 'event'; readonly event: EventRef; readonly events: readonly EventRef[]; readonly without: number }
  | { readonly why: 'topic'; readonly topic: string; readonly events: readonly EventRef[]; readonly without: number }
  | { readonly why: 'popular'; readonly isNew: boolean; readonly without: number }
  | { readonly why: 'new' | 'interests'; readonly without: number }
  | { readonly why: 'raised' | 'lowered'; readonly topic: string; readonly without: number }
  | { readonly why: 'hidden'; readonly event: EventRef; readonly without: number }
  | { readonly why: 'different' | 'sensitive' | 'editors' | 'mixed' | 'read' | 'seen' | 'dismissed' }
