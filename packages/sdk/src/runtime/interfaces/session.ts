/** What a page view can access once consent is given: the options, the bundle loader and the history. */

import type { HistoryStore } from '../../history/history-store.ts'
import type { ReleaseFile } from '../../lib/load/release-file.ts'
import type { Trust } from '../../lib/load/trusted-types.ts'
import type { ResolvedOptions } from '../../options.ts'
import type { Consent, ListRules } from '../../types.ts'

/** Loads a bundle of this release. @throws if it can't be loaded or its hash doesn't match */
export type ImportFile = <T>(name: string, file: ReleaseFile) => Promise<T>

/** The data and functions that the client passes to the runtime. */
export interface Grant {
  readonly options: ResolvedOptions
  /** Reads a list's attribute as if it were the option of that name. @throws InklingMisuse if the value is invalid */
  readonly readRule: <Name extends keyof ListRules>(name: Name, text: string) => ListRules[Name]
  readonly consent: Consent
  /** Aborted when consent changes or Inkling is destroyed. Aborting ends everything immediately. */
  readonly signal: AbortSignal
  /** Identifies this release's model, because vectors from different releases must not be compared. */
  readonly release: string
  readonly importFile: ImportFile
  /** Makes script URLs for pages that enforce Trusted Types. */
  readonly trust: Trust
  /** Called when the consent choice may have changed elsewhere. @param told the new choice, if it hasn't been stored */
  readonly onChoice: (told?: string | null) => void
}

/** One page view, for as long as consent is granted. */
export interface Session {
  readonly grant: Grant
  /** The history, once it is open. */
  readonly store: HistoryStore | undefined
  readonly opened: Promise<HistoryStore>
  /** Number of page views with consent, including this one. */
  views: number
}
