import { EVENT_KINDS } from '../../sdk/src/lib/event-kinds.ts'
import type { ReaderEvent } from '../../sdk/src/types.ts'

/** Whether an event counts as opening an item. Unknown kinds, stored by a newer release, count too. */
export const isOpened = ({ kind }: ReaderEvent): boolean => EVENT_KINDS[kind]?.opens !== false
