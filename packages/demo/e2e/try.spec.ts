// "Try it on your page": pasted, chosen and dropped pages are checked and ordered in a sandbox, and nothing leaves the tab.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { sample } from '../../sdk/test/sample.ts'
import { expect as soon, test } from './support.ts'

/** The frame loads Inkling, a persona and the table of vectors first. */
const expect = soon.configure({ timeout: 30_000 })

const TITLES = {
  science: [
    'A telescope sees the birth of a distant galaxy',
    'New moon of Saturn found by its faint gravity',
    'Physicists measure the mass of a neutrino',
    'How a comet lost its tail near the sun',
  ],
  football: [
    'Late goal sends the football champions through',
    'Striker scores three in the cup semi-final',
    'Midfielder returns before the league season starts',
    'Goalkeeper saves two penalties in the final',
  ],
} as const
const ALL = [...TITLES.football, ...TITLES.science]
const EVIL = `<script>parent.hacked = 1; top.hacked = 1</script><img src="https://elsewhere.example/pixel.png" onerror="parent.hacked = 1">
<iframe src="https://elsewhere.example/"></iframe><link rel="stylesheet" href="https://elsewhere.example/a.css"><base href="https://elsewhere.example/">
<form name="querySelector"><input name="remove"><input name="attributes"></form><p id="tag" style="background: url(https://elsewhere.example/b.png)">Tag</p>`
const list = (titles: readonly string[]) =>
  `<ul class="posts">${titles.map((title, i) => `<li><h2><a href="/story-${i}">${title}</a></h2></li>`).join('')}</ul>`

const headlines = (page: Page) => page.frameLocator('#stage iframe').locator('.posts h2')

async function paste(page: Page, html: string): Promise<void> {
  await page.locator('#source').fill(html)
  await page.locator('form button').first().click()
}

test('A pasted page is checked and ordered for the chosen reader, and nothing in it runs or loads.', async ({
  page,
  site,
}) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(site.origin) || request.method() !== 'GET') foreign.push(request.url())
  })
  await page.goto(`${site.origin}/try/`)
  await paste(
    page,
    `<!doctype html><html lang="en"><title>News</title><body>${EVIL}<h1>News</h1>${list(ALL)}</body></html>`,
  )
  await expect(page.locator('#moves li').first()).toContainText('of 8 items changed places')
  await expect(page.locator('#found li')).toHaveText([/looks like a list of 8 items/])
  await expect(page.locator('#code')).toHaveText('<ul class="posts" data-inkling-list="list-1">')
  await expect(headlines(page)).toHaveCount(8)
  const science = await headlines(page).allTextContents()
  expect(TITLES.science as readonly string[]).toContain(science[0])
  await page.getByLabel('Football & food').check()
  await expect.poll(async () => (await headlines(page).allTextContents())[0]).not.toBe(science[0])
  expect(TITLES.football as readonly string[]).toContain((await headlines(page).allTextContents())[0])
  expect([...science].sort()).toEqual([...ALL].sort())
  expect(foreign).toEqual([])
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(await page.evaluate(async () => [{ ...localStorage }, await indexedDB.databases()])).toEqual([{}, []])
})

test('Lists that are marked already keep their names; notes say what could be better.', async ({ page, site }) => {
  await page.goto(`${site.origin}/try/`)
  await paste(page, list(ALL).replace('<ul', '<ul data-inkling-list="news"'))
  await expect(page.locator('#found li')).toHaveText(['“news”: 8 items, already marked.'])
  await expect(page.locator('#code-part')).toBeHidden()
  await expect(page.locator('#moves li').first()).toContainText('news: ')
})

test('A file is taken by choice; what is no page, too large or without lists gets a message.', async ({
  page,
  site,
}) => {
  await page.goto(`${site.origin}/try/`)
  const status = page.locator('#status')
  await page.locator('form button').first().click()
  await expect(status).toHaveText('Paste the HTML of a page first.')
  const file = (buffer: Buffer) =>
    page.locator('#file').setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer })
  await file(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]))
  await expect(status).toContainText('isn’t HTML')
  await file(Buffer.alloc(5_000_001, 0x20))
  await expect(status).toContainText('larger than 5 MB')
  await paste(page, '<p>One <a href="/a">link</a></p>')
  await expect(status).toContainText('No list was found.')
  await expect(page.locator('#results')).toBeHidden()
  await file(Buffer.from(list(ALL)))
  await expect(page.locator('#found li')).toHaveCount(1)
})

for (const { path, language } of sample(
  [
    { path: '/try/', language: 'en' },
    { path: '/ru/try/', language: 'ru' },
  ],
  1,
))
  test(`${path}: the sample page by keyboard, without faults of accessibility, at both widths.`, async ({
    page,
    site,
  }) => {
    await page.goto(site.origin + path)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await page.locator('#sample').focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('#moves li').first()).toBeVisible()
    await expect(headlines(page)).toHaveCount(30)
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      const { violations } = await new AxeBuilder({ page }).exclude('#stage').analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  })
