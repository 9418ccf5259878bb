/** Every kind of event, with its weight as evidence and whether it opens an item. */

import { own } from './json/own.ts'

interface KindRow {
  /**
   * Weight of one event as evidence of interest, in clicks. Weights are set by hand according to the effort that an
   * action takes; they can't be fitted to public logs, which contain hardly anything but clicks. Dismissals are counted
   * separately (late-fusion.ts), and edits of topics act on the score directly (levels.ts). Events that undo other
   * events have weight 0, and so do creative events, which concern only campaigns.
   */
  readonly weight: number
  /** Whether readers are told that an event of this kind opened the item. */
  readonly opens: boolean
}

/** Kinds that `track` accepts. */
const TRACKED = {
  impression: { weight: 0, opens: false },
  click: { weight: 1, opens: true },
  dwell: { weight: 1.2, opens: true },
  read: { weight: 2, opens: true },
  search: { weight: 1.4, opens: true },
  purchase: { weight: 3, opens: true },
  dismiss: { weight: 1, opens: false },
  restore: { weight: 0, opens: false },
  copy: { weight: 1.5, opens: true },
  share: { weight: 2.5, opens: true },
  watch: { weight: 1.2, opens: true },
  finish: { weight: 2, opens: true },
  follow: { weight: 3, opens: true },
  unfollow: { weight: 0, opens: false },
  shown: { weight: 0, opens: false },
  goal: { weight: 0, opens: false },
} as const satisfies Readonly<Record<string, KindRow>>

/** Readers' edits of their own interests. */
const EDIT = {
  raise: { weight: 0, opens: false },
  lower: { weight: 0, opens: false },
  pause: { weight: 0, opens: false },
  more: { weight: 3, opens: true },
  less: { weight: 1, opens: false },
  dial: { weight: 0, opens: false },
} as const satisfies Readonly<Record<string, KindRow>>

/**
 * The reader raises, lowers or pauses a topic, asks for more or fewer items like this one, or turns the dial. Recorded
 * by `editInterest`.
 */
export type EditKind = keyof typeof EDIT

/**
 * What a reader can do with an item. The item of a `search` has the query as its title; the item of a `follow` or
 * `unfollow` stands for a topic or an author. `restore` undoes dismissals of the item. `shown` and `goal` are about
 * creatives and are recorded by Inkling itself, when a creative was in view or clicked. {@link EditKind}s are the
 * reader's edits of their own interests.
 */
export type EventKind = keyof typeof TRACKED | EditKind

export const KINDS = Object.keys(TRACKED) as readonly EventKind[]
export const EDITS = Object.keys(EDIT) as readonly EditKind[]
/** Stored rows may be of other kinds, which have no entry here. */
export const EVENT_KINDS: Readonly<Record<EventKind, KindRow>> = own({ ...TRACKED, ...EDIT })

export const isEdit = ({ kind }: { readonly kind: string }): boolean => (EDITS as readonly string[]).includes(kind)
