// Lists that start in the reader's order: rendered by a router in the browser, or sent by a server and ordered by the
// head snippet before the framework hydrates them.

import type { Page } from '@playwright/test'
import { sample } from '../sample.ts'
import { EDITORS, expect, FRAMEWORKS, order, type PageWindow, readOfSpace, settled, test, topicOf } from './site.ts'

const RENDERERS = FRAMEWORKS.filter((framework) => framework !== 'plain')
const SPACE = EDITORS.filter((id) => topicOf(id) === 'space')
const isOnSpace = (ids: readonly string[]) => SPACE.every((id) => ids.indexOf(id) < SPACE.length)

const seen = (page: Page) =>
  page.evaluate(() => {
    const { orders, shifts } = window as unknown as PageWindow
    return { orders: orders.map((ids) => ids.split(' ')), shift: shifts.reduce((sum, value) => sum + value, 0) }
  })

/** Stores a snapshot of the reader and the list for the next first paint. */
const untilPlanned = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const { known, plans } = JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')
        return known && plans['shelf /']?.items.length
      }),
    )
    .toBe(EDITORS.length)

for (const framework of sample(RENDERERS, 2)) {
  for (const mode of sample(['development', 'production'] as const, 1, framework.length)) {
    const visit = { framework, mode, below: false } as const

    test(`${framework}, ${mode}: what a router renders is in the reader's order from its first frame`, async ({
      open,
    }) => {
      await readOfSpace(await open({ ...visit }))
      const page = await open({ ...visit, name: 'routed' })
      await page.reload()
      await untilPlanned(page)
      await settled(page)
      await page.getByText('To the stories').click()
      await expect.poll(() => order(page)).toHaveLength(EDITORS.length)
      await settled(page)
      const { orders, shift } = await seen(page)
      expect(orders).toHaveLength(1)
      expect(isOnSpace(orders[0]!)).toBe(true)
      expect(shift).toBe(0)
      await page.getByText('Original order').click()
      expect(await order(page)).toEqual(EDITORS)
    })

    test(`${framework}, ${mode}: hydrated in the order that the snippet has left, without a shift`, async ({
      open,
    }) => {
      const first = await open({ ...visit, tag: 'snippet' })
      await readOfSpace(first)
      await untilPlanned(first)
      const page = await open({ ...visit, tag: 'snippet', wait: true })
      const handed = await order(page)
      expect(isOnSpace(handed)).toBe(true)
      await page.getByLabel(`Note on Water under the ice of Europa`).fill('like Enceladus')
      await page.evaluate(() => (window as unknown as PageWindow).hydrate())
      await settled(page)
      expect(await order(page)).toEqual(handed)
      const { orders, shift } = await seen(page)
      expect(orders.map((ids) => ids.slice(0, 4))).toEqual([handed.slice(0, 4)])
      expect(shift).toBe(0)
      await page.getByText('Original order').click()
      await expect.poll(() => order(page)).toEqual(EDITORS)
      await expect(page.getByLabel('Note on Water under the ice of Europa')).toHaveValue('like Enceladus')
    })
  }

  test(`${framework}: without a yes, and once it is taken back, the server's order stands`, async ({ open }) => {
    const visit = { framework, below: false, tag: 'snippet' } as const
    const first = await open(visit)
    await settled(first)
    expect((await seen(first)).orders).toEqual([EDITORS])
    await readOfSpace(first)
    await untilPlanned(first)
    await first.evaluate(() => (window as unknown as PageWindow).shop.consent.deny())
    const page = await open(visit)
    await settled(page)
    expect((await seen(page)).orders).toEqual([EDITORS])
  })
}
