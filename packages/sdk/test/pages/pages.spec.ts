/**
 * The built release on pages written like real sites. `npm test` takes a sample, `npm run test:full` all fixtures;
 * INKLING_SEED selects another sample.
 */
import { expect, test } from '@playwright/test'
import { sample } from '../sample.ts'
import { checkAccessibility, faultsOf } from './checks/accessibility.ts'
import { checkCalm } from './checks/calm.ts'
import { checkFinding } from './checks/finding.ts'
import { checkKeyboard } from './checks/keyboard.ts'
import { checkOrder } from './checks/order.ts'
import { visitSorted } from './checks/sorted.ts'
import { checkUndo } from './checks/undo.ts'
import { checkWorks } from './checks/works.ts'
import { loadFixtures } from './fixtures.ts'
import { type Check, notYet } from './not-yet.ts'
import { standings, teach, visitAgain, visitFirst } from './support/reader.ts'
import { copyRelease, type Release } from './support/release.ts'
import { type Site, serveFixtures } from './support/site.ts'
import { tabOf } from './support/tab.ts'

/** Number of fixtures in a sample. */
const SAMPLE = 5

let release: Release
let site: Site
test.beforeAll(async () => {
  release = copyRelease('/inkling')
  site = await serveFixtures(release)
})
test.afterAll(async () => {
  await site.close()
  release.remove()
})

const fixtures = await loadFixtures()
for (const [name, fixture] of sample([...fixtures], SAMPLE)) {
  test(name, async ({ page }, { annotations }) => {
    const { may, whole, whys } = notYet(name)
    for (const description of whys) annotations.push({ type: 'not yet', description })
    test.fixme(whole, whys.join('; '))
    const check = (kind: Check, run: () => Promise<void>) => (may(kind) ? test.step(kind, run) : undefined)

    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    const tab = tabOf(page)
    await page.setViewportSize({ width: 1280, height: 900 })

    await visitFirst(tab, site, name, fixture)
    const own = await standings(tab, fixture)
    const faults = await faultsOf(page)
    await check('calm', () => checkCalm(tab, fixture))
    await teach(tab, fixture)

    await visitSorted(tab, site, name, fixture)
    await check('finding', () => checkFinding(tab, fixture))
    await check('order', () => checkOrder(tab, fixture, own))
    await check('keyboard', () => checkKeyboard(page, fixture))
    await check('accessibility', () => checkAccessibility(page, faults))
    await check('calm', () => checkCalm(tab, fixture))
    await check('undo', () => checkUndo(tab, fixture, own))

    await visitAgain(tab, site, name, fixture)
    await check('works', () => checkWorks(tab, fixture))
    expect.soft(complaints, 'errors in the console').toEqual([])
  })
}
