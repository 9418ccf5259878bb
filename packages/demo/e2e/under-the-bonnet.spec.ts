// What the magazine shows its makers: the drawer, the inspector and previews.
import { accept, expect, type InklingOnPage, test, untilEvent } from './support.ts'

test('on a warm page view, the drawer says that the stored vectors need no download', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await untilEvent(page, 'ready')
  await accept(page)
  await page.locator('#drawer-toggle').click()
  const tell = (vectors: number) =>
    page.evaluate(async (vectors) => {
      const status = await (window as unknown as { inkling: InklingOnPage }).inkling.status()
      const bytes = { loaded: 0, total: 0, fromCache: false }
      document.dispatchEvent(new CustomEvent('inkling:engine', { detail: { ...status, bytes, vectors } }))
      return document.querySelector('[data-field="bytes"]')!.textContent
    }, vectors)
  expect(await tell(131)).toBe('nothing to download: the vectors of this page are stored')
  expect(await tell(0)).toBe('nothing downloaded')
})

test('the inspector’s handle leaves the consent banner alone, and beside its pane the masthead keeps its width', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (how) {
      return attach.call(this, { ...how, mode: 'open' })
    }
  })
  await page.goto(`${site.magazine}/?inkling=inspect`)
  const handle = page.locator('.handle')
  await expect(handle).toBeVisible({ timeout: 30_000 })
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
