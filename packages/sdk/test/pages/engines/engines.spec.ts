/**
 * The fixtures in Firefox and WebKitGTK: finding, order, undo and the page's own script. `npm run test:full` runs
 * them if the engines are installed.
 */
import { test } from '@playwright/test'
// @ts-expect-error a script of the repository's, in plain JavaScript
import { findFirefox, findWebKit } from '../../../../../scripts/engines.mjs'
import { checkGenerated, checkHeld, checkRefused } from '../../faults/creatives/checks.ts'
import { batches } from '../../faults/creatives/generate.ts'
import { checkCalm } from '../checks/calm.ts'
import { checkFinding } from '../checks/finding.ts'
import { checkOrder } from '../checks/order.ts'
import { visitSorted } from '../checks/sorted.ts'
import { checkUndo } from '../checks/undo.ts'
import { checkWorks } from '../checks/works.ts'
import { loadFixtures } from '../fixtures.ts'
import { notYet } from '../not-yet.ts'
import { standings, teach, visitAgain, visitFirst } from '../support/reader.ts'
import { copyRelease, type Release } from '../support/release.ts'
import { serveFixtures } from '../support/site.ts'
import type { Browser } from './browser.ts'
import { openFirefox } from './firefox.ts'
import { openWebKit } from './webkit.ts'

const firefox: string | undefined = findFirefox()
const webkit: Parameters<typeof openWebKit>[0] | undefined = findWebKit()

const ENGINES: ReadonlyArray<{ name: string; packages: string; open: (() => Promise<Browser>) | undefined }> = [
  { name: 'Firefox', packages: 'firefox-esr', open: firefox ? () => openFirefox(firefox) : undefined },
  {
    name: 'WebKitGTK',
    packages: 'webkitgtk-webdriver and xvfb',
    open: webkit ? () => openWebKit(webkit) : undefined,
  },
]

const fixtures = await loadFixtures()
for (const { name: engine, packages, open } of ENGINES) {
  if (!process.env['INKLING_FULL'] || !open) {
    test.skip(`${engine}: ${open ? '`npm run test:full` runs it' : `not installed here: it needs ${packages}`}`, () => {})
    continue
  }
  test.describe(engine, () => {
    let release: Release
    let browser: Browser
    test.beforeAll(async () => {
      release = copyRelease('/inkling')
      browser = await open()
    })
    test.afterAll(async () => {
      await browser?.close()
      release?.remove()
    })

    test('Creatives of strangers run nothing, ask for nothing and cover nothing.', async () => {
      await checkRefused(browser.tab)
      await checkHeld(browser.tab)
    })

    for (const [at, strangers] of batches.entries())
      test(`Nor do generated ones: page ${at}.`, () => checkGenerated(browser.tab, strangers))

    for (const [name, fixture] of fixtures) {
      test(name, async () => {
        const { may, whole, whys } = notYet(name)
        for (const description of whys) test.info().annotations.push({ type: 'not yet', description })
        test.fixme(whole, whys.join('; '))
        const { tab } = browser
        // Another port is another origin, so nothing is left of the previous fixture.
        const site = await serveFixtures(release)
        try {
          await visitFirst(tab, site, name, fixture)
          const own = await standings(tab, fixture)
          await teach(tab, fixture)
          await visitSorted(tab, site, name, fixture)
          if (may('finding')) await checkFinding(tab, fixture)
          if (may('order')) await checkOrder(tab, fixture, own)
          if (may('calm')) await checkCalm(tab, fixture)
          if (may('undo')) await checkUndo(tab, fixture, own)
          await visitAgain(tab, site, name, fixture)
          if (may('works')) await checkWorks(tab, fixture)
        } finally {
          await site.close()
        }
      })
    }
  })
}
