import type { BrowserContext, Page } from '@playwright/test'
import type { Site } from './site.ts'

export interface Stage {
  readonly context: BrowserContext
  readonly site: Site
}

/** A fault, and what must still hold. */
export interface Fault {
  readonly name: string
  readonly promise: string
  /** The codes of `inkling:error`, exactly and in this order. Default: none. */
  readonly codes?: readonly string[]
  /** Runs before the page is opened, when the reader already has a history. */
  readonly arrange?: (stage: Stage) => unknown
  /** Runs in the page before its own scripts. */
  readonly init?: () => void
  /** Runs once the page is ready, and checks what must hold. */
  readonly act?: (page: Page, stage: Stage) => Promise<unknown>
  /** Whether the fault concerns a single page view, so that the page isn't reloaded during the fault. */
  readonly once?: true
  /** Removes the fault, if closing the page doesn't. */
  readonly mend?: (stage: Stage) => unknown
  /** Runs at the end, on the next page. */
  readonly after?: (page: Page, stage: Stage) => Promise<unknown>
}
