import type { EditKind, EventKind } from '../types.ts'

/** Every kind of event that may be tracked. One that is missing here, and is no edit, doesn't compile. */
export const KINDS = Object.keys({
  impression: 0,
  click: 0,
  dwell: 0,
  read: 0,
  search: 0,
  purchase: 0,
  dismiss: 0,
  restore: 0,
  copy: 0,
  share: 0,
  watch: 0,
  finish: 0,
  follow: 0,
  unfollow: 0,
  shown: 0,
  goal: 0,
} satisfies Record<Exclude<EventKind, EditKind>, 0>) as readonly EventKind[]

/** What a reader says of their own interests. One that is missing here doesn't compile. */
export const EDITS = Object.keys({ raise: 0, lower: 0, pause: 0, more: 0, less: 0, dial: 0 } satisfies Record<
  EditKind,
  0
>) as readonly string[]

export const isEdit = ({ kind }: { readonly kind: string }): boolean => EDITS.includes(kind)
