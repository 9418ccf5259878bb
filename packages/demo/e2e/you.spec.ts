// The page about its reader, in both editions: empty without consent, then filled, edited and erased.
import { AxeBuilder } from '@axe-core/playwright'
import { sample } from '../../sdk/test/sample.ts'
import { accept, expect, test } from './support.ts'

/** Opens closed shadow roots, so that tests and axe can inspect them. */
function openRoots(): void {
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (how) {
    return attach.call(this, { ...how, mode: 'open' })
  }
}

for (const { path, none, raise, raised, erase, erased } of sample(
  [
    {
      path: '/you.html',
      none: 'Nothing is kept of you',
      raise: 'More: Space',
      raised: 'raised by 1 step',
      erase: 'Delete everything',
      erased: 'Everything is deleted.',
    },
    {
      path: '/ru/you.html',
      none: 'О вас ничего не хранится',
      raise: 'Больше: Космос',
      raised: 'выше на 1 шаг',
      erase: 'Удалить всё',
      erased: 'Всё удалено.',
    },
  ],
  1,
))
  test(`${path}: nothing without consent; then what is known, to be edited and deleted`, async ({ context, site }) => {
    const page = await context.newPage()
    await page.addInitScript(openRoots)
    await page.goto(site.magazine + path)
    const element = page.locator('inkling-profile')
    await expect(element).toContainText(none)
    expect(site.requests.filter((each) => each.endsWith('/profile.js'))).toEqual([])
    await accept(page)
    await page.evaluate(async () => {
      const { inkling } = window as unknown as {
        inkling: { track(kind: string, item: { id: string; title: string; topic: string }): Promise<void> }
      }
      await inkling.track('read', { id: '/space/x', title: 'A moon of Saturn', topic: 'space' })
    })
    await page.getByRole('button', { name: raise, exact: true }).click()
    await expect(element).toContainText(raised)
    const { violations } = await new AxeBuilder({ page }).include('main').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await element.getByRole('button', { name: erase, exact: true }).click()
    await element.getByRole('group').getByRole('button', { name: erase, exact: true }).click()
    await expect(element).toContainText(erased)
    await expect(element).not.toContainText(raised)
  })

for (const width of [390, 1440])
  test(`the page about its reader doesn’t shift while it fills, ${width} px`, async ({ context, site }) => {
    await context.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) =>
        shifts.push(...list.getEntries().map((entry) => (entry as unknown as { value: number }).value)),
      ).observe({ type: 'layout-shift', buffered: true })
    })
    const page = await context.newPage()
    await page.setViewportSize({ width, height: 844 })
    await page.addInitScript(openRoots)
    await page.goto(`${site.magazine}/you.html`)
    await accept(page)
    await page.evaluate(async () => {
      const { inkling } = window as unknown as { inkling: { track(kind: string, item: object): Promise<void> } }
      for (const topic of ['space', 'food', 'sport'])
        await inkling.track('read', { id: `/${topic}/x`, title: `A story about ${topic}`, topic })
    })
    await page.reload()
    await expect(page.locator('inkling-profile .interest')).toHaveCount(3)
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
    )
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
  })
