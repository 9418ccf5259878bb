/** What the stages hand one another, and what a site sees. No runtime code. */

import type { Segment } from './audience-types.ts'
import type { Consent } from './consent-types.ts'
import type { Depth, Status } from './status-types.ts'

export type * from './audience-types.ts'
export type * from './consent-types.ts'
export type * from './status-types.ts'

/** Something that can be shown in a list: an article, a product, a film. */
export interface Item {
  /** Stable and unique on the site, e.g. the canonical path. */
  readonly id: string
  readonly title: string
  /** Its address, where that isn't the id: path and query without tracking. The site's file of popularity knows it by that. */
  readonly url?: string
  readonly summary?: string
  readonly topic?: string
  readonly tags?: readonly string[]
  readonly author?: string
  /** Milliseconds since 1970, an ISO 8601 string or a Date. */
  readonly published?: number | string | Date
  /** The publisher's own figure, 0 (nobody) to 1 (everybody). */
  readonly popularity?: number
  /** Keeps its place whatever the ranking says. */
  readonly pinned?: boolean
  /** Goes first, before all but what is pinned. */
  readonly breaking?: boolean
  /** BCP 47 tag of the language that title and summary are in. @default what the page says of itself: `<html lang>` */
  readonly language?: string
  /** Reveals what must not be inferred: it keeps its place, and is never recorded, stored or embedded. */
  readonly sensitive?: boolean
}

/** What ranking reads of an item: one text, its fingerprint, dates as numbers. */
interface Described {
  /** At most 300 characters. */
  readonly text: string
  /** Fingerprint of `text`: the key of its vector. */
  readonly fingerprint: string
  readonly topic?: string
  readonly tags?: readonly string[]
  readonly author?: string
  /** Milliseconds since 1970: of the item, not of what a reader did with it. */
  readonly published?: number
  /** The publisher's figure, 0..1. */
  readonly popularity?: number
  /** Of the text: the primary subtag of BCP 47, in lower case, e.g. 'en'. Unknown where the page says none. */
  readonly language?: string
}

/** An item as the later stages see it. Stored for the next page's first paint. */
export interface ItemContent extends Described {
  readonly id: string
  readonly pinned?: boolean
  readonly breaking?: boolean
}

/** A text vector at rest: int8, its scale dropped since cosines don't need it. */
export type StoredVector = Int8Array

/**
 * What a reader can do with an item. `search` carries the query as the item's title; `follow` and `unfollow` a topic or an
 * author. `restore` takes dismissals of the item back.
 */
export type EventKind =
  | 'impression'
  | 'click'
  | 'dwell'
  | 'read'
  | 'dismiss'
  | 'restore'
  | 'search'
  | 'purchase'
  | 'copy'
  | 'share'
  | 'watch'
  | 'finish'
  | 'follow'
  | 'unfollow'

/**
 * One row of the history. Everything that ranking needs later is in it, as it was at the time: the page it came from may be gone,
 * and a new model can embed the history again.
 */
export interface ReaderEvent extends Described {
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
  readonly item: string
  /** The list it was shown in. */
  readonly list?: string
  /** Active seconds, for `dwell` and `read`; seconds played, for `watch` and `finish`. */
  readonly seconds?: number
}

/** What to take out of the history: every event of an item (or query), or one event. */
export type Forget =
  | { readonly item: string; readonly event?: never }
  | { readonly event: Pick<ReaderEvent, 'kind' | 'at' | 'item'>; readonly item?: never }

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
  /** What dismissed items say; zero or less. */
  readonly dismissed: number
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
   * What a rule did after scoring. pinned stayed · breaking went first · read, seen (shown often, never opened) and
   * dismissed went down · diversity: gave way to something of another kind · exploration: brought forward to be tried ·
   * displacement: held near its place on the page.
   */
  readonly rule?: 'pinned' | 'breaking' | 'read' | 'seen' | 'dismissed' | 'diversity' | 'exploration' | 'displacement'
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
}

export interface Ranking {
  readonly list: string
  readonly tier: Tier
  /** Best first. */
  readonly items: readonly RankedItem[]
  /** Wall time of scoring alone. */
  readonly milliseconds: number
}

/** Why something did not work. Each code is documented in docs/errors.md. */
export type ErrorCode =
  | 'script-unavailable'
  | 'script-twice'
  | 'storage-unavailable'
  | 'storage-full'
  | 'model-unavailable'
  | 'model-damaged'
  | 'engine-failed'
  | 'engine-slow'
  | 'ranker-unavailable'
  | 'popularity-unavailable'
  | 'list-contested'
  | 'list-managed'
  | 'consent-unavailable'
  | 'page-fault'
  | 'layout-shift'
  | 'creative-fetches'
  | 'audience-refused'

/**
 * Why a list was not moved although another order was wanted. seen: a frame has shown it · focus, selection, press, drag,
 * media, dialog: what the reader was doing · placed-by-css: CSS says where items stand · placed-by-script: a script does, as Masonry and Isotope do · layout-shift: moving has done harm
 * on this page · changed: the page took items out after they were read.
 */
export type WhyUnmoved =
  | 'seen'
  | 'focus'
  | 'selection'
  | 'press'
  | 'drag'
  | 'media'
  | 'dialog'
  | 'placed-by-css'
  | 'placed-by-script'
  | 'layout-shift'
  | 'changed'

/** The `detail` of each event on `document`. */
export interface InklingEvents {
  'inkling:ready': Status
  'inkling:consent': Consent
  /** The engine moved on: state, backend or progress. */
  'inkling:engine': Status
  'inkling:ranked': {
    readonly list: string
    readonly ranking: Ranking
    /** How many elements changed places. */
    readonly moved: number
    /** True when the list had been shown before the order was known, so that nothing moved. */
    readonly late: boolean
    /** snippet: before the first paint · tag: by the script. */
    readonly by: 'snippet' | 'tag'
    /** Why nothing moved, although another order was wanted. */
    readonly why?: WhyUnmoved
    /** Gives the list the newest order, also what is in view: for a button that says "new order ready". */
    apply(): Promise<void>
  }
  /** The reader did something that counts, in this tab or another. `events`: how many are kept now. */
  'inkling:profile': { readonly events: number }
  'inkling:creative': {
    readonly slot: string
    readonly creative: string
    readonly scores: Readonly<Record<string, number>>
    /** Why it was chosen, to be told to the reader; undefined when that can't be said any more. */
    why(): Promise<Reason | undefined>
    /** The slot's own content again, for this visit. False when it is back already. */
    undo(): boolean
  }
  'inkling:error': { readonly code: ErrorCode; readonly message: string; readonly cause?: unknown }
}

type InklingEventMap = { [Name in keyof InklingEvents]: CustomEvent<InklingEvents[Name]> }

declare global {
  /** `document.addEventListener('inkling:ranked', ({ detail }) => …)` knows what comes. */
  interface DocumentEventMap extends InklingEventMap {}
}

/** The parts of one item's score, and what each past event did to its place. */
export interface Explanation {
  readonly id: string
  readonly score: number
  readonly parts: ScoreParts
  readonly from: number
  readonly to: number
  readonly tier: Tier
  /** Of the item's vector; absent where it has none. */
  readonly depth?: Depth
  /** Leave one out: the place the item would have without the event. Not additive. Only events that change the place. */
  readonly events: ReadonlyArray<EventRef & { readonly without: number }>
  readonly reason: Reason
}

/**
 * Why an item stands where it does. `event`, `topic`, `popular`, `new`, `interests`: without it the item would stand lower, at
 * place `without` (from 0), by a place among the first ten, by three below. An event that is named is about what the item is
 * about. `topic`: no single event, but all about the item's topic. `interests`: nothing of these, but all that the reader did.
 * `different`: brought forward so that not everything is alike. `read` and `dismissed`: it went down. `editors`: the page's own order.
 */
export type Reason =
  | { readonly why: 'event'; readonly event: EventRef; readonly without: number }
  | { readonly why: 'topic'; readonly topic: string; readonly without: number }
  | { readonly why: 'popular' | 'new' | 'interests'; readonly without: number }
  | { readonly why: 'different' | 'editors' | 'read' | 'dismissed' }

/** Something that the reader has hidden: `track('restore', dismissed)` takes it back. */
export interface Dismissed {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Profile {
  /** Share of interest by topic, most first; sums to 1 unless empty. */
  readonly topics: ReadonlyArray<{ readonly topic: string; readonly share: number }>
  readonly events: number
  readonly since?: number
  /** Interests that have formed by themselves, most first; none where too little is known, or texts have no vectors. */
  readonly segments?: readonly Segment[]
}
