/** The test page of `<inkling-why>`, and its content. */

import type { Page } from '@playwright/test'
import { expect } from '../expect.ts'
import type { PageServer } from '../pages/support/server.ts'
import { type Watched, watch } from './served.ts'
import { type Language, RISEN, TAUGHT } from './site.ts'

export interface OnPage extends Watched {
  inkling: {
    push(call: readonly unknown[]): void
    status(): Promise<{ events: number; dial: string }>
    exportData(): Promise<{ events: Array<{ kind: string; item: string }> }>
    consent: { deny(): void }
    erase(): Promise<void>
  }
}
const ASK = { en: /^Why is this here/, ru: /^Почему это здесь/ }

/** Opens the page for the second time as a reader interested in the sky. */
export async function openWhy(
  { empty, origin }: PageServer,
  page: Page,
  language: Language = 'en',
  { roots = true, path = `/${language}` } = {},
): Promise<void> {
  await page.addInitScript(watch, roots)
  await page.goto(`${origin}/${language}/plain`)
  await page.evaluate((titles) => {
    const { inkling } = window as unknown as OnPage
    inkling.push(['consent', { content: true, creatives: false, measurement: false }])
    for (const [at, title] of titles.entries())
      inkling.push(['track', 'read', { id: `/taught/${at}`, title, topic: 'Sky' }, { seconds: 40 }])
  }, TAUGHT[language])
  const known = () => page.evaluate(async () => (await (window as unknown as OnPage).inkling.status()).events)
  await expect.poll(known).toBeGreaterThanOrEqual(TAUGHT[language].length)
  // The snapshot for the next first paint.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('inkling.snapshot') ?? '')).toContain('/comet')
  await page.goto(empty)
  await page.goto(origin + path)
  await expect.poll(() => order(page)).toEqual(expect.arrayContaining(RISEN))
  if (!path.endsWith('plain') && roots) await expect(control(page, language, 0)).toBeVisible()
}
export const order = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('li')].map((item) => item.getAttribute('data-inkling-item')!))
export const control = (page: Page, language: Language, place: number) =>
  page.getByRole('button', { name: ASK[language] }).nth(place)
export const dialog = (page: Page) => page.getByRole('dialog')
