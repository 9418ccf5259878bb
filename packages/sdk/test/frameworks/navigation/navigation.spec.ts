// Libraries that replace a page's content without loading another page: what is read is the page currently shown.

import type { Page } from '@playwright/test'
import { sample } from '../../sample.ts'
import { EDITORS, events, expect, LIBRARIES, order, type PageWindow, STORIES, test } from './site.ts'

const [BREAD, , RINGS] = STORIES
const onSpace = (ids: readonly string[]) => ids.slice(0, 4).every((id) => id.includes('space'))

/** Follows a link and waits until its page is shown. */
async function follow(page: Page, href: string): Promise<void> {
  await page.locator(`a[href="${href}"]`).first().click()
  await there(page, href)
}

async function there(page: Page, href: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`${href}$`))
  const title = STORIES.find(({ id }) => id === href)?.title ?? 'Front'
  await expect(page.locator('h1')).toHaveText([title])
}

/** Views the page for this many seconds. */
async function look(page: Page, seconds: number): Promise<void> {
  await page.mouse.move(200, 200 + seconds)
  await page.clock.runFor(1000 * seconds)
}

const ofPages = async (page: Page) => (await events(page)).filter(({ kind }) => /read|dwell/.test(kind))
const told = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as PageWindow).told.filter((each) => each.name === name), name)
const undo = (page: Page, list: string) =>
  page.evaluate((list) => (window as unknown as PageWindow).inkling.undo(list), list)
const frames = (page: Page, list: string) =>
  page.evaluate((list) => (window as unknown as PageWindow).frames[list] ?? [], list)

for (const library of sample(Object.keys(LIBRARIES), 1)) {
  test.describe(library, () => {
    test('what is read is the story that was led to, told with its own words', async ({ enter }) => {
      const page = await enter(library)
      await follow(page, RINGS!.id)
      await expect
        .poll(async () => {
          await look(page, 6)
          return ofPages(page)
        })
        .toMatchObject([{ kind: 'read', item: RINGS!.id }])
      await follow(page, BREAD!.id)
      await expect
        .poll(async () => {
          await look(page, 6)
          return (await ofPages(page)).slice(1)
        })
        .toMatchObject([{ kind: 'read', item: BREAD!.id }])
      for (const { item, text } of await ofPages(page)) {
        const [own, other] = item === BREAD!.id ? [BREAD!, RINGS!] : [RINGS!, BREAD!]
        expect(text).toContain(own.title)
        expect(text).not.toContain(other.title)
        expect(text).not.toContain('Front')
      }
    })

    test('who leaves a story has stayed with that one, however late the next one comes', async ({
      enter,
      magazine,
    }) => {
      const page = await enter(library, BREAD!.id)
      await look(page, 3)
      let release = () => {}
      magazine.held = new Promise((resolve) => {
        release = resolve
      })
      await page.locator(`a[href="${RINGS!.id}"]`).first().click()
      await expect.poll(() => magazine.asked.at(-1)).toBe(RINGS!.id)
      await look(page, 1)
      magazine.held = undefined
      release()
      await there(page, RINGS!.id)
      await expect.poll(() => ofPages(page)).toMatchObject([{ kind: 'dwell', item: BREAD!.id }])
      expect((await ofPages(page))[0]?.text).toContain(BREAD!.title)
    })

    test('a list of the next page is in order in the first frame that shows it, and undone', async ({ enter }) => {
      const page = await enter(library)
      await follow(page, BREAD!.id)
      await expect
        .poll(() => told(page, 'ranked'))
        .toContainEqual(expect.objectContaining({ list: 'more', late: false }))
      expect(onSpace(await order(page, 'more'))).toBe(true)
      await follow(page, RINGS!.id)
      const own = EDITORS.filter((id) => id !== RINGS!.id)
      await expect
        .poll(async () => (await order(page, 'more')).slice(0, 3).filter((id) => /space/.test(id)).length)
        .toBe(3)
      for (const shown of await frames(page, 'more'))
        expect(onSpace(shown.split(' ')) || shown.split(' ')[0]!.includes('space')).toBe(true)
      expect(await undo(page, 'more')).toBe(true)
      expect(await order(page, 'more')).toEqual(own)
      expect(await told(page, 'error')).toEqual([])
    })

    test('on the way back a list stands as it was left, and the page’s own order is still the page’s', async ({
      enter,
    }) => {
      const page = await enter(library)
      const left = await order(page, 'top')
      expect(onSpace(left)).toBe(true)
      await follow(page, BREAD!.id)
      // Anything read in the meantime would change the order.
      await page.evaluate(async () => {
        const { inkling } = window as unknown as PageWindow
        for (let i = 0; i < 6; i++) await inkling.track('read', { id: `/bank-${i}`, title: 'Banks', topic: 'money' })
      })
      const before = (await frames(page, 'top')).length
      await page.goBack()
      await there(page, '/')
      expect(await order(page, 'top')).toEqual(left)
      expect((await frames(page, 'top')).slice(before)).toEqual([])
      expect(await undo(page, 'top')).toBe(true)
      expect(await order(page, 'top')).toEqual(EDITORS)
      expect(await told(page, 'error')).toEqual([])
    })

    test('on the way back what was in view stands where it stood, however late the page comes', async ({
      enter,
      magazine,
    }) => {
      const page = await enter(library)
      await page.setViewportSize({ width: 800, height: 300 })
      await page.evaluate(() => scrollTo(0, 150))
      const inView = () =>
        page.$$eval('[data-inkling-list=top] a', (links) =>
          links
            .map((link) => [link.getAttribute('href'), Math.round(link.getBoundingClientRect().top)] as const)
            .filter(([, top]) => top >= 0 && top < innerHeight),
        )
      const left = await inView()
      await page.evaluate((href) => document.querySelector<HTMLElement>(`a[href="${href}"]`)?.click(), BREAD!.id)
      await there(page, BREAD!.id)
      await page.evaluate(async () => {
        const { inkling } = window as unknown as PageWindow
        for (let i = 0; i < 6; i++) await inkling.track('read', { id: `/bank-${i}`, title: 'Banks', topic: 'money' })
      })
      let release = () => {}
      magazine.held = new Promise((resolve) => {
        release = resolve
      })
      await page.evaluate(() => history.back())
      await expect(page).toHaveURL(/\/$/)
      await look(page, 1)
      magazine.held = undefined
      release()
      await there(page, '/')
      await expect.poll(inView).toEqual(left)
    })

    test('snippet and tag in the body, run again with each page, do no harm', async ({ enter }) => {
      const page = await enter(library, '/', { inBody: true })
      const first = await page.evaluateHandle(() => (window as unknown as PageWindow).inkling)
      for (const href of [BREAD!.id, RINGS!.id]) {
        await follow(page, href)
        await expect.poll(async () => (await order(page, 'more'))[0]).toContain('space')
      }
      await expect
        .poll(async () => {
          await look(page, 6)
          return ofPages(page)
        })
        .toContainEqual(expect.objectContaining({ kind: 'read', item: RINGS!.id }))
      expect(await ofPages(page)).toHaveLength(1)
      expect(await undo(page, 'more')).toBe(true)
      expect(await order(page, 'more')).toEqual(EDITORS.filter((id) => id !== RINGS!.id))
      expect(await page.evaluate((first) => (window as unknown as PageWindow).inkling === first, first)).toBe(true)
    })
  })
}

test('turbo: what is shown from its cache until the page comes is no view of its own', async ({ enter, magazine }) => {
  const page = await enter('turbo')
  const views = () => page.evaluate(async () => (await (window as unknown as PageWindow).inkling.status()).pageViews)
  const impressions = async () =>
    (await events(page)).filter(({ kind, list }) => kind === 'impression' && list === 'top')
  await look(page, 2)
  const seen = (await impressions()).length
  expect(seen).toBe(EDITORS.length)
  await follow(page, BREAD!.id)
  const before = await views()
  let release = () => {}
  magazine.held = new Promise((resolve) => {
    release = resolve
  })
  await page.locator('nav a').click()
  await there(page, '/')
  await expect(page.locator('html')).toHaveAttribute('data-turbo-preview', /.*/)
  await look(page, 2)
  const shown = await order(page, 'top')
  await expect.poll(async () => (await impressions()).length).toBe(2 * seen)
  magazine.held = undefined
  release()
  await expect(page.locator('html')).not.toHaveAttribute('data-turbo-preview', /.*/)
  await look(page, 2)
  expect(await order(page, 'top')).toEqual(shown)
  expect(await views()).toBe(before + 1)
  expect(await impressions()).toHaveLength(2 * seen)
  expect(await undo(page, 'top')).toBe(true)
  expect(await order(page, 'top')).toEqual(EDITORS)
})
