/**
 * The browser is killed right after a bit was sent, and restarted on the same profile. It has lost the exposure, but
 * must remember that it has reported. A killed process leaves the system's page cache intact, so this doesn't test a
 * power failure.
 */

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { FULL } from '../sample.ts'
import { launch } from './killed.ts'
import { countsOf, MEASURED, measuredReader, openInTime } from './measured.ts'
import { expect, record, type Site, test, until } from './site.ts'

const TIMES = FULL ? 20 : 2
const PATH = '/inkling/bit'

/** Starts a browser on a profile, and kills it in the end. */
async function inBrowser(
  profile: string,
  work: (context: BrowserContext, end: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { browser, kill, end } = await launch(profile)
  try {
    const context = browser.contexts()[0]!
    await context.addInitScript(record)
    await work(context, end)
  } finally {
    await kill()
  }
}

/** Shows the list until the device knows whether it reports, and then, as an application does, another page. */
async function view(context: BrowserContext, site: Site): Promise<Page> {
  const page = await context.newPage()
  await openInTime(page, site.origin)
  await until(page, 'exposure')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('inkling.reported'))).toBe('["holdout"]')
  await page.evaluate(() => history.pushState({}, '', '/elsewhere'))
  return page
}

test(`Killed ${TIMES} times right after sending a bit, and restarted: the collector has one bit.`, async ({ site }) => {
  test.setTimeout(120_000 + TIMES * 60_000)
  const bits: string[] = []
  site.attributes = `data-download="never" data-holdout="0.5" data-report="${PATH}"`
  site.answer = (request, response) => {
    if (request.url === '/blank') return !!response.end('<!doctype html>')
    if (request.url !== PATH) return false
    request.setEncoding('utf8').on('data', (body: string) => bits.push(body))
    response.writeHead(204).end()
    return true
  }
  const folder = mkdtempSync(join(tmpdir(), 'inkling-bits-kill-'))
  const told: number[] = []
  let forgotten = 0
  try {
    // A reader who agreed some while ago: by a browser that ended by itself, so all of it is on the disk.
    const known = join(folder, 'known')
    await inBrowser(known, async (context, end) => {
      await measuredReader(context, site, 'ranked')
      await end()
    })
    for (let round = 0; round < TIMES; round++) {
      const profile = join(folder, `${round}`)
      cpSync(known, profile, { recursive: true, filter: (path) => !/Singleton|DevToolsActivePort/.test(path) })
      await inBrowser(profile, async (context) => {
        await view(context, site)
        await expect.poll(() => bits.length).toBe(1)
      })
      await inBrowser(profile, async (context) => {
        const page = await context.newPage()
        await page.goto(`${site.origin}/blank`)
        const [exposed, seed] = await page.evaluate((key) => {
          const kept = localStorage.getItem(key) ?? ''
          return [kept.includes('"exposed"'), kept.includes('"seed"')]
        }, MEASURED)
        // The device is the same; if it has lost the exposure, it is as if nothing had been told.
        expect(seed).toBe(true)
        forgotten += Number(!exposed)
        const next = await view(context, site)
        expect((await countsOf(next)).exposures).toBe(exposed ? 2 : 1)
        // Whatever was sent before this has come before it.
        await next.evaluate(() => fetch('/blank'))
      })
      told.push(bits.splice(0).length)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const description = `${told.filter((bits) => bits > 1).length} of ${TIMES} told twice; ${forgotten} had lost the exposure`
  test.info().annotations.push({ type: 'bits', description })
  console.log(description)
  expect(told).toEqual(told.map(() => 1))
  expect(forgotten).toBeGreaterThan(0)
})
