import type { Page } from '@playwright/test'
import type { Explanation } from 'inkling'
import { test as base, expect } from '../../demo/e2e/support.ts'
// @ts-expect-error the guide is plain JavaScript
import { films as catalogue } from '../films/films.mjs'

export { expect }

interface Film {
  id: string
  genre: string
}
export const films: Film[] = catalogue
export const addressOf = ({ genre, id }: Film) => `/films/${genre}/${id}/`
/** Addresses in the guide's own order. */
export const guideOrder = films.map(addressOf)
export const ofGenre = (genre: string) => films.filter((film) => film.genre === genre).map(addressOf)

/** The guide's instance of Inkling, as the page offers it to the console. */
interface Guide {
  exportData(): Promise<{ events: ReadonlyArray<{ kind: string; item: string; list?: string }> }>
  status(): Promise<{ pageViews: number }>
  explain(list: string, id: string): Promise<Explanation | undefined>
}
export type GuideWindow = Window & { films: Guide; shifts: number[] }

export const order = (page: Page, list: string) =>
  page.$$eval(`[data-inkling-ranked="${list}"] > li`, (items) =>
    items.map((item) => item.getAttribute('data-inkling-item') ?? ''),
  )

/** Waits until Svelte has hydrated the page and Inkling knows the consent. */
export const untilReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await (window as unknown as GuideWindow).films?.status())?.pageViews ?? 0), {
      timeout: 60_000,
    })
    .toBeGreaterThan(0)

export async function accept(page: Page) {
  await page.locator('inkling-consent button.yes').click()
  await untilReady(page)
}

/** Opens films of a genre from its shelf on the front page, and returns to the front page each time. */
export async function view(page: Page, genre: string, ids: readonly string[]) {
  for (const id of ids) {
    await page.locator(`[data-inkling-ranked="${genre}"] a[href$="/${genre}/${id}/"]`).click()
    await page.waitForURL(`**/${genre}/${id}/`)
    await untilReady(page)
    await page.locator('.sign a').click()
    await page.waitForURL(/\/films\/(ru\/)?$/)
    await untilReady(page)
  }
}

export const clicksIn = async (page: Page) => {
  const { events } = await page.evaluate(() => (window as unknown as GuideWindow).films.exportData())
  return events.filter(({ kind }) => kind === 'click')
}

export const explain = (page: Page, list: string, id: string) =>
  page.evaluate(async ([list, id]) => (await (window as unknown as GuideWindow).films.explain(list, id))!, [
    list,
    id,
  ] as const)

/** No page may report an error, such as that of a failed hydration, and nothing may shift on any page. */
export const test = base.extend({
  context: async ({ context }, use) => {
    const said: string[] = []
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text())
    })
    context.on('weberror', (error) => said.push(String(error.error())))
    const shifts: unknown[] = []
    await context.exposeFunction('onShift', (shift: unknown) => shifts.push(shift))
    await context.addInitScript(() => {
      type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: Array<{ node: Element }> }
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
          if (!hadRecentInput)
            (window as unknown as { onShift(shift: unknown): void }).onShift([
              location.pathname,
              value,
              ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80)),
            ])
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await use(context)
    expect(said).toEqual([])
    expect(shifts).toEqual([])
  },
})
