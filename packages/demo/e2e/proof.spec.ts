// The page of proofs: readable without scripts, at both widths, in both languages, without requests to other hosts.
import { AxeBuilder } from '@axe-core/playwright'
import { sample } from '../../sdk/test/sample.ts'
import { expect, test } from './support.ts'

const PATHS = [
  { path: '/proof/', home: '/', language: 'en', title: 'What falls short' },
  { path: '/ru/proof/', home: '/ru/', language: 'ru', title: 'Что не удалось' },
] as const

const LOOKS = PATHS.flatMap(({ path }) => [
  { path, colorScheme: 'light', width: 1440 } as const,
  { path, colorScheme: 'dark', width: 390 } as const,
])

for (const { path, home, language, title } of PATHS)
  test(`${path} is reached from the launch page, and its links lead somewhere`, async ({ context, site }) => {
    const page = await context.newPage()
    await page.goto(site.origin + home)
    await expect(page.locator(`.bottom a[href="${path}"]`)).toHaveCount(1)
    await page.locator(`#proof a[href="${path}"]`).click()
    await page.waitForURL(`**${path}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    const links = await page.$$eval('main a', (all) => all.map((link) => (link as HTMLAnchorElement).href))
    const addresses = [...new Set(links.map((href) => href.split('#')[0]!))]
    expect(addresses.length).toBeGreaterThan(40)
    for (const address of addresses) {
      expect(address.startsWith(site.origin)).toBe(true)
      expect((await context.request.get(address)).status(), address).toBe(200)
    }
    for (const hash of links.map((href) => new URL(href).hash).filter(Boolean))
      await expect(page.locator(hash)).toHaveCount(1)
  })

for (const { path, colorScheme, width } of sample(LOOKS, 2))
  test(`axe finds nothing on ${path}, ${colorScheme}, ${width} wide; nothing shifts or overflows`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Array<PerformanceEntry & { value: number; hadRecentInput: boolean }>)
          if (!entry.hadRecentInput) shifts.push(entry.value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme })
    await page.goto(site.origin + path)
    for (const summary of await page.locator('summary').all()) await summary.click()
    const picture = page.locator('details img')
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((each: HTMLImageElement) => each.complete && each.naturalWidth), { timeout: 20_000 })
      .toBe(720)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
  })

test('without scripts every promise, drawing and command is there', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.origin}/proof/`)
  // The measures of one benchmark run share its command.
  const promises = page.locator('.part:not(#rivals) .promise')
  const count = await promises.count()
  expect(count).toBeGreaterThan(20)
  await expect(promises.locator('.repeat:visible')).toHaveCount(count)
  await expect(page.locator('#rivals .repeat:visible')).toHaveCount(1)
  await expect(page.locator('svg.plot:visible[role="img"][aria-label*=": "]')).not.toHaveCount(0)
  await context.close()
})
