import type { BrowserContext, Page } from '@playwright/test'
import type { Site } from './site.ts'

export interface Stage {
  readonly context: BrowserContext
  readonly site: Site
}

/** Something that goes wrong, and what is promised all the same. */
export interface Fault {
  readonly name: string
  readonly promise: string
  /** What `inkling:error` says, in this order and no more. Default: nothing. */
  readonly codes?: readonly string[]
  /** Before the page is opened; the reader has a history then. */
  readonly arrange?: (stage: Stage) => unknown
  /** In the page, before its own scripts. */
  readonly init?: () => void
  /** Once the page is ready: goes on with it, and checks what is promised. */
  readonly act?: (page: Page, stage: Stage) => Promise<unknown>
  /** The promise is about one page view: the page isn't reloaded while the fault stands. */
  readonly once?: true
  /** Takes the fault away, where closing the page doesn't. */
  readonly mend?: (stage: Stage) => unknown
  /** After it all, on the next page. */
  readonly after?: (page: Page, stage: Stage) => Promise<unknown>
}
