/**
 * Inkling, as it is built, on pages written as real sites are. `npm test` takes a sample, `npm run prove` all of them;
 * INKLING_SEED draws another sample.
 */
import { expect, test } from '@playwright/test'
import { checkAccessibility, faultsOf } from './checks/accessibility.ts'
import { checkCalm } from './checks/calm.ts'
import { checkFinding } from './checks/finding.ts'
import { checkKeyboard } from './checks/keyboard.ts'
import { checkOrder } from './checks/order.ts'
import { rankedOf } from './checks/told.ts'
import { checkUndo } from './checks/undo.ts'
import { checkWorks } from './checks/works.ts'
import type { Fixture } from './expectation.ts'
import { loadFixtures } from './fixtures.ts'
import { type Check, NOT_YET } from './not-yet.ts'
import { sampleOf } from './sample.ts'
import { standing, teach, visitAgain, visitFirst } from './support/reader.ts'
import { type Site, serveFixtures } from './support/site.ts'
import { type Tab, tabOf } from './support/tab.ts'

/** Fixtures in a sample. */
const SAMPLE = 14
/** Visits until the machine was quick enough to have the list parsed within the snippet's time. */
const VISITS = 5

let site: Site
test.beforeAll(async () => {
  site = await serveFixtures()
})
test.afterAll(() => site.close())

/** Opens the page until its lists were sorted before the first frame, as on any machine that isn't too busy. */
async function visitSorted(tab: Tab, name: string, fixture: Fixture): Promise<void> {
  for (let visit = 1; visit <= VISITS; visit++) {
    await visitAgain(tab, site, name, fixture)
    const ranked = await Promise.all(fixture.lists.map((list) => rankedOf(tab, list.name)))
    if (fixture.sorted === 'perhaps' || !ranked.some((detail) => detail?.late)) return
    // What is late has stayed: every visit must be a calm one.
    await checkCalm(tab, fixture)
  }
}

const fixtures = await loadFixtures()
for (const [name, fixture] of sampleOf(fixtures, process.env['INKLING_PROVE'] ? fixtures.size : SAMPLE)) {
  test(name, async ({ page }, { annotations }) => {
    const waiting = NOT_YET.filter((line) => line.fixture === name)
    for (const { why } of waiting) annotations.push({ type: 'not yet', description: why })
    test.fixme(
      waiting.some(({ checks }) => checks === 'all'),
      waiting.map(({ why }) => why).join('; '),
    )
    const off = new Set(waiting.flatMap(({ checks }) => checks))
    const check = (kind: Check, run: () => Promise<void>) => (off.has(kind) ? undefined : test.step(kind, run))

    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    const tab = tabOf(page)
    await page.setViewportSize({ width: 1280, height: 900 })

    await visitFirst(tab, site, name, fixture)
    const own = new Map(
      await Promise.all(fixture.lists.map(async (list) => [list.name, await standing(tab, list.name)] as const)),
    )
    const faults = await faultsOf(page)
    await check('calm', () => checkCalm(tab, fixture))
    await teach(tab, fixture)

    await visitSorted(tab, name, fixture)
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
