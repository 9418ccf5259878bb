/** The test page of `<inkling-inspector>`, and its reader. */

import type { Page } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { expect } from '../expect.ts'
import type { PageServer } from '../pages/support/server.ts'
import { type Language, TAUGHT } from './site.ts'

export interface Seen {
  inkling: {
    push(call: readonly unknown[]): void
    status(): Promise<{ events: number; engine: string }>
    exportData(): Promise<{ events: Array<{ item: string }> }>
    measure: Pick<Inkling['measure'], 'convert' | 'summary'>
    consent: { deny(): void }
    erase(): Promise<void>
  }
  inspected: ShadowRoot
  refused: string[]
  shifted: number
}
interface Shift {
  readonly value: number
  readonly hadRecentInput: boolean
}
export const TABS = ['lists', 'fairness', 'status', 'requests', 'events', 'readers', 'report'] as const
export const INSPECT = '?inkling=inspect'

/** Attaches shadow roots with this mode, so that tests and axe can inspect the inspector. */
export function lookInto(mode: ShadowRootMode): void {
  const seen = Object.assign(window as unknown as Seen, { refused: [] as string[], shifted: 0 })
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function () {
    const root = attach.call(this, { mode })
    if (this.localName === 'inkling-inspector') seen.inspected = root
    return root
  }
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
    seen.refused.push(effectiveDirective),
  )
  const shifts = new PerformanceObserver((list) => {
    // Layout shifts after user input are expected.
    for (const { value, hadRecentInput } of list.getEntries() as Array<PerformanceEntry & Shift>)
      if (!hadRecentInput) seen.shifted += value
  })
  shifts.observe({ type: 'layout-shift', buffered: true })
}

/** Opens the page for the second time as a reader interested in the sky. */
export async function openTaught(
  { empty, origin }: PageServer,
  page: Page,
  language: Language = 'en',
  mode: ShadowRootMode = 'open',
): Promise<void> {
  await page.addInitScript(lookInto, mode)
  await page.goto(`${origin}/${language}/plain`)
  await teach(page, TAUGHT[language], 'Sky')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('inkling.snapshot'))).toContain('/comet')
  await page.goto(empty)
}
export const teach = (page: Page, titles: readonly string[], topic: string) =>
  page.evaluate(
    async ([titles, topic]) => {
      const { inkling } = window as unknown as Seen
      inkling.push(['consent', { content: true, creatives: true }])
      for (const [at, title] of titles.entries())
        inkling.push(['track', 'read', { id: `/taught/${topic}/${at}`, title, topic }, { seconds: 40 }])
      const isKept = async () => {
        // Until the tag has loaded, it is an array of calls.
        const { inkling } = window as unknown as Seen
        if (Array.isArray(inkling)) return false
        const kept = (await inkling.exportData()).events.filter(({ item }) => item.startsWith(`/taught/${topic}/`))
        return kept.length >= titles.length
      }
      while (!(await isKept())) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    [titles, topic] as const,
  )
export const handle = (page: Page) => page.locator('inkling-inspector .handle')
export const panel = (page: Page) => page.locator('inkling-inspector #panel')
export async function openInspector({ origin }: PageServer, page: Page, language: Language = 'en'): Promise<void> {
  await page.goto(`${origin}/${language}/plain${INSPECT}`)
  await handle(page).click()
}
export const choose = (page: Page, tab: (typeof TABS)[number]) => page.locator(`inkling-inspector #tab-${tab}`).click()
