import type { EventKind, ReaderEvent } from '../../sdk/src/types.ts'

/** Events that don't count as opening an item. */
const SILENT: readonly EventKind[] = [
  ...(['impression', 'dismiss', 'restore', 'unfollow', 'shown', 'goal'] as const),
  ...(['raise', 'lower', 'pause', 'less', 'dial'] as const),
]
export const isOpened = ({ kind }: ReaderEvent): boolean => !SILENT.includes(kind)
