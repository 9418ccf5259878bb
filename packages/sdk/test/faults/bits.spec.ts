/**
 * One randomised bit: from the page through the browser's protocol to the collector's log, and from there to the
 * report.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { collector } from '../../../../docs/examples/bit-collector.mjs'
import { choose, measuredReader, openInTime, summary } from './measured.ts'
import { codes, expect, record, type Site, test, until } from './site.ts'

const BIN = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
const PATH = '/inkling/bit'

let folder = ''
let log = ''
let headers: IncomingHttpHeaders[] = []

test.beforeEach(({ site }) => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-bits-'))
  log = join(folder, 'bits.jsonl')
  writeFileSync(log, '')
  headers = []
  const collect = collector(log)
  site.attributes = `data-download="never" data-holdout="0.5" data-report="${PATH}"`
  site.answer = (request, response) => {
    if (request.url !== PATH) return false
    headers.push(request.headers)
    void collect(request, response)
    return true
  }
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const kept = () => readFileSync(log, 'utf8').trim().split('\n').filter(Boolean)
const open = async (browser: Browser): Promise<BrowserContext> => {
  const context = await browser.newContext()
  await context.addInitScript(record)
  return context
}
const reports = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('inkling.reported') ?? '[]') as string[])
/** Shows the list until the device has begun its report. */
async function seen(page: Page, site: Site): Promise<void> {
  await openInTime(page, site.origin)
  await until(page, 'exposure')
  await expect.poll(() => reports(page)).toEqual(['holdout'])
}

test('What leaves is the documented bytes, without cookies or the page’s address; the log is what the command reads.', async ({
  browser,
  site,
}) => {
  const posts: Array<{ method: string; url: string; body: string | undefined }> = []
  const told: number[] = []
  for (const arm of ['holdout', 'ranked'] as const) {
    const context = await open(browser)
    await context.addCookies([{ name: 'session', value: 'secret', url: site.origin }])
    const page = await measuredReader(context, site, arm)
    const protocol = await context.newCDPSession(page)
    await protocol.send('Network.enable')
    protocol.on('Network.requestWillBeSent', ({ request: { method, url, postData } }) => {
      if (method !== 'GET') posts.push({ method, url, body: postData })
    })
    await seen(page, site)
    // The view isn't over.
    expect(kept()).toHaveLength(told.length)
    // An application's way to another page: the protocol hears nothing of a page that has gone.
    await page.evaluate(() => history.pushState({}, '', '/elsewhere'))
    await expect.poll(() => kept().length).toBe(told.length + 1)
    const [tally] = await summary(page)
    told.push(tally!.told!)
    expect(kept().at(-1)).toBe(`{"experiment":"holdout","arm":"${arm}","bit":${tally!.told}}`)
    expect(await codes(page)).toEqual([])
    await context.close()
  }
  expect(posts).toEqual(kept().map((body) => ({ method: 'POST', url: `${site.origin}${PATH}`, body })))
  for (const each of headers) {
    expect(each.cookie).toBeUndefined()
    expect(each.referer).toBeUndefined()
    expect(each['sec-fetch-site']).toBe('same-origin')
    expect(each.origin).toBe(site.origin)
    expect(each['content-type']).toBe('text/plain;charset=UTF-8')
  }
  // What the browser adds to any request of a script, and nothing of Inkling's.
  const common =
    /^(accept|accept-encoding|accept-language|cache-control|connection|content-length|content-type|host|origin|pragma|sec-ch-ua|sec-ch-ua-mobile|sec-ch-ua-platform|sec-fetch-dest|sec-fetch-mode|sec-fetch-site|user-agent)$/
  expect(headers.flatMap((each) => Object.keys(each)).filter((name) => !common.test(name))).toEqual([])

  const command = [BIN, 'measure', log, '--control', 'holdout', '--epsilon', '1', '--json']
  const { stdout, status } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  expect(status).toBe(0)
  const { kind, lines, malformed, arms } = JSON.parse(stdout)
  expect({ kind, lines, malformed }).toEqual({ kind: 'bits', lines: 2, malformed: 0 })
  expect(
    arms.map(({ devices, suppressed }: { devices: number; suppressed: boolean }) => [devices, suppressed]),
  ).toEqual([
    [1, true],
    [1, true],
  ])
})

test('A device reports once: under reloads, tabs, and a clock that is set forward.', async ({ browser, site }) => {
  const context = await open(browser)
  const page = await measuredReader(context, site, 'ranked')
  const other = await context.newPage()
  await Promise.all([page, other].map((each) => openInTime(each, site.origin)))
  await Promise.all([until(page, 'exposure'), until(other, 'exposure')])
  for (const each of [page, other]) await each.reload()
  await page.clock.install({ time: Date.now() + 40 * 86_400_000 })
  for (let view = 0; view < 2; view++) {
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    await page.goto(`${site.origin}/story`)
    await until(page, 'ready')
  }
  await expect.poll(() => kept().length).toBeGreaterThan(0)
  expect(kept()).toHaveLength(1)
  await context.close()
})

test('Without consent to being measured nothing is sent; taken back or erased, what was begun is not sent either.', async ({
  browser,
  site,
}) => {
  const context = await open(browser)
  const page = await measuredReader(context, site, 'ranked')
  await choose(page, { content: true, creatives: true, measurement: false })
  await page.goto(site.origin)
  await until(page, 'ready')
  await page.goto(`${site.origin}/story`)
  await until(page, 'ready')
  expect(await reports(page)).toEqual([])
  expect(kept()).toEqual([])
  await context.close()

  for (const end of ['deny', 'erase'] as const) {
    const context = await open(browser)
    const page = await measuredReader(context, site, 'ranked')
    await seen(page, site)
    await page.evaluate(async (end) => {
      const { inkling } = window as unknown as { inkling: { consent: { deny(): void }; erase(): Promise<void> } }
      await (end === 'deny' ? inkling.consent.deny() : inkling.erase())
    }, end)
    await page.goto(`${site.origin}/story`)
    await until(page, 'ready')
    expect(kept()).toEqual([])
    await context.close()
  }
})

/** What lies in IndexedDB of what was told; a database that isn't there isn't made. */
const onDisk = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const opening = indexedDB.open('inkling')
        opening.onupgradeneeded = () => opening.transaction!.abort()
        opening.onerror = () => resolve(undefined)
        opening.onsuccess = () => {
          const { result } = opening
          const asking = result.transaction('vectors').objectStore('vectors').get('inkling.reported')
          asking.onsuccess = () => {
            result.close()
            resolve(asking.result?.names)
          }
        }
      }),
  )

test('What was told leaves no trace once being measured is taken back, all consent is, or all is erased.', async ({
  browser,
  site,
}) => {
  for (const end of ['withdraw', 'deny', 'erase'] as const) {
    const context = await open(browser)
    const page = await measuredReader(context, site, 'ranked')
    await seen(page, site)
    expect(await onDisk(page)).toEqual(['holdout'])
    await page.goto(`${site.origin}/story`)
    await until(page, 'ready')
    if (end === 'withdraw') await choose(page, { content: true, creatives: true, measurement: false })
    else
      await page.evaluate(async (end) => {
        const { inkling } = window as unknown as { inkling: { consent: { deny(): void }; erase(): Promise<void> } }
        await (end === 'deny' ? inkling.consent.deny() : inkling.erase())
      }, end)
    await expect.poll(() => onDisk(page), end).toBeUndefined()
    expect(await reports(page)).toEqual([])
    await context.close()
  }
})
