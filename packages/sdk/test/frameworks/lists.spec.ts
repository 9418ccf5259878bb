// A list that a framework renders, from the server's HTML through hydration to the reader's order.

import type { Page } from '@playwright/test'
import { sample } from '../sample.ts'
import {
  EDITORS,
  expect,
  FRAMEWORKS,
  order,
  type PageWindow,
  readOfSpace,
  settled,
  test,
  topicOf,
  untilPainted,
} from './site.ts'

const SPACE = EDITORS.filter((id) => topicOf(id) === 'space')
const firstFour = async (page: Page) => (await order(page)).slice(0, 4)
const untilOrdered = (page: Page) => expect.poll(async () => new Set(await firstFour(page))).toEqual(new Set(SPACE))
const hydrate = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).hydrate())
/** The number of items fully or partly in the window. */
const inView = (page: Page) =>
  page.$$eval('li', (items) => items.filter((item) => item.getBoundingClientRect().top < innerHeight).length)

for (const framework of sample(FRAMEWORKS, 1)) {
  test.describe(framework, () => {
    test('hydrates in the order that the server sent, and follows the reader below the fold', async ({ open }) => {
      const first = await open({ framework })
      await readOfSpace(first)
      const page = await open({ framework, wait: true })
      expect(await order(page)).toEqual(EDITORS)
      await hydrate(page)
      await untilOrdered(page)
      expect((await order(page)).toSorted()).toEqual(EDITORS.toSorted())
    })

    test('without consent the order stays; once it is given the list follows', async ({ open }) => {
      const page = await open({ framework })
      await settled(page)
      expect(await order(page)).toEqual(EDITORS)
      await page.evaluate(async () => {
        const { shop } = window as unknown as PageWindow
        shop.consent.set({ creatives: true })
        shop.consent.deny()
      })
      await settled(page)
      expect(await order(page)).toEqual(EDITORS)
      await readOfSpace(page)
      const next = await open({ framework })
      await untilOrdered(next)
    })

    test('what is in view stays, what is below it follows', async ({ open }) => {
      await readOfSpace(await open({ framework }))
      const page = await open({ framework, below: false, wait: true })
      await untilPainted(page)
      await hydrate(page)
      const seen = await inView(page)
      expect(seen).toBeGreaterThan(4)
      const rest = EDITORS.slice(seen)
      const spaceFirst = [...rest].sort((a, b) => +(topicOf(b) === 'space') - +(topicOf(a) === 'space'))
      await expect
        .poll(async () => (await order(page)).slice(seen).map(topicOf).slice(0, 2))
        .toEqual(spaceFirst.map(topicOf).slice(0, 2))
      expect((await order(page)).slice(0, seen)).toEqual(EDITORS.slice(0, seen))
    })

    test('what is typed, and where the focus is, outlasts the order; the original order comes back', async ({
      open,
    }) => {
      await readOfSpace(await open({ framework }))
      const page = await open({ framework, late: 'swap', below: false, wait: true })
      const last = page.getByLabel('Note on Water under the ice of Europa')
      await last.fill('like Enceladus')
      const focused = page.getByLabel('Note on Bread from a cold oven')
      await focused.focus()
      await page.keyboard.type('no knead')
      await hydrate(page)
      await expect.poll(async () => topicOf((await order(page))[1]!)).toBe('space')
      expect((await order(page))[0]).toBe(EDITORS[0])
      await expect(focused).toBeFocused()
      await page.keyboard.type('ing')
      await expect(focused).toHaveValue('no kneading')
      await expect(last).toHaveValue('like Enceladus')
      expect(await last.evaluate((input) => input.closest('li')?.querySelector('a')?.pathname)).toBe(EDITORS.at(-1))
      await page.getByText('Original order').click()
      await expect.poll(() => order(page)).toEqual(EDITORS)
      await expect(last).toHaveValue('like Enceladus')
    })

    test('the whole order is applied on request, by the list or by its name, and so is the original one', async ({
      open,
    }) => {
      await readOfSpace(await open({ framework }))
      const page = await open({ framework, below: false, wait: true })
      await untilPainted(page)
      await hydrate(page)
      const seen = await inView(page)
      // Below the fold, the list follows; the first of it are in view and stay.
      await expect.poll(async () => topicOf((await order(page))[seen]!)).toBe('space')
      expect((await order(page)).slice(0, seen)).toEqual(EDITORS.slice(0, seen))
      await page.getByText('My order').click()
      await untilOrdered(page)
      const own = await order(page)
      await page.getByText('Original order').click()
      await expect.poll(() => order(page)).toEqual(EDITORS)
      const call = (name: 'undo' | 'redo', list = 'shelf') =>
        page.evaluate<unknown, [typeof name, string]>(
          ([name, list]) => (window as unknown as PageWindow).shop[name](list),
          [name, list],
        )
      await call('redo', 'another')
      await settled(page)
      expect(await order(page)).toEqual(EDITORS)
      await call('redo')
      await expect.poll(() => order(page)).toEqual(own)
      expect(await call('undo', 'another')).toBe(false)
      expect(await call('undo')).toBe(true)
      await expect.poll(() => order(page)).toEqual(EDITORS)
      expect(await call('undo')).toBe(false)
    })

    test('a list’s own strength counts', async ({ open }) => {
      await readOfSpace(await open({ framework }))
      const page = await open({ framework, strength: 0, wait: true })
      await hydrate(page)
      await page.getByText('My order').click()
      await settled(page)
      expect(await order(page)).toEqual(EDITORS)
      await page.evaluate(() => (window as unknown as PageWindow).shop.status())
      await settled(page)
      expect(await order(page)).toEqual(EDITORS)
    })

    test('live: below what is in view the list follows each change, and none once it is off the page', async ({
      open,
    }) => {
      const page = await open({ framework, when: 'live', below: false, wait: true })
      await untilPainted(page)
      await hydrate(page)
      await readOfSpace(page)
      const seen = await inView(page)
      await page.evaluate(() => document.dispatchEvent(new CustomEvent('inkling:profile', { detail: { events: 2 } })))
      await expect.poll(async () => topicOf((await order(page))[seen]!)).toBe('space')
      await page.evaluate(async () => {
        const { shop } = window as unknown as PageWindow
        for (const id of ['/oats', '/rye', '/oil', '/plums'])
          await shop.track('purchase', { id, title: `A recipe with ${id.slice(1)}`, topic: 'food' }, { seconds: 60 })
        document.dispatchEvent(new CustomEvent('inkling:profile', { detail: { events: 6 } }))
      })
      await expect.poll(async () => topicOf((await order(page))[seen]!)).toBe('food')
      expect((await order(page)).slice(0, seen)).toEqual(EDITORS.slice(0, seen))
      await page.evaluate(() => {
        ;(window as unknown as PageWindow).unmount()
        document.dispatchEvent(new CustomEvent('inkling:profile', { detail: { events: 7 } }))
      })
      await settled(page)
    })

    test('a link that is opened is noted with the list; a click by a script is not', async ({ open }) => {
      const page = await open({ framework })
      await page.evaluate(() => (window as unknown as PageWindow).shop.consent.set({ content: true }))
      await page.evaluate(() => {
        const link = document.querySelector<HTMLElement>('li:nth-child(2) a')
        link?.addEventListener('click', (event) => event.preventDefault(), { once: true })
        link?.click()
      })
      await page.locator('li a').nth(2).click()
      await page.waitForURL(`**${EDITORS[2]}`)
      const next = await open({ framework })
      const events = await next.evaluate(async () => (await (window as unknown as PageWindow).shop.exportData()).events)
      expect(events).toMatchObject([{ kind: 'click', item: EDITORS[2], list: 'shelf' }])
    })
  })
}

test('react: the component renders the same, with the attributes it is given', async ({ open }) => {
  await readOfSpace(await open({ framework: 'react' }))
  const page = await open({ framework: 'react', name: 'component' })
  await untilOrdered(page)
  await expect(page.locator('ol.shelf > li')).toHaveCount(EDITORS.length)
})

test('react: rendered in the browser alone, its first frame is in the order', async ({ open }) => {
  await readOfSpace(await open({ framework: 'react' }))
  const page = await open({ framework: 'react', name: 'fresh', below: false, wait: true })
  const frames = await page.evaluate(async () => {
    const frames: string[][] = []
    const { hydrate } = window as unknown as PageWindow
    hydrate()
    while (frames.length < 5) {
      await new Promise(requestAnimationFrame)
      const links = [...document.querySelectorAll<HTMLAnchorElement>('li > a')]
      if (links.length) frames.push(links.map((link) => link.pathname))
    }
    return frames
  })
  for (const frame of frames) expect(frame).toEqual(frames[0])
  expect(new Set(frames[0]?.slice(0, 4))).toEqual(new Set(SPACE))
})

test('react: items made anew in every render are one list, filtered or not', async ({ open }) => {
  await readOfSpace(await open({ framework: 'react' }))
  const page = await open({ framework: 'react', name: 'filter' })
  await untilOrdered(page)
  const ranked = await order(page)
  await page.getByText('Space alone').click()
  expect(await order(page)).toEqual(ranked.filter((id) => topicOf(id) === 'space'))
  await page.getByText('Space alone').click()
  expect(await order(page)).toEqual(ranked)
  await settled(page)
  // Strict mode renders twice. A list that never settled would have rendered until React stopped it.
  expect(await page.evaluate(() => (window as unknown as { renders: number }).renders)).toBeLessThan(25)
})

for (const framework of sample(FRAMEWORKS, 2)) {
  test(`${framework}: a production build does the same`, async ({ open }) => {
    await readOfSpace(await open({ framework, mode: 'production' }))
    await untilOrdered(await open({ framework, mode: 'production' }))
  })
}
