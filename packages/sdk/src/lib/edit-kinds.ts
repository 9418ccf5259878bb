import type { EditKind } from '../types.ts'

/** What a reader says of their own interests. One that is missing here doesn't compile. */
export const EDITS = Object.keys({ raise: 0, lower: 0, pause: 0, more: 0, less: 0, dial: 0 } satisfies Record<
  EditKind,
  0
>) as readonly string[]

export const isEdit = ({ kind }: { readonly kind: string }): boolean => EDITS.includes(kind)
