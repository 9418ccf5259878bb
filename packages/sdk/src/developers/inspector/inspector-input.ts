import type { InklingOptions } from '../../options.ts'
import type { CheckReport } from '../check/report/report.ts'

/** Data that the tag passes to the inspector. */
export interface InspectorInput {
  /** Options as set on the tag, without defaults. */
  readonly options: InklingOptions
  /** Events since the tag ran, oldest first. The tag keeps appending to this array. */
  readonly heard: Event[]
  /** Checks the page as it currently is. */
  check(): CheckReport
  readonly version: string
  /** URL of the release's folder, with a trailing slash. */
  readonly folder: string
}
