/** The built release on pages with strict policies: what works under each, and what is reported if it doesn't. */

import { readFileSync } from 'node:fs'
import { type Frame, type Page, test } from '@playwright/test'
import { PHRASE_KEYS } from '../../src/content/article9.ts'
import type { Status } from '../../src/types.ts'
import { expect } from '../expect.ts'
import { installProbe } from '../pages/support/probe.ts'
import type { InklingOnPage } from '../pages/support/reader.ts'
import { copyRelease, type Release } from '../pages/support/release.ts'
import { sample } from '../sample.ts'
import { OWN_ORDER, RISEN, TAUGHT } from './page.ts'
import { ROWS, type Row } from './rows.ts'
import { type StrictSite, serveRow } from './site.ts'

/** The part of the tag's API that is used here. */
interface OnPage {
  inkling: Omit<InklingOnPage, 'status'> & { status(): Promise<Status> }
  violated: string[]
}

let release: Release
test.beforeAll(() => {
  release = copyRelease('/inkling')
})
test.afterAll(() => release.remove())

/** Runs in the page. */
function noteViolations(): void {
  const violated: string[] = []
  Object.assign(window, { violated })
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective))
}

/** Opens the row's page, within its frame if it has one. */
async function open(page: Page, site: StrictSite): Promise<Frame> {
  await page.goto(site.empty)
  await page.goto(site.address, { waitUntil: 'load' })
  return page.frames().at(-1)!
}

const told = (frame: Frame, wanted: string) =>
  frame.evaluate(
    (wanted) => window.probe.told.filter(({ name }) => name === wanted).map(({ detail }) => detail),
    wanted,
  )

const order = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => [...document.querySelectorAll('li')].map((item) => item.getAttribute('data-inkling-item')!))

async function untilReady(frame: Frame, state: string): Promise<void> {
  await expect
    .poll(async () => (await told(frame, 'ready')).some(({ consent }) => consent.state === state), {
      message: `inkling:ready, consent ${state}`,
      timeout: 30_000,
      intervals: [50],
    })
    .toBe(true)
}

/** Grants consent, reads, and waits until the next page is prepared, with vectors if the row has them. */
async function teach(frame: Frame, { engine, errors = [] }: Row): Promise<void> {
  await frame.evaluate((titles) => {
    const { inkling } = window as unknown as OnPage
    inkling.push(['consent', { content: true, creatives: false, measurement: false }])
    for (const [at, title] of titles.entries())
      inkling.push(['track', 'read', { id: `/taught/${at}`, title, topic: 'Sky' }, { seconds: 40 }])
  }, TAUGHT)
  await untilReady(frame, 'granted')
  if (errors.includes('script-unavailable')) return
  await expect
    .poll(() => frame.evaluate(async () => (await (window as unknown as OnPage).inkling.status()).events))
    .toBe(TAUGHT.length)
  if (engine)
    await expect
      .poll(
        () =>
          frame.evaluate(async (wanted) => {
            const { engine, depths } = await (window as unknown as OnPage).inkling.status()
            return engine === 'failed' || (depths?.[1] ?? 0) >= wanted
          }, 9 + PHRASE_KEYS.length),
        { message: 'every text has its vector, or there is no engine', timeout: 60_000 },
      )
      .toBe(true)
}

/** Makes a worker start again by adding a text without a vector. */
async function embedAgain(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const item = { id: '/taught/again', title: 'A second comet within a week', topic: 'Sky' }
    return (window as unknown as OnPage).inkling.push(['track', 'read', item, { seconds: 40 }])
  })
  await expect
    .poll(() => frame.evaluate(async () => (await (window as unknown as OnPage).inkling.status()).worker), {
      timeout: 60_000,
    })
    .toBe('address')
}

/** The only errors are those that the row lists, and all of them occur in the first view, which requests everything. */
async function expectOnly(
  frame: Frame,
  { errors = [], violated = [], worker }: Row,
  view: 'first' | 'second',
): Promise<void> {
  const found = await frame.evaluate(() => ({
    errors: window.probe.errors,
    violated: (window as unknown as OnPage).violated,
  }))
  const codes: string[] = (await told(frame, 'error')).map(({ code }) => code)
  expect.soft(found.errors, `uncaught errors, ${view} view`).toEqual([])
  for (const [what, is, most] of [
    ['violations', found.violated, violated],
    ['inkling:error', codes, errors],
  ] as const) {
    const distinct = [...new Set(is)]
    if (view === 'first') expect.soft(distinct, `${what}, first view`).toEqual(most)
    else if (worker === 'address') expect.soft(distinct, `${what}, second view: it has been learnt`).toEqual([])
    else expect.soft(most, `${what}, second view`).toEqual(expect.arrayContaining(distinct))
  }
}

for (const row of sample(ROWS, 5)) {
  test(row.name, async ({ page }, { annotations }) => {
    if (row.notYet) annotations.push({ type: 'not yet', description: row.notYet })
    test.fixme(row.notYet !== undefined, row.notYet)
    const policy = row.policy({ files: 'https://files.example', hash: "'sha256-…'", nonce: '…' })
    expect(policy).not.toMatch(/'unsafe-(inline|eval|hashes)'/)
    // Uses the browser's own API, to which no policy of the page applies.
    await page.addInitScript(installProbe)
    await page.addInitScript(noteViolations)
    const site = await serveRow(row, release)
    try {
      const first = await open(page, site)
      await untilReady(first, 'unknown')
      expect(await order(first)).toEqual(OWN_ORDER)
      await teach(first, row)
      await expectOnly(first, row, 'first')
      if (row.engine && row.engine !== 'failed') {
        const { backend, worker } = await first.evaluate(() => (window as unknown as OnPage).inkling.status())
        expect.soft(backend, 'backend').toBe(row.engine)
        expect.soft(worker, 'how the worker was started').toBe(row.worker ?? 'checked')
      }

      const again = await open(page, site)
      await untilReady(again, row.sandbox === 'allow-scripts' ? 'unknown' : 'granted')
      if (row.worker === 'address') await embedAgain(again)
      await expectOnly(again, row, 'second')
      const now = await order(again)
      const [ranked] = await told(again, 'ranked')
      if (row.ordered === 'nobody' || (row.ordered === 'perhaps' && ranked.late)) {
        expect(now, 'the page stays as it is').toEqual(OWN_ORDER)
        return
      }
      expect(now.slice(0, RISEN.length).sort(), 'what comes first').toEqual(RISEN)
      expect(ranked).toMatchObject({ late: false, by: row.ordered === 'snippet' ? 'snippet' : 'tag' })
      expect(ranked.ranking.tier).toBe(row.engine ? 'semantic' : 'lexical')
    } finally {
      await site.close()
    }
  })
}

test("without 'wasm-unsafe-eval' a page with a hundred new texts has all their vectors, and its policy isn't violated", async ({
  page,
}) => {
  await page.addInitScript(installProbe)
  await page.addInitScript(noteViolations)
  const site = await serveRow(ROWS.find(({ name }) => name.includes("no 'wasm-unsafe-eval'"))!, release)
  try {
    const frame = await open(page, site)
    await frame.evaluate(() => {
      const { inkling } = window as unknown as OnPage
      inkling.push(['consent', { content: true, creatives: false, measurement: false }])
      const items = Array.from({ length: 100 }, (_, at) => {
        const item = document.createElement('li')
        item.dataset['inklingItem'] = `/new/${at}`
        item.append(`Comet ${at} passes over the flood gauge`)
        return item
      })
      document.querySelector('ol')!.append(...items)
    })
    const vectors = () =>
      frame.evaluate(async () => (await (window as unknown as OnPage).inkling.status()).depths?.[0] ?? 0)
    await expect.poll(vectors, { timeout: 60_000 }).toBeGreaterThanOrEqual(100)
    expect(await frame.evaluate(() => (window as unknown as OnPage).violated)).toEqual([])
    expect(await told(frame, 'error')).toEqual([])
  } finally {
    await site.close()
  }
})

test('docs/csp.md has a line for each row, and no other', () => {
  const docs = readFileSync(new URL('../../../../docs/csp.md', import.meta.url), 'utf8')
  const lines = [...docs.matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map((match) => match[1]!.replaceAll('`', ''))
  expect(lines).toEqual(ROWS.map(({ name }) => name))
})
