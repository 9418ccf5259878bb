/** Shared setup of element tests: a site served to all tests of a file, and access to closed shadow roots. */

import { test } from '@playwright/test'
import { copyRelease, type Release } from '../pages/support/release.ts'
import type { PageServer } from '../pages/support/server.ts'
import { serveStories } from './site.ts'

interface Served {
  release: Release
  site: PageServer
}

/** Served from before the first test of the file until after the last. */
export function servedStories(): Readonly<Served> {
  const served = {} as Served
  test.beforeAll(async () => {
    served.release = copyRelease('/inkling')
    served.site = await serveStories(served.release)
  })
  test.afterAll(async () => {
    await served.site.close()
    served.release.remove()
  })
  return served
}

/** Data that {@link watch} collects in the page. */
export interface Watched {
  roots: ShadowRoot[]
  /** Directives of the content security policy. */
  violated: string[]
  /** Cumulative layout shift. */
  shift: number
}

/** Gives tests and axe access to closed shadow roots, without changing the roots. */
export function watch(open: boolean): void {
  const page = window as unknown as Watched
  page.roots = []
  page.violated = []
  page.shift = 0
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, open ? { ...how, mode: 'open' } : how)
    page.roots.push(root)
    return root
  }
  document.addEventListener('securitypolicyviolation', (event) => page.violated.push(event.effectiveDirective))
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page.shift += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}
