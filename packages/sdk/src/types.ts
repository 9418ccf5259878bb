/** What the stages hand one another, and what a site sees. No runtime code. */

import type { Segment } from './types/audiences.ts'
import type { CampaignReason } from './types/campaigns.ts'
import type { Consent } from './types/consent.ts'
import type { Exposure, Outcome } from './types/measurement.ts'
import type { EventKind, Ranking, Reason } from './types/ranking.ts'
import type { Dial, Status } from './types/status.ts'
import type { Tone } from './types/tone.ts'

export type * from './types/audiences.ts'
export type * from './types/campaigns.ts'
export type * from './types/consent.ts'
export type * from './types/measurement.ts'
export type * from './types/ranking.ts'
export type * from './types/status.ts'
export type * from './types/tone.ts'

/** Something that can be shown in a list: an article, a product, a film. */
export interface Item {
  /** Stable and unique on the site, e.g. the canonical path. */
  readonly id: string
  readonly title: string
  /** Its address, where that isn't the id: path and query without tracking. The site's file of popularity knows it by that. */
  readonly url?: string
  readonly summary?: string
  /** Address of its picture, as the page's `<img src>` has it: path and query without tracking. The title of an item without words is its picture's address. */
  readonly picture?: string
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
  /** Fingerprint of `text`, and of the picture where that counts: the key of its vector. */
  readonly fingerprint: string
  /** Address of the picture, where it counts. */
  readonly picture?: string
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
  | 'creative-unsafe'
  | 'campaigns-unavailable'
  | 'audience-refused'
  | 'experiments-unavailable'
  | 'analytics-failed'

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
    /** By creative: how well each fits the history. In a slot with campaigns: the expected rate of goals, 0 to 1, of those that were compared. */
    readonly scores: Readonly<Record<string, number>>
    /** In a slot with campaigns: whose creative it is. */
    readonly campaign?: string
    /** In a slot with campaigns: by whom the campaign is paid; '' where nobody is named, absent where it is the site's own. */
    readonly sponsor?: string
    /** Why it was chosen, to be told to the reader; undefined when that can't be said any more. */
    why(): Promise<Reason | CampaignReason | undefined>
    /** The slot's own content again, for this visit. False when it is back already. */
    undo(): boolean
  }
  /** A slot with campaigns keeps its own content. */
  'inkling:unfilled': { readonly slot: string; why(): Promise<CampaignReason | undefined> }
  'inkling:exposure': Exposure
  'inkling:outcome': Outcome
  'inkling:error': { readonly code: ErrorCode; readonly message: string; readonly cause?: unknown }
}

type InklingEventMap = { [Name in keyof InklingEvents]: CustomEvent<InklingEvents[Name]> }

declare global {
  /** `document.addEventListener('inkling:ranked', ({ detail }) => …)` knows what comes. */
  interface DocumentEventMap extends InklingEventMap {}
}

/** Something that the reader has hidden: `track('restore', dismissed)` takes it back. */
export interface Dismissed {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Profile {
  /**
   * Share of interest by topic, most first; sums to 1 unless empty. `level`: steps by which the reader has raised it (above 0) or
   * lowered it. `paused`: it counts for nothing, and has no share.
   */
  readonly topics: ReadonlyArray<{
    readonly topic: string
    readonly share: number
    readonly level?: number
    readonly paused?: true
  }>
  readonly events: number
  readonly since?: number
  /** How what was opened sounds, on average: of those items whose tone is known, which sites with sponsored slots alone ask for. */
  readonly tone?: Pick<Tone, 'valence' | 'intensity' | 'levity' | 'emotions'> & { readonly items: number }
  /** Interests that have formed by themselves, most first; none where too little is known, or texts have no vectors. */
  readonly segments?: readonly Segment[]
}

/** See `editInterest`. */
export type InterestEdit =
  | {
      /** A step up, a step down; left out for a while, or no more; removed, with all that the history has of it. */
      readonly how: 'raise' | 'lower' | 'pause' | 'resume' | 'remove'
      /** As items have it; at most 200 characters. */
      readonly topic: string
    }
  | {
      readonly how: 'more' | 'less'
      /** Of an item that a list has shown, id and title are enough. */
      readonly item: Item
    }
  | {
      /** Turns the reader's dial. */
      readonly how: 'dial'
      readonly to: Dial
    }

export interface EditedInterest {
  /** Takes the edit back. Absent after a removal, which is final. */
  undo?(): Promise<void>
}
