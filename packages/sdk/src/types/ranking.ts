/** Rankings and their explanations. Contains no runtime code. */

import type { EventKind } from '../lib/event-kinds.ts'
import type { Depth } from './status.ts'

export type { EditKind, EventKind } from '../lib/event-kinds.ts'

/** lexical: ranked by topic, tags, author and words · semantic: ranked by text vectors of any depth. */
export type Tier = 'lexical' | 'semantic'

/** The parts of a score, which add up to the score. */
export interface ScoreParts {
  /**
   * Similarity to opened items as opposed to skipped ones, judged by vectors and words (in the lexical tier, by words
   * and labels).
   */
  readonly interest: number
  /** Whether readers of what this reader has opened also read the item, according to the site's file. */
  readonly coReading: number
  /** Whether items with the same topic, tags and author were opened more often than others. */
  readonly topics: number
  /** Whether this very item has been opened or skipped before. */
  readonly seen: number
  /** Whether the reader prefers popular or new items. */
  readonly habits: number
  /** Penalty for similarity to items that the reader dismissed or wants less of; zero or less. */
  readonly dismissed: number
  /** The effect of the reader having raised or lowered the item's topic. */
  readonly edits: number
  /** Effect of the item's place in the page's own order. */
  readonly position: number
  readonly freshness: number
  readonly popularity: number
}

export interface RankedItem {
  readonly id: string
  readonly score: number
  readonly parts: ScoreParts
  /** Place in the page's own order, counted from 0. */
  readonly from: number
  /** Place in the ranking, counted from 0. */
  readonly to: number
  /** Place by score alone, counted from 0. */
  readonly byScore: number
  /**
   * The rule that changed the item's place after scoring.
   *
   * - pinned: kept its place
   * - sensitive: kept its place because nothing may be learned from it
   * - breaking: moved to the top
   * - read, seen (shown often, never opened), dismissed: moved down
   * - diversity: made way for a different kind of item
   * - exploration: moved up to find out whether the reader likes it
   * - floor: moved up because the site reserves a share of places for items of its kind
   * - displacement: kept near its place on the page
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

/** Rules with a number that an individual list may set. */
type NumberRule = 'strength' | 'displacement' | 'maxRun' | 'diversity' | 'seen' | 'calibration'

/** Rules that an individual list may set. All other rules come from the options. */
export type ListRules = { readonly [rule in NumberRule]?: number } & {
  /** What the order of the items on the page means. */
  readonly order?: PageOrder
}

/**
 * What the order of a list's items on the page means, which decides what a place says about an item.
 *
 * - `auto`: recognised from dates, prices, titles and numbers. If that fails, places count to the extent that items
 *   have popularity figures, and for readers about whom hardly anything is known
 * - `editors`: editors or the site's own ranking put the best items first; places count
 * - `number`: the items are numbered, as in a chart or a course; places count
 * - `newest`: by date, newest first; dates count instead of places
 * - `oldest`, `price`, `name`, `none`: by date with the oldest first, by price, by title, or in no particular order;
 *   places don't count
 */
export type PageOrder = 'auto' | 'editors' | 'newest' | 'oldest' | 'price' | 'name' | 'number' | 'none'

/** An event as it appears in explanations. */
export interface EventRef {
  readonly item: string
  readonly text: string
  /** The item's title as extracted from `text`, at most 80 characters. */
  readonly title: string
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
}

/** How a rule changed an item's place; places count from 0. Marks on items are applied before the list's rules. */
export interface RuleStep {
  readonly rule: NumberRule | 'pinned' | 'sensitive' | 'breaking' | 'dismissed' | 'demoteRead' | 'exploration' | 'floor'
  readonly from: number
  readonly to: number
}

/** The place that the item would have if nothing with this topic had been opened. */
export interface TopicEffect {
  readonly topic: string
  readonly without: number
}

export interface Ranking {
  readonly list: string
  readonly tier: Tier
  /** Best first. */
  readonly items: readonly RankedItem[]
  /** Wall-clock time of scoring alone. */
  readonly milliseconds: number
}

/** The parts of an item's score, and how rules and past events affect its place. */
export interface Explanation {
  readonly id: string
  readonly score: number
  readonly parts: ScoreParts
  readonly from: number
  /** Place by score alone, counted from 0. */
  readonly byScore: number
  readonly to: number
  readonly tier: Tier
  /** Depth of the item's vector; absent if it has none. */
  readonly depth?: Depth
  /**
   * Events that change the item's place, each with the place that the item would have `without` that event. The effects
   * aren't additive.
   */
  readonly events: ReadonlyArray<EventRef & { readonly without: number }>
  /** The same for topics. */
  readonly topics: readonly TopicEffect[]
  /**
   * The steps from `byScore` to `to`, each starting where the previous one ended. Lists only the rules that moved the
   * item.
   */
  readonly rules: readonly RuleStep[]
  /**
   * The smallest set of events whose removal would push the item out of the top `first` places (ten, or the upper half
   * of a short list), down to place `without`. If there is no such set: the single event, if any, without which the
   * item would be noticeably lower.
   */
  readonly needs?: { readonly events: readonly EventRef[]; readonly first: number; readonly without: number }
  /**
   * Nothing is learned from the item. If the reader hides it, it stays hidden for this visit only, and nothing is
   * recorded.
   */
  readonly sensitive?: true
  readonly reason: Reason
}

/**
 * Why an item is in its place. Without this reason alone, the item would be noticeably lower, at place `without`
 * (counted from 0): at least one place lower among the first ten, or at least three further down.
 *
 * - `event`: the item would be at `without` without all `events`, of which `event` is the first. Each event is about
 *   the same subject as the item.
 * - `topic`: no small set of events explains the place, but all `events` about the item's topic together do
 * - `popular`, `new`: the item's popularity or date; `popular` with `isNew`: both together
 * - `interests`: none of the above, but everything that the reader has opened, taken together
 * - `coReading`: that readers of what this reader has opened also read the item
 * - `raised`, `lowered`: the reader has edited the item's topic. Without the edit, a raised item would be lower and a
 *   lowered item higher.
 * - `hidden`: the item would be higher without the hidden item that `event` names
 * - `different`: moved up for variety
 * - `read`, `seen` (passed over often), `dismissed`: the item would be higher without what the reader did with it
 * - `sensitive`: it keeps its place on the page, because nothing is learned from it
 * - `editors`: it is within one place of its position on the page
 * - `mixed`: none of these reasons alone
 */
export type Reason =
  | { readonly why: 'event'; readonly event: EventRef; readonly events: readonly EventRef[]; readonly without: number }
  | { readonly why: 'topic'; readonly topic: string; readonly events: readonly EventRef[]; readonly without: number }
  | { readonly why: 'popular'; readonly isNew: boolean; readonly without: number }
  | { readonly why: 'new' | 'interests' | 'coReading'; readonly without: number }
  | { readonly why: 'raised' | 'lowered'; readonly topic: string; readonly without: number }
  | { readonly why: 'hidden'; readonly event: EventRef; readonly without: number }
  | { readonly why: 'different' | 'sensitive' | 'editors' | 'mixed' | 'read' | 'seen' | 'dismissed' }
