// @vitest-environment node
// The site under the demo's policy, in a browser.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser, TEST_ARGS } from '../../../scripts/browser.mjs'
import { createServer } from '../../demo/serve.mjs'
import { copyDocs } from '../../demo/src/docs.mjs'
import { securityHeaders } from '../../demo/src/security.mjs'

const root = mkdtempSync(join(tmpdir(), 'inkling-docs-'))
const failures = []
let server
let browser
let origin

beforeAll(async () => {
  const hashes = copyDocs(join(root, 'docs'))
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

test.each(['light', 'dark'])('axe finds nothing, %s.', async (colorScheme) => {
  for (const path of ['', 'options.html', 'quick-start.html', 'troubleshooting.html', 'decisions/']) {
    const page = await open(path, { colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0].target}`)).toEqual([])
    await page.close()
  }
})

test('The policy is kept, and no other host is asked.', () => {
  expect(failures).toEqual([])
})
