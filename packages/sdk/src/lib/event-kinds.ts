import type { EditKind, EventKind } from '../types.ts'

/** Every kind of event that can be tracked, apart from edits. The type check fails if one is missing. */
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

/** The kinds of edits that readers make to their own interests. The type check fails if one is missing. */
export const EDITS = Object.keys({ raise: 0, lower: 0, pause: 0, more: 0, less: 0, dial: 0 } satisfies Record<
  EditKind,
  0
>) as readonly string[]

export const isEdit = ({ kind }: { readonly kind: string }): boolean => EDITS.includes(kind)
