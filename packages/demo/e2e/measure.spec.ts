// The page on measurement: one persona in both arms of a holdout, and the estimator's reports on a simulated fleet with
// a known uplift.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Frame, Page } from '@playwright/test'
import { sample } from '../../sdk/test/sample.ts'
// @ts-expect-error the demo's fleet is plain JavaScript
import { LOOKS, UPLIFT } from '../src/fleet.mjs'
// @ts-expect-error and so are its reports
import { command, reportOf, tableOf } from '../src/reports.mjs'
import { editorsOrder, expect, order, test } from './support.ts'

const BIN = fileURLToPath(new URL('../../sdk/bin/inkling.js', import.meta.url))
const EDITIONS = [
  { language: 'en', path: '/measure/', front: 'index.html', list: 'top-stories' },
  { language: 'ru', path: '/ru/measure/', front: 'ru/index.html', list: 'ru-top-stories' },
]

/** The frame that shows a persona in an arm, once its list has been ranked. */
async function reader(page: Page, arm: string): Promise<Frame> {
  const frame = page.frames().find((each) => each.url().includes(`inkling-arm=${arm}`))!
  await expect
    .poll(() =>
      frame.evaluate(() =>
        (window as unknown as { noted: { events: Array<{ name: string }> } }).noted.events.map(({ name }) => name),
      ),
    )
    .toEqual(expect.arrayContaining(['ranked', 'ready']))
  return frame
}

async function ordersOf(page: Page, list: string) {
  const [ranked, holdout] = await Promise.all(['ranked', 'holdout'].map((arm) => reader(page, arm)))
  return { ranked: await order(ranked!, list), holdout: await order(holdout!, list) }
}

for (const { path, front, list } of sample(EDITIONS, 1))
  test(`${path}: the holdout has the editors’ order, the other arm another of the same stories, the same ones each time; nothing is kept`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.goto(site.magazine + path)
    const first = await ordersOf(page, list)
    expect(first.holdout).toEqual(editorsOrder(front))
    expect(first.ranked).not.toEqual(first.holdout)
    expect([...first.ranked].sort()).toEqual([...first.holdout].sort())
    // A science reader gets more science at the top.
    const ofScience = (ids: string[]) => ids.slice(0, 10).filter((id) => /\/(?:space|nature|technology)\//.test(id))
    expect(ofScience(first.ranked).length).toBeGreaterThan(ofScience(first.holdout).length)
    await page.reload()
    expect(await ordersOf(page, list)).toEqual(first)
    expect(await page.evaluate(async () => [{ ...localStorage }, await indexedDB.databases()])).toEqual([{}, []])
    expect(site.requests.filter((each) => /measurement|telling/.test(each))).toEqual([])
  })

for (const { language, path } of sample(EDITIONS, 1))
  test(`${path}: a report says what the estimator says of its table, and what was planted lies in the interval`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.goto(site.magazine + path)
    await expect(page.locator('main')).toContainText(`${100 * UPLIFT} %`)
    const folder = mkdtempSync(join(tmpdir(), 'inkling-demo-'))
    try {
      for (const devices of LOOKS) {
        const answer = await page.request.get(site.origin + tableOf(devices))
        expect(answer.headers()['content-type']).toContain('text/csv')
        const table = await answer.text()
        expect(table.trim().split('\n')).toHaveLength(1 + devices)
        const file = join(folder, `devices-${devices}.csv`)
        writeFileSync(file, table)
        const ask = (...options: string[]) =>
          execFileSync(process.execPath, [BIN, ...command(file), ...options], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          })
        const frame = page.frames().find((each) => each.url().includes(`report-${devices}-${language}`))!
        const told = (await frame.locator('main').textContent())!.replace(/\s+/g, ' ')
        const [, claimed = '', notClaimed = ''] = ask('--language', language).split('\n\n')
        for (const line of `${claimed}\n${notClaimed}`.split('\n').filter((each) => each.startsWith('- ')))
          expect(told).toContain(line.slice(2).replace(/\s+/g, ' '))
        const { metrics } = JSON.parse(ask('--json'))
        if (devices < 2000) expect(metrics).toEqual([])
        else {
          const { low, high } = metrics[0].comparison.effects.always.ratio
          expect(low - 1).toBeGreaterThan(0)
          expect(low - 1).toBeLessThan(UPLIFT)
          expect(high - 1).toBeGreaterThan(UPLIFT)
          expect(metrics[0].comparison.claim).toBe('more')
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

const LOOKED = EDITIONS.flatMap((edition) => [
  { ...edition, colorScheme: 'light', width: 1280 } as const,
  { ...edition, colorScheme: 'dark', width: 360 } as const,
])

for (const { language, path, colorScheme, width } of sample(LOOKED, 1))
  test(`${path}: axe finds nothing, in frames and reports neither, ${colorScheme}, ${width} wide, and nothing sticks out`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    await page.goto(site.magazine + path)
    for (const arm of ['ranked', 'holdout']) await reader(page, arm)
    for (const frame of page.frames().filter((each) => /\/measure\//.test(each.url())))
      expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    const clean = async (builder: AxeBuilder) =>
      expect((await builder.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    // Reports are separate documents that reuse the same ids.
    await clean(new AxeBuilder({ page }).exclude('.report'))
    for (const devices of LOOKS) {
      await page.goto(site.origin + reportOf(devices, language))
      await clean(new AxeBuilder({ page }))
    }
  })
