// @vitest-environment node
// The site under the demo's policy, in a browser.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser, TEST_ARGS } from '../../../scripts/browser.mjs'
import { createServer } from '../../demo/serve.mjs'
import { copyDocs } from '../../demo/src/docs.mjs'
import { copySdk } from '../../demo/src/sdk.mjs'
import { securityHeaders } from '../../demo/src/security.mjs'

const root = mkdtempSync(join(tmpdir(), 'inkling-docs-'))
const failures = []
let server
let browser
let origin

beforeAll(async () => {
  const cli = fileURLToPath(new URL('../../sdk/bin/inkling.js', import.meta.url))
  const { tag } = copySdk({ cli, into: join(root, 'inkling'), base: '/inkling' })
  const hashes = copyDocs(join(root, 'docs'), tag)
  writeFileSync(join(root, 'headers.json'), JSON.stringify(securityHeaders(hashes)))
  server = createServer({ root })
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  origin = `http://localhost:${server.address().port}`
  const executablePath = findBrowser()
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...TEST_ARGS] })
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(root, { recursive: true, force: true })
})

/** A page, in a profile of its own. Violations of the policy, errors and requests to other hosts are collected. */
async function open(path, options) {
  const page = await (await browser.newContext(options)).newPage()
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()))
  page.on('pageerror', (error) => failures.push(String(error)))
  page.on('request', (request) => {
    if (!/^data:/.test(request.url()) && new URL(request.url()).origin !== origin) failures.push(request.url())
  })
  await page.goto(`${origin}/docs/${path}`)
  return page
}

test('One’s own values appear in the samples of every page, and nothing of them is stored.', async () => {
  const page = await open('options.html?base=/assets/ink&languages=ru,en')
  const samples = page.locator('.vp-doc pre code')
  await expect.poll(() => samples.first().textContent()).toContain('/assets/ink/0.2.0/encoder-ru/')
  expect(await samples.nth(2).textContent()).toContain('--base /assets/ink --languages ru,en')
  await page.getByLabel('Consent').selectOption('gpp')
  await expect.poll(() => samples.nth(1).textContent()).toContain("consent: 'gpp'")
  expect(new URL(page.url()).searchParams.get('consent')).toBe('gpp')

  await page.locator('.VPSidebar a[href="/docs/quick-start.html"]').click()
  await expect.poll(() => page.locator('.vp-doc pre code').first().textContent()).toContain('--base /assets/ink')
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
  expect(stored).not.toContain('/assets/ink')
})

test('A value that is no path leaves the samples as they are, and says what to write.', async () => {
  const page = await open('options.html')
  await page.getByLabel('Folder of the release').fill('"><script>')
  await expect.poll(() => page.getByRole('status').textContent()).toContain('/assets/inkling')
  expect(await page.locator('.vp-doc pre code').first().textContent()).toContain('/inkling/0.2.0/inkling.js')
})

test('The search in the page finds what the index finds.', async () => {
  const page = await open('')
  const field = page.locator('.VPLocalSearchBox input')
  // Keys pressed before the page has hydrated have no effect.
  await expect
    .poll(
      async () => {
        if (!(await field.isVisible())) await page.keyboard.press('Control+k')
        return field.isVisible()
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true)
  await field.fill('why does nothing move')
  const first = page.locator('.VPLocalSearchBox .result').first()
  await expect
    .poll(() => first.getAttribute('href'), { timeout: 60_000 })
    .toBe('/docs/troubleshooting.html#nothing-moves')
})

/** A page with a live list, once Inkling ranks there. Addresses that it asks for from then on are collected. */
async function openLive(path, options) {
  const page = await open(path, options)
  const list = page.locator('.live-list')
  await expect.poll(() => list.getAttribute('data-shown'), { timeout: 60_000 }).toBe('nobody')
  const asked = []
  // Every page asks for the words of its language when it is idle, and VitePress for pages to which links in view lead.
  const isLate = (address) => /\/words-\w+\.js$|\/docs\/assets\/[\w-]+\.md\./.test(address)
  page.on('request', (request) => isLate(request.url()) || asked.push(request.url()))
  const choose = async (name) => {
    await list.getByRole('radio', { name }).check()
    await expect.poll(() => list.getAttribute('data-shown')).not.toBe('nobody')
  }
  return { page, list, asked, choose, titles: () => list.locator('li .what').allTextContents() }
}

test('A live list is ranked for the chosen reader, without a request, and nothing is stored.', async () => {
  const { page, list, asked, choose, titles } = await openLive('markup.html')
  const own = await titles()
  await choose('Reads about space')
  await expect
    .poll(async () => (await titles()).slice(0, 2).sort())
    .toEqual(['Saturn’s rings are thin and young', 'The far side of the Moon has fewer plains'])
  expect((await titles()).toSorted()).toEqual(own.toSorted())
  expect(await list.getByRole('status').textContent()).toContain(`First now: ${(await titles())[0]}.`)

  await list.getByRole('radio', { name: 'Bakes bread' }).check()
  await expect.poll(async () => (await titles())[0]).toBe('Salt your bread dough early')
  await list.getByRole('checkbox').check()
  await expect.poll(async () => (await titles()).slice(0, 2)).toEqual([own[0], 'Salt your bread dough early'])
  await list.getByRole('checkbox').uncheck()
  await list.getByRole('radio', { name: 'A new reader' }).check()
  await expect.poll(titles).toEqual(own)
  expect(asked).toEqual([])
  const kept = await page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases())])
  // VitePress keeps the choice of colours.
  expect(kept.filter((each) => each !== 'vitepress-theme-appearance')).toEqual([])
})

test.each(['campaigns.html', 'audiences.html'])('The creatives of %s are judged by Inkling.', async (path) => {
  const { list, asked, choose } = await openLive(path)
  const allowed = () => list.locator('li:not(.out) .what').allTextContents()
  expect(await allowed()).toEqual(['A current account without fees', 'Your library card, by post'])
  await choose('Bakes bread')
  // This reader has bought what the course is for, so the course is not for them.
  await expect.poll(allowed).toContain('Rye flour from the mill')
  expect(await allowed()).not.toContain('A day in a bakery')
  await list.getByRole('radio', { name: 'Runs' }).check()
  await expect.poll(allowed).toContain('Shoes for long runs')
  expect(await allowed()).toContain('A day in a bakery')
  expect(asked).toEqual([])
})

test('A live list can be used with the keyboard, and nothing glides if the reader prefers that.', async () => {
  const { page, list, titles } = await openLive('markup.html', { reducedMotion: 'reduce' })
  await list.getByRole('radio', { name: 'A new reader' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await titles())[0]).toMatch(/Saturn|Moon/)
  expect(await list.getByRole('radio', { name: 'Reads about space' }).evaluate((one) => one.matches(':focus'))).toBe(
    true,
  )
  expect(await list.locator('ol').evaluate((ol) => ol.getAnimations({ subtree: true }).length)).toBe(0)
})

test('Where Inkling is missing, a live list stays as it is and says so.', async () => {
  const context = await browser.newContext()
  await context.route('**/inkling/**', (route) =>
    route.fulfill({ status: 200, contentType: 'text/javascript', body: '' }),
  )
  const page = await context.newPage()
  await page.goto(`${origin}/docs/markup.html`)
  const list = page.locator('.live-list')
  await expect.poll(() => list.getAttribute('data-shown'), { timeout: 60_000 }).toBe('failed')
  expect(await list.getByRole('status').textContent()).toContain('isn’t on this site')
  expect(await list.getByRole('radio').first().isDisabled()).toBe(true)
})

test.each(['light', 'dark'])('axe finds nothing, %s.', async (colorScheme) => {
  const plain = [
    '',
    'options.html',
    'quick-start.html',
    'troubleshooting.html',
    'decisions/',
    'start/hugo.html',
    'ru/privacy.html',
  ]
  const withLists = ['markup.html', 'campaigns.html', 'audiences.html', 'ru/editors.html']
  for (const path of [...plain, ...withLists]) {
    const { page } = withLists.includes(path)
      ? await openLive(path, { colorScheme })
      : { page: await open(path, { colorScheme }) }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0].target}`)).toEqual([])
    await page.close()
  }
})

test('The policy is kept, and no other host is asked.', () => {
  expect(failures).toEqual([])
})
