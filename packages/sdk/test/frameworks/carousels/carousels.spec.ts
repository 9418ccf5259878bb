// Looping carousels, in their packages' own builds: ordered before they start, left alone from then on.

import type { Page } from '@playwright/test'
import { CAROUSELS, EDITORS, expect, order, type PageWindow, readOfSpace, STORIES, test } from './site.ts'

const SPACE = STORIES.filter(({ topic }) => topic === 'space').map(({ id }) => id)
const isOnSpace = (ids: readonly string[]) => SPACE.every((id) => ids.indexOf(id) < SPACE.length)
const ranked = (page: Page) =>
  page.evaluate(() => (window as unknown as PageWindow).told.filter(({ name }) => name === 'ranked'))
/** The slides at the left edge of the window, including clones. */
const first = (page: Page) =>
  page.$$eval('[data-inkling-list] > li', (slides) =>
    slides
      .find((slide) => Math.abs(slide.getBoundingClientRect().left) < 5)
      ?.querySelector('a')
      ?.getAttribute('href'),
  )

for (const name of Object.keys(CAROUSELS)) {
  test(`${name}: once started nothing in it moves; the next visit has it in order before it starts`, async ({
    open,
  }) => {
    const page = await open(name)
    await readOfSpace(page)
    await expect.poll(() => ranked(page)).toMatchObject([{ moved: 0, why: 'placed-by-script' }])
    expect(await order(page)).toEqual(EDITORS)
    await open(name)
    await expect.poll(() => ranked(page)).toMatchObject([{ by: 'snippet' }])
    const wanted = await order(page)
    expect(isOnSpace(wanted)).toBe(true)
    expect((await ranked(page))[0]?.ranking?.items).toHaveLength(EDITORS.length)
    await expect.poll(() => first(page)).toBe(wanted[0])
    await page.evaluate(async () => {
      const { inkling, next } = window as unknown as PageWindow
      next()
      document.querySelector('[data-inkling-list]')?.setAttribute('data-inkling-live', '')
      for (let i = 0; i < 6; i++) await inkling.track('read', { id: `/bank-${i}`, title: 'Banks', topic: 'money' })
      await inkling.redo('slides')
    })
    await expect.poll(() => first(page)).toBe(wanted[1])
    expect(await order(page)).toEqual(wanted)
  })
}

test('Splide: a click on a slide is its own, though a copy of it comes before', async ({ open }) => {
  const page = await open('Splide, loop')
  await readOfSpace(page)
  await open('Splide, loop')
  await expect.poll(() => ranked(page)).toHaveLength(1)
  const [wanted] = await order(page)
  await page.evaluate(() => {
    addEventListener('click', (event) => event.preventDefault(), { once: true })
  })
  await page.locator(`.splide__slide:not(.splide__slide--clone) a[href="${wanted}"]`).click()
  const clicks = () =>
    page.evaluate(async () =>
      (await (window as unknown as PageWindow).inkling.exportData()).events
        .filter(({ kind }) => kind === 'click')
        .map(({ item, list }) => ({ item, list })),
    )
  await expect.poll(clicks).toEqual([{ item: wanted, list: 'slides' }])
})
