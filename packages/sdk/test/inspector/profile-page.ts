/** The test page of `<inkling-profile>`, and its reader. */

import { expect, type Page } from '@playwright/test'
import type { PageServer } from '../pages/support/server.ts'
import { type Watched, watch } from './served.ts'
import type { Language } from './site.ts'

export interface OnPage extends Watched {
  inkling: {
    push(call: readonly unknown[]): void
    importData(data: unknown): Promise<unknown>
    exportData(): Promise<{ events: unknown[]; items: unknown[] }>
    editInterest(edit: unknown): Promise<unknown>
    consent: { deny(): void }
    erase(): Promise<void>
  }
}
const DAY = 86_400_000
/** A reader who now reads about the sky and earlier about water, has hidden a town, and follows the sky. */
export function events(now = Date.now()) {
  const event = (kind: string, topic: string, n: number, days: number) => ({
    kind,
    at: now - days * DAY - n,
    item: `/past/${topic}/${n}`,
    text: `${topic}: A story of the ${topic.toLowerCase()}, number ${n}. More of it.`,
    fingerprint: '',
    // As in an export.
    topic: topic.toLowerCase(),
  })
  return [
    ...Array.from({ length: 14 }, (_, n) => event('read', 'Sky', n, n / 2)),
    ...Array.from({ length: 12 }, (_, n) => event('click', 'Water', n, 30 + n)),
    event('dismiss', 'Towns', 0, 1),
    event('follow', 'Sky', 99, 3),
    event('more', 'Sky', 2, 2),
    event('impression', 'Kites', 0, 1),
  ]
}

export async function openProfile(
  { origin }: PageServer,
  page: Page,
  language: Language = 'en',
  { known = true, roots = true } = {},
): Promise<void> {
  await page.addInitScript(watch, roots)
  await page.goto(`${origin}/${language}/you`)
  await page.evaluate(() => {
    ;(window as unknown as OnPage).inkling.push(['consent', { content: true, creatives: false, measurement: false }])
  })
  if (known)
    await page.evaluate(
      async (events) => {
        await customElements.whenDefined('inkling-profile')
        await (window as unknown as OnPage).inkling.importData({ version: 1, events, items: [] })
      },
      events(await page.evaluate(() => Date.now())),
    )
  if (roots) await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  if (roots && known) await expect(button(page, language === 'ru' ? 'Больше: Небо' : 'More: The sky')).toBeVisible()
}
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
