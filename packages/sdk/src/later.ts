import type { createReleaseEngine } from './engine/release.ts'
import type * as insight from './insight.ts'

/** What is brought in when it is needed: on most page views neither is. The entries say from where. */
export interface Later {
  engine(): Promise<typeof createReleaseEngine>
  insight(): Promise<typeof insight>
}
