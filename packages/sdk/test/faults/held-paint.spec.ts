/** Only pages whose list comes from the parser hold their first paint. The snippet's actions are counted. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, ITEMS, type Site, seed, test, until } from './site.ts'

const SNIPPET = readFileSync(fileURLToPath(new URL('../../dist/snippet.js', import.meta.url)), 'utf8')
/** Counts the actions that hold the paint. */
const SPY = `<script>window.holds = 0; new MutationObserver((records) => { for (const { addedNodes } of records)
  for (const { rel } of addedNodes) if (rel === 'expect') holds++ }).observe(document, { childList: true, subtree: true })</script>`
const LIST = `<ol data-inkling-list="top">${ITEMS.map(
  ([id, topic, title]) => `<li data-inkling-topic="${topic}"><h3><a href="${id}">${title}</a></h3></li>`,
).join('')}</ol>`
const BEHIND = '<footer id="foot">The end</footer>'

function serve(site: Site, body: string): void {
  site.answer = ({ url }, response) => {
    if (url !== '/held/') return false
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(`<!doctype html><html lang="en"><head><title>Held</title>${SPY}<script>${SNIPPET}</script>
      <script async src="/inkling/inkling.js" data-download="never"></script></head><body>${body}</body></html>`)
    return true
  }
}

/** @returns how often the paint was held in each of five visits, each of which has written down what it knows of the list */
async function visits(page: Page, site: Site): Promise<number[]> {
  const holds: number[] = []
  for (let visit = 0; visit < 5; visit++) {
    await page.goto(`${site.origin}/held/`)
    await until(page, 'ranked')
    await page.evaluate(
      () =>
        new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(() => requestIdleCallback(resolve)))),
    )
    holds.push(await page.evaluate(() => (window as unknown as { holds: number }).holds))
  }
  return holds
}

test.beforeEach(({ context, site }) => seed(context, site))

test('A list from the parser holds the paint, which the counter detects.', async ({ page, site }) => {
  serve(site, LIST + BEHIND)
  expect(Math.max(...(await visits(page, site)))).toBe(1)
})

for (const behind of [BEHIND, ''])
  test(`Nothing waits for a list in a shadow root that the parser makes, with ${behind ? 'something' : 'nothing'} behind it.`, async ({
    page,
    site,
  }) => {
    serve(site, `<my-list><template shadowrootmode="open">${LIST}</template></my-list>${behind}`)
    expect(await visits(page, site)).toEqual([0, 0, 0, 0, 0])
  })

test('Nothing waits for a list in a shadow root made by a script, or for one noted by an earlier release.', async ({
  page,
  site,
}) => {
  serve(
    site,
    `<div></div>${BEHIND}<script>document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(LIST)}</script>`,
  )
  await page.goto(`${site.origin}/held/`)
  await until(page, 'ranked')
  await page.evaluate(() => {
    const snapshot = JSON.parse(localStorage.getItem('inkling.snapshot')!)
    snapshot.pages = { '/held/': { id: 'inkling:top', wait: 0 } }
    localStorage.setItem('inkling.snapshot', JSON.stringify(snapshot))
  })
  expect((await visits(page, site)).slice(1)).toEqual([0, 0, 0, 0])
})

test('A list that a script puts in once the page has loaded is waited for in vain once at most.', async ({
  page,
  site,
}) => {
  const put = `document.querySelector('main').innerHTML = ${JSON.stringify(LIST)}`
  serve(site, `<main></main>${BEHIND}<script>addEventListener('load', () => { ${put} })</script>`)
  const [first, ...others] = await visits(page, site)
  expect(first).toBeLessThanOrEqual(1)
  expect(others.slice(1)).toEqual([0, 0, 0])
})
