import type { Status } from '../types.ts'

/** The status when Inkling isn't running and stores nothing. */
export const NO_STATUS: Omit<Status, 'consent'> = {
  engine: 'off',
  bytes: { loaded: 0, total: 0, fromCache: false },
  embedded: { texts: 0, milliseconds: 0 },
  events: 0,
  vectors: 0,
  pageViews: 0,
}
