// What the magazine shows its makers: the drawer, the inspector and previews.
import { accept, eventsOf, expect, test, untilEvent } from './support.ts'

test('on a warm page view, the drawer says that the stored vectors need no download', async ({ context, site }) => {
  site.attributes = 'data-download="never"'
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await untilEvent(page, 'ready')
  await accept(page)
  await untilEvent(page, 'engine', ({ vectors }) => vectors > 0)
  await expect
    .poll(async () => {
      await page.reload()
      await untilEvent(page, 'ready')
      return (await eventsOf(page, 'ready')).at(-1)?.['bytes'].total
    })
    .toBe(0)
  await page.locator('#drawer-toggle').click()
  await expect(page.locator('[data-field="vectors"]')).not.toHaveAttribute('data-value', '0')
  await expect(page.locator('[data-field="bytes"]')).toHaveText(
    'nothing to download: the vectors of this page are stored',
  )
})

test('the inspector’s handle leaves the consent banner alone, and beside its pane the masthead keeps its width', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${site.magazine}/?inkling=inspect`)
  const handle = page.getByRole('button', { name: 'Inkling: Inspect' })
  await expect(handle).toBeVisible()
  const [one, other] = [await handle.boundingBox(), await page.locator('.banner').boundingBox()]
  expect(one!.y + one!.height).toBeLessThanOrEqual(other!.y)
  await page.locator('#consent-deny').click()
  await page.setViewportSize({ width: 1440, height: 844 })
  await handle.click()
  await expect(page.getByRole('tab').first()).toBeVisible()
  const [width, nameplate] = await page.evaluate(() => {
    const range = document.createRange()
    range.selectNodeContents(document.querySelector('.nameplate')!)
    return [document.querySelector('.masthead')!.getBoundingClientRect().right, range.getBoundingClientRect().right]
  })
  expect(nameplate).toBeLessThanOrEqual(width!)
})
