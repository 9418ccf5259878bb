// Two readers side by side: who they are by the address, the divider, and that nothing is kept of the visitor.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { sample } from '../../sdk/test/sample.ts'
import { expect, order, type Site, test, untilEvent } from './support.ts'

const frameOf = (page: Page, half: 'a' | 'b') => page.locator(`[data-half="${half}"]`)

/** The order in one half, once its preview has ranked. */
async function orderIn(page: Page, half: 'a' | 'b', list = 'compare'): Promise<string[]> {
  const frame = (await (await frameOf(page, half).elementHandle())!.contentFrame())!
  await untilEvent(frame as unknown as Page, 'ready')
  return order(frame, list)
}

async function open(page: Page, site: Site, query: string, home = '/compare/'): Promise<void> {
  await page.goto(`${site.origin}${home}${query}`)
}

test('an address names two readers, each side is in its reader’s order, and the choice makes an address', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await open(page, site, '?a=science-reader&b=editors')
  await expect(frameOf(page, 'a')).toHaveAttribute('title', 'Science reader')
  const [science, editors] = [await orderIn(page, 'a'), await orderIn(page, 'b')]
  expect(science).not.toEqual(editors)
  expect([...science].sort()).toEqual([...editors].sort())
  await page.locator('[name="a"]').selectOption('editors')
  await page.waitForURL('**/compare/?a=editors&b=editors')
  expect(await orderIn(page, 'a')).toEqual(editors)
  await page.locator('[name="b"]').selectOption('science-reader')
  await page.waitForURL('**/compare/?a=editors&b=science-reader')
  expect(await orderIn(page, 'b')).toEqual(science)
  expect(await page.evaluate(async () => [{ ...localStorage }, await indexedDB.databases()])).toEqual([{}, []])
})

test('who is unknown is replaced, with a message', async ({ context, site }) => {
  const page = await context.newPage()
  await open(page, site, '?a=<b>nobody&b=football-and-food')
  await expect(page.locator('[data-said]')).toHaveText('There is no reader “<b>nobody”. This is: Science reader.')
  await expect(page.locator('[name="a"]')).toHaveValue('science-reader')
  await expect(page.locator('[name="b"]')).toHaveValue('football-and-food')
  await open(page, site, '')
  await expect(page.locator('[data-said]')).toHaveText('')
  await expect(page.locator('[name="b"]')).toHaveValue('bargain-hunter')
})

test('the divider follows the pointer and the arrow keys, and both sides scroll together', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await open(page, site, '?a=editors&b=editors')
  await Promise.all([orderIn(page, 'a'), orderIn(page, 'b')])
  const divider = page.getByRole('slider')
  const stage = (await page.locator('[data-stage]').boundingBox())!
  const at = async () => {
    const { x, width } = (await divider.boundingBox())!
    return Math.round((100 * (x + width / 2 - stage.x)) / stage.width)
  }
  expect(await at()).toBe(50)
  for (const [key, place] of [
    ['ArrowRight', 52],
    ['ArrowLeft', 50],
    ['PageUp', 60],
    ['End', 100],
    ['Home', 0],
  ] as const) {
    await divider.press(key)
    await expect(divider).toHaveAttribute('aria-valuenow', String(place))
    expect(await at()).toBe(place)
  }
  await expect(divider).toHaveAttribute('aria-valuetext', /^0 % .+, 100 % .+$/)
  const { x, y, width } = (await divider.boundingBox())!
  await page.mouse.move(x + width - 2, y + 100)
  await page.mouse.down()
  await page.mouse.move(stage.x + 0.3 * stage.width, y + 120, { steps: 4 })
  await page.mouse.up()
  await expect(divider).toHaveAttribute('aria-valuenow', '30')
  await page.mouse.move(stage.x + 0.8 * stage.width, y + 120)
  await expect(divider).toHaveAttribute('aria-valuenow', '30')
  await page.mouse.wheel(0, 300)
  const scrolled = (half: 'a' | 'b') =>
    frameOf(page, half).evaluate((frame: HTMLIFrameElement) => frame.contentWindow!.scrollY)
  await expect.poll(() => scrolled('b')).toBeGreaterThan(0)
  await expect.poll(async () => (await scrolled('a')) - (await scrolled('b'))).toBe(0)
})

for (const { home, width, colorScheme } of sample(
  [
    { home: '/compare/', width: 1440, colorScheme: 'light' },
    { home: '/ru/compare/', width: 390, colorScheme: 'dark' },
  ] as const,
  1,
))
  test(`axe finds nothing on ${home}, ${width} wide, and nothing sticks out or shifts`, async ({ context, site }) => {
    const page = await context.newPage()
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Array<PerformanceEntry & { value: number }>) shifts.push(entry.value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await open(page, site, '?a=nobody&b=editors', home)
    for (const half of ['a', 'b'] as const) await orderIn(page, half, home === '/compare/' ? 'compare' : 'ru-compare')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
