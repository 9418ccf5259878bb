// Each story of a front page explains its place, in both editions, without taking up space.
import { AxeBuilder } from '@axe-core/playwright'
import { sample } from '../../sdk/test/sample.ts'
import { expect, test } from './support.ts'

/** Opens closed shadow roots, so that tests and axe can inspect them. */
function openRoots(): void {
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (how) {
    return attach.call(this, { ...how, mode: 'open' })
  }
}

const EDITIONS = [
  { home: '/', name: /^Why is this here: ./, reason: /^(Because|Mostly|From|Something|Where|Moved|No single)/ },
  { home: '/ru/', name: /^Почему это здесь: ./, reason: /^(Потому|Прежде|По всему|Что-то|Место|Ниже|Нет|На своём)/ },
]

for (const { home, name, reason } of sample(EDITIONS, 1)) {
  test(`${home}: each story tells why it is there, in a panel that is accessible`, async ({ browser, site }) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.addInitScript(openRoots)
    await page.goto(`${site.magazine}${home}?inkling-persona=football-and-food`)
    const controls = page.getByRole('button', { name })
    const stories = await page.locator('.cards-front > .card').count()
    // Controls are added once the page is idle.
    await expect(controls).toHaveCount(stories, { timeout: 60_000 })
    await controls.first().click()
    const panel = page.getByRole('dialog').filter({ has: page.getByRole('radio') })
    await expect(panel.getByRole('heading')).toHaveText(reason)
    const { violations } = await new AxeBuilder({ page }).include('.cards-front > .card').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(controls.first()).toBeFocused()
    await context.close()
  })
}
