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
