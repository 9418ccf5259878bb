import { EVENT_KINDS } from '../../sdk/src/lib/event-kinds.ts'
import type { ReaderEvent } from '../../sdk/src/types.ts'

export const isOpened = ({ kind }: ReaderEvent): boolean => EVENT_KINDS[kind].opens
