// Lists of frameworks that are marked by mistake: left alone, with a hint, in development and in production builds.

import type { Page } from '@playwright/test'
import { sample } from '../sample.ts'
import { EDITORS, expect, order, type PageWindow, settled, test, topicOf, type Visit } from './site.ts'

const told = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as PageWindow).told.filter((each) => each.name === name), name)

/** A reader interested in space, on a site whose tag orders marked lists. */
async function readWithTag(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { inkling } = window as unknown as { inkling: PageWindow['shop'] }
    inkling.consent.set({ content: true })
    for (const id of ['/jupiter', '/mars']) await inkling.track('read', { id, title: 'Storms', topic: 'space' })
  })
}

const NAMES = { react: 'React', vue: 'Vue', svelte: 'Svelte' } as const

const BUILDS = ['development', 'production'] as const

for (const [framework, owner] of Object.entries(NAMES) as Array<[keyof typeof NAMES, string]>) {
  for (const mode of sample(BUILDS, 1, framework.length)) {
    test(`${framework}, ${mode}: refused once, with a hint, and never ordered`, async ({ open }) => {
      const visit: Visit = { framework, mode, name: 'marked', tag: true }
      await readWithTag(await open(visit))
      // Every visit could have been misled by the one before.
      for (let times = 2; times > 0; times--) {
        const page = await open(visit)
        await expect.poll(() => told(page, 'error')).toMatchObject([{ code: 'list-managed' }])
        const [error] = await told(page, 'error')
        expect(error?.message).toContain(`${owner} renders the list 'shelf'`)
        expect(error?.message).toMatch(/inkling\/react.*createRankedList.*rank\(\)/)
        await settled(page)
        expect(await order(page)).toEqual(EDITORS)
        expect(await told(page, 'ranked')).toEqual([])
      }
    })
  }
}

test('react: a part that still waits to be hydrated is refused as well', async ({ open }) => {
  const visit: Visit = { framework: 'react', name: 'late', tag: true }
  await readWithTag(await open(visit))
  const page = await open(visit)
  await expect.poll(() => told(page, 'error')).toMatchObject([{ code: 'list-managed' }])
  expect(await order(page)).toEqual(EDITORS)
})

for (const island of sample(['react', 'vue', 'svelte'] as const, 1)) {
  test(`a list beside what ${island} hydrates is ordered`, async ({ open }) => {
    const visit: Visit = { framework: 'plain', name: 'marked', tag: true, island }
    await readWithTag(await open(visit))
    const page = await open(visit)
    await expect.poll(() => told(page, 'ranked')).toMatchObject([{ list: 'shelf', late: false }])
    expect(topicOf((await order(page, '#own ol'))[0]!)).toBe('space')
    expect(await told(page, 'error')).toEqual([])
  })
}

test('only a list that was found unmanaged before is ordered while the page is still loading', async ({
  open,
  page,
}) => {
  const visit: Visit = { framework: 'plain', name: 'marked', tag: true, picture: true }
  let release = () => {}
  await page.route('**/picture.png', async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve
    })
    await route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' })
  })
  const loading = async () => {
    await open(visit, 'commit')
    await page.waitForFunction(() => (window as unknown as { inkling?: { rank?: unknown } }).inkling?.rank)
  }
  await loading()
  await readWithTag(page)
  await settled(page)
  expect(await told(page, 'ranked')).toEqual([])
  release()
  await expect.poll(() => told(page, 'ranked')).toHaveLength(1)
  await loading()
  await expect.poll(() => told(page, 'ranked')).toMatchObject([{ list: 'shelf', late: false }])
  expect(topicOf((await order(page))[0]!)).toBe('space')
  expect(await page.evaluate(() => document.readyState)).toBe('interactive')
  release()
})
