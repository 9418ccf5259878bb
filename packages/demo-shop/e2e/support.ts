import type { Page } from '@playwright/test'
import { expect, test } from '../../demo/e2e/support.ts'
// @ts-expect-error the shop is plain JavaScript
import { products as catalogue } from '../catalogue/catalogue.mjs'

export { expect, test }

export interface Product {
  id: string
  category: string
  price: number
  colour: string
  stock: number
}
export const products: Product[] = catalogue
export const addressOf = ({ category, id }: Product) => `/shop/${category}/${id}/`
/** Addresses in the shop's own order. */
export const shopOrder = products.map(addressOf)

/** The shop's instance of Inkling, as the page offers it to the console. */
interface Shop {
  rank(items: readonly object[], options: { list: string }): Promise<{ items: ReadonlyArray<{ id: string }> }>
  exportData(): Promise<{ events: ReadonlyArray<{ kind: string; item: string }> }>
  status(): Promise<{ pageViews: number }>
}
export type ShopWindow = Window & { shop: Shop }

export const order = (page: Page, list: string) =>
  page.$$eval(`[data-inkling-ranked="${list}"] > li`, (items) =>
    items.map((item) => item.getAttribute('data-inkling-item') ?? ''),
  )

/** The order of `rank()` for all products, called from outside the page's own code. */
export const rankedOrder = (page: Page, list: string) =>
  page.evaluate(
    async ([items, list]) => {
      const { items: ranked } = await (window as unknown as ShopWindow).shop.rank(items, { list })
      return ranked.map(({ id }) => id)
    },
    [
      catalogue.map((product: Record<string, never>) => {
        const { title, text } = product['en'] as { title: string; text: string }
        const { category: topic, brand: author, tags, published } = product
        return { id: addressOf(product as never), title, summary: text, topic, author, tags, published, language: 'en' }
      }),
      list,
    ] as const,
  )

export const eventsIn = (page: Page) =>
  page.evaluate(async () => (await (window as unknown as ShopWindow).shop.exportData()).events)

export async function accept(page: Page) {
  await page.locator('inkling-consent button.yes').click()
  // The history is open once the page view has been counted.
  await expect
    .poll(() => page.evaluate(async () => (await (window as unknown as ShopWindow).shop.status()).pageViews))
    .toBeGreaterThan(0)
}

/** Opens a product from its category's page. */
export async function view(page: Page, category: string, id: string) {
  await page.locator(`nav a[href$="/${category}/"]`).click()
  await page.locator(`main a[href$="/${category}/${id}/"]`).first().click()
  await page.waitForURL(`**/${category}/${id}/`)
  await expect(page.locator('article h1')).toBeVisible()
}

export async function openFront(page: Page) {
  await page.locator('.sign a').click()
  await page.waitForURL(/\/shop\/(ru\/)?$/)
}
