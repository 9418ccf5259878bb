import type { InklingOptions } from '../../options.ts'
import type { CheckReport } from '../check/report/report.ts'

/** What the inspector is handed when the page is to be inspected. */
export interface InspectorInput {
  /** As the tag has them: what isn't written there is not in it. */
  readonly options: InklingOptions
  /** Events since the tag ran, the oldest first. The tag goes on adding. */
  readonly heard: Event[]
  /** What Inkling finds on the page as it stands now. */
  check(): CheckReport
  readonly version: string
  /** Address of the release's folder, with a slash at its end. */
  readonly folder: string
}
