/**
 * The browser is killed after a reader was exposed. The device's counts are in localStorage, which Chromium passes to
 * another process at once and writes to disk later. Until then, counts survive a killed tab, but not a killed browser.
 *
 * A killed process leaves the system's page cache intact, so this doesn't test a power failure.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { FULL } from '../sample.ts'
import { launch, untilThere } from './killed.ts'
import { countsOf, MEASURED, measuredReader, openInTime } from './measured.ts'
import { expect, record, type Site, test, until } from './site.ts'

const TIMES = FULL ? 20 : 3
/** Exposures in a row whose way to the disk is waited for: Chromium writes an origin's first change sooner than later ones. */
const WAITED = FULL ? 4 : 1
/** Seconds. */
const PATIENCE = 200

interface Kept {
  readonly seed: string
  readonly tallies: ReadonlyArray<{ arm: string; counts: { exposures?: number } }>
}

/** All that the browser has written of localStorage, as it lies there. */
function written(profile: string): string {
  const folder = join(profile, 'Default', 'Local Storage', 'leveldb')
  return readdirSync(folder)
    .filter((name) => /\.(?:log|ldb)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('')
}

/** What the device keeps, seen from a page that has nothing of Inkling. */
async function keptIn(context: BrowserContext, site: Site): Promise<Kept> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/blank`)
  const kept = await page.evaluate((key) => localStorage.getItem(key), MEASURED)
  await page.close()
  return JSON.parse(kept!)
}

/** One view of the list, exposed. @returns how many exposures the page knows of by then */
async function exposed(context: BrowserContext, site: Site): Promise<number> {
  const page = await context.newPage()
  await openInTime(page, site.origin)
  await until(page, 'exposure')
  const { exposures = 0 } = await countsOf(page)
  return exposures
}

test(`Killed ${TIMES} times right after an exposure: whatever had reached the disk is there, nothing is duplicated or corrupt, and the device stays in its arm.`, async ({
  site,
}) => {
  test.setTimeout(120_000 + TIMES * 60_000)
  site.attributes = 'data-download="never" data-holdout="0.5"'
  site.answer = ({ url }, response) => url === '/blank' && !!response.end('<!doctype html>')
  const profile = mkdtempSync(join(tmpdir(), 'inkling-kill-'))
  const delays: number[] = []
  let lost = 0
  /** What the killed browser knew, and how many exposures it had found on the disk when it began. */
  let before: Kept | undefined
  let found = 0
  try {
    for (let round = 0; round <= TIMES; round++) {
      const { browser, kill } = await launch(profile)
      try {
        const context = browser.contexts()[0]!
        await context.addInitScript(record)
        if (before) {
          const { seed, tallies } = await keptIn(context, site)
          expect([seed, tallies.length, tallies[0]!.arm]).toEqual([before.seed, 1, 'ranked'])
          const known = before.tallies[0]!.counts.exposures!
          const now = tallies[0]!.counts.exposures!
          // The first kill came once all was on the disk; the others right after one more exposure.
          expect(now).toBeGreaterThanOrEqual(round === 1 ? known : found)
          expect(now).toBeLessThanOrEqual(known)
          lost += Number(now < known)
          found = now
        } else await measuredReader(context, site, 'ranked')
        if (round === TIMES) break
        for (let times = 0; times < (round ? 1 : WAITED); times++) {
          const exposures = await exposed(context, site)
          const since = Date.now()
          before = await keptIn(context, site)
          expect(before.tallies[0]!.counts.exposures).toBe(exposures)
          if (round) continue
          const look = () => (written(profile).includes(`"exposures":${exposures}`) ? true : undefined)
          await untilThere('the exposure', look, PATIENCE)
          delays.push((Date.now() - since) / 1000)
        }
      } finally {
        await kill()
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  test.info().annotations.push({
    type: 'exposures',
    description: `${lost} of ${TIMES - 1} lost; on the disk after ${delays.map((each) => each.toFixed(1)).join(', ')} s`,
  })
})
