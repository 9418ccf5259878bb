import type { EventKind, ReaderEvent } from '../../sdk/src/types.ts'

/** No interest by themselves: what was only seen, taken back, or said. */
const SILENT: readonly EventKind[] = [
  ...(['impression', 'dismiss', 'restore', 'unfollow', 'shown', 'goal'] as const),
  ...(['raise', 'lower', 'pause', 'less', 'dial'] as const),
]
export const isOpened = ({ kind }: ReaderEvent): boolean => !SILENT.includes(kind)
