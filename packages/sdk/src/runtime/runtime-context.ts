import type { HistoryStore } from '../history/history-store.ts'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import type { Trust } from '../lib/load/trusted-types.ts'
import type { ResolvedOptions } from '../options.ts'
import type { PageEvent } from '../page/track/watch-page.ts'
import type { Consent } from '../types.ts'
import type { ReaderData } from './reader-data.ts'
import type { Scorer } from './scorer.ts'
import type { SnapshotWriter } from './snapshot-writer.ts'

/** Brings in a bundle that lies beside this one. @throws when it doesn't come, or isn't the one that is listed */
export type Bring = <T>(name: string, file: ReleaseFile) => Promise<T>

/** What whoever starts the runtime gives it. */
export interface Grant {
  readonly options: ResolvedOptions
  readonly consent: Consent
  /** Aborted when consent changes, or Inkling is taken off the page: everything ends at once. */
  readonly signal: AbortSignal
  /** Tells this release's model from another's at the same address: their vectors are never compared. */
  readonly release: string
  readonly bring: Bring
  /** What the page takes as a script's address. */
  readonly trust: Trust
  /** Called when the choice may have been made elsewhere. @param told what it is, where no storage holds it */
  readonly onChoice: (told?: string | null) => void
}

/** What the parts of the runtime know of it. */
export interface RuntimeContext {
  readonly grant: Grant
  /** The history, once it is open. */
  readonly store: HistoryStore | undefined
  readonly opened: Promise<HistoryStore>
  /** Page views with consent, this one included. */
  views: number
  readonly scorer: Scorer
  readonly snapshot: SnapshotWriter
  readonly data: ReaderData
  /** Everything has been deleted elsewhere: by the reader's hand, in the browser's settings, the choice has gone with it. */
  onEmptied(): Promise<void>
  record(event: PageEvent): Promise<void>
  /** The reader's profile has changed: live lists follow, and the page hears of it. */
  onProfile(): void
  /** The engine's status has changed. */
  onStatus(): void
  /** What this tab shows, and has shown, comes of what was deleted. */
  forgetPage(): void
  /** Writes down what the next page's first paint needs, and makes the vectors that are missing. */
  prepare(): Promise<void>
}
