// The magazine kept for reading without a network: the same files for every reader, only when asked, still personalised.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { order, PAGES, expect as soon, test } from './support.ts'

/** Hundreds of files are kept. */
const expect = soon.configure({ timeout: 60_000 })
const { files, bytes } = JSON.parse(readFileSync(join(PAGES, 'offline.json'), 'utf8')) as {
  files: readonly string[]
  bytes: number
}

const registered = () => navigator.serviceWorker.getRegistration('/magazine/').then(Boolean)

test('Once kept, the magazine opens and sorts with the plug pulled; removed, nothing is left.', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  const editors = await order(page, 'top-stories')
  await page.evaluate(async () => {
    const { inkling } = window as unknown as { inkling: import('../../sdk/src/client/inkling.ts').Inkling }
    inkling.consent.set({ content: true, creatives: false, measurement: false })
    for (const id of ['/magazine/space/saturn-rings.html', '/magazine/space/solar-wind.html'])
      await inkling.track('read', { id, title: 'A small craft past the rings of Saturn', topic: 'space' })
  })
  await page.goto(`${site.magazine}/about.html`)
  expect(await page.evaluate(registered)).toBe(false)
  await page.locator('#offline button').first().click()
  await expect(page.locator('#offline [role="status"]')).toHaveText(/^Kept/)
  // What is kept doesn't depend on the reader, or on the pages that the reader has opened.
  const cached = await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((each) => each.startsWith('marginalia-'))
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)
  })
  expect(new Set(cached)).toEqual(new Set(files))

  site.fault = (_, response) => {
    response.destroy()
    return true
  }
  await page.goto(`${site.magazine}/`)
  await expect.poll(() => order(page, 'top-stories')).not.toEqual(editors)
  const space = (ids: readonly string[]) => ids.slice(0, 6).filter((id) => id.includes('/space/')).length
  expect(space(await order(page, 'top-stories'))).toBeGreaterThan(space(editors))
  await page.goto(`${site.magazine}/ru/about.html`)
  await page.goto(`${site.magazine}/no-such-story.html`)
  await expect(page.locator('h1')).toBeVisible()

  site.fault = undefined
  await page.goto(`${site.magazine}/about.html`)
  await page.locator('#offline button').last().click()
  await expect(page.locator('#offline [role="status"]')).toHaveText('Removed.')
  expect(await page.evaluate(registered)).toBe(false)
  expect((await page.evaluate(() => caches.keys())).filter((name) => name.startsWith('marginalia-'))).toEqual([])
})

test('If a file can’t be kept, nothing is kept, and the page says so.', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/about.html`)
  site.fault = ({ url }, response) => {
    if (!url?.endsWith('/marginalia.css')) return false
    response.writeHead(500).end()
    return true
  }
  await page.locator('#offline button').first().click()
  await expect(page.locator('#offline [role="status"]')).toHaveText(/^That did not work/)
  expect(await page.evaluate(registered)).toBe(false)
  expect((await page.evaluate(() => caches.keys())).filter((name) => name.startsWith('marginalia-'))).toEqual([])
})

test('The copy stays under the size that the page states.', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(bytes).toBeLessThan(10_000_000)
})
