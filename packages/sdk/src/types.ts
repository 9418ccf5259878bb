/** Public types, and types shared by the stages of the pipeline. Contains no runtime code. */

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
  /**
   * The item's URL, if it differs from the id: path and query without tracking parameters. The site's popularity file
   * refers to items by this URL.
   */
  readonly url?: string
  readonly summary?: string
  /**
   * URL of the item's picture, as in the page's `<img src>`: path and query without tracking parameters. If an item has
   * no text, this URL is used as its title.
   */
  readonly picture?: string
  readonly topic?: string
  readonly tags?: readonly string[]
  readonly author?: string
  /** Milliseconds since 1970, an ISO 8601 string or a Date. */
  readonly published?: number | string | Date
  /** Popularity according to the publisher, from 0 (read by nobody) to 1 (read by everybody). */
  readonly popularity?: number
  /** Keeps the item in its place regardless of the ranking. */
  readonly pinned?: boolean
  /** Moves the item to the top, below any pinned items. */
  readonly breaking?: boolean
  /** Language of the title and summary, as a BCP 47 tag. @default the page's language, from `<html lang>` */
  readonly language?: string
  /**
   * The item is about something that must not be inferred about readers: it keeps its place and is never recorded,
   * stored or embedded.
   */
  readonly sensitive?: boolean
}

/** An item's content in the form that ranking uses: a single text, its fingerprint, and dates as numbers. */
interface Described {
  /** At most 300 characters. */
  readonly text: string
  /** Fingerprint of `text`, and of the picture if one is used. The item's vector is stored under this key. */
  readonly fingerprint: string
  /** URL of the picture, if one is used. */
  readonly picture?: string
  readonly topic?: string
  readonly tags?: readonly string[]
  readonly author?: string
  /** Time of publication, in milliseconds since 1970. */
  readonly published?: number
  /** Popularity according to the publisher, 0 to 1. */
  readonly popularity?: number
  /** Language of the text, as a lower-case BCP 47 primary subtag, e.g. 'en'. Absent if the page doesn't declare it. */
  readonly language?: string
}

/** An item as used by the later stages. Stored for the next page's first paint. */
export interface ItemContent extends Described {
  readonly id: string
  readonly pinned?: boolean
  readonly breaking?: boolean
}

/** A text vector as stored: int8 without a scale factor, which cosine similarity doesn't need. */
export type StoredVector = Int8Array

/**
 * One row of the history. It holds everything that ranking will need later, as it was at the time of the event: by then
 * the page may be gone, and the history may have to be embedded again with a new model.
 */
export interface ReaderEvent extends Described {
  readonly kind: EventKind
  /** Milliseconds since 1970. */
  readonly at: number
  readonly item: string
  /** The list that the item was shown in. */
  readonly list?: string
  /** Active seconds for `dwell` and `read`; seconds played for `watch` and `finish`. */
  readonly seconds?: number
}

/** What to delete from the history: all events of an item (or query), or a single event. */
export type Forget =
  | { readonly item: string; readonly event?: never }
  | { readonly event: Pick<ReaderEvent, 'kind' | 'at' | 'item'>; readonly item?: never }

/** Why something failed. Each code is documented in docs/errors.md. */
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
  | 'co-reading-unavailable'
  | 'vectors-unavailable'
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
 * Why a list wasn't reordered although its order should have changed.
 *
 * - seen: a frame has already shown the list
 * - focus, selection, press, drag, media, dialog: reordering would have interrupted the reader
 * - placed-by-css: the items are positioned by CSS
 * - placed-by-script: the items are positioned by a script such as Masonry or Isotope
 * - layout-shift: a reordering has already caused a layout shift on this page
 * - changed: the page removed items after they were read
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
  /** Sent when the engine's state, backend or progress changes. */
  'inkling:engine': Status
  'inkling:ranked': {
    readonly list: string
    readonly ranking: Ranking
    /** Number of elements moved. */
    readonly moved: number
    /** True if the list was shown before its order was known; nothing was moved in that case. */
    readonly late: boolean
    /** snippet: ordered before the first paint · tag: ordered by the script. */
    readonly by: 'snippet' | 'tag'
    /** Why nothing was moved, if the order should have changed. */
    readonly why?: WhyUnmoved
    /**
     * Whether items that were in view or in use aren't where the reader's order would put them: in a late list, on a
     * page that the reader came back to, or in a live list. `apply()` moves them.
     */
    readonly pending: boolean
    /** Applies the latest order, even to items in view. Meant for a button such as "Show new order". */
    apply(): Promise<void>
  }
  /**
   * Sent by `undo(list)` and `redo(list)`, so that lists rendered by a framework can change their order. A listener
   * that has restored such a list calls `preventDefault()` on `inkling:undo`.
   */
  'inkling:undo': { readonly list: string }
  'inkling:redo': { readonly list: string }
  /** Sent when the reader's history changes, in this tab or another. `events`: the number of stored events. */
  'inkling:profile': { readonly events: number }
  /**
   * Sent for each second that the reader looks at the page's own item, until it counts as read. A `dwell` or `read` with
   * these seconds is recorded, unless the item is sensitive.
   */
  'inkling:reading': {
    readonly item: string
    readonly topic: string | undefined
    /** Active seconds in this page view. */
    readonly seconds: number
    /** Whether the item is about a special category, so that nothing is recorded. */
    readonly sensitive: boolean
  }
  'inkling:creative': {
    readonly slot: string
    readonly creative: string
    /**
     * How well each creative fits the history. In a slot with campaigns: the expected goal rate (0 to 1) of each
     * creative that was compared.
     */
    readonly scores: Readonly<Record<string, number>>
    /** In a slot with campaigns: the campaign that the creative belongs to. */
    readonly campaign?: string
    /**
     * In a slot with campaigns: who pays for the campaign; '' if the payer isn't named, absent for the site's own
     * campaigns.
     */
    readonly sponsor?: string
    /** The reason for the choice, for display to the reader; undefined if it is no longer known. */
    why(): Promise<Reason | CampaignReason | undefined>
    /** Restores the slot's own content for the rest of this visit. Returns false if it has already been restored. */
    undo(): boolean
  }
  /** Sent when a slot with campaigns keeps its own content. */
  'inkling:unfilled': { readonly slot: string; why(): Promise<CampaignReason | undefined> }
  'inkling:exposure': Exposure
  'inkling:outcome': Outcome
  'inkling:error': { readonly code: ErrorCode; readonly message: string; readonly cause?: unknown }
}

type InklingEventMap = { [Name in keyof InklingEvents]: CustomEvent<InklingEvents[Name]> }

declare global {
  /** Provides the type of `detail` in `document.addEventListener('inkling:ranked', ({ detail }) => …)`. */
  interface DocumentEventMap extends InklingEventMap {}
}

/** An item that the reader has hidden. `track('restore', dismissed)` shows it again. */
export interface Dismissed {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Profile {
  /**
   * The share of each topic in the reader's interests, largest first. The shares sum to 1 unless the list is empty.
   * `level`: how many steps the reader has raised (above 0) or lowered (below 0) the topic. `paused`: the topic is
   * ignored and has no share.
   */
  readonly topics: ReadonlyArray<{
    readonly topic: string
    readonly share: number
    readonly level?: number
    readonly paused?: true
  }>
  readonly events: number
  readonly since?: number
  /** Average tone of the opened items whose tone is known. Tones are computed only on sites with sponsored slots. */
  readonly tone?: Pick<Tone, 'valence' | 'intensity' | 'levity' | 'emotions'> & { readonly items: number }
  /**
   * Interests found by clustering, largest first. Absent if too little is known about the reader or if texts have no
   * vectors.
   */
  readonly segments?: readonly Segment[]
}

/** An edit of the reader's interests; see `editInterest`. */
export type InterestEdit =
  | {
      /** Raises or lowers a topic by one step, pauses or resumes it, or deletes it together with its history. */
      readonly how: 'raise' | 'lower' | 'pause' | 'resume' | 'remove'
      /** The topic, spelled as in the items; at most 200 characters. */
      readonly topic: string
    }
  | {
      readonly how: 'more' | 'less'
      /** For an item that has been shown in a list, the id and title are enough. */
      readonly item: Item
    }
  | {
      /** Sets the reader's dial. */
      readonly how: 'dial'
      readonly to: Dial
    }

export interface EditedInterest {
  /** Undoes the edit. Absent after a removal, which can't be undone. */
  undo?(): Promise<void>
}
