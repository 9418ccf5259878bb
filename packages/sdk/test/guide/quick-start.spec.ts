/** Follows docs/quick-start.md to the letter: its pages are the ones that stand there, and each of its checks is made. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, type Page, test } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { PHRASE_KEYS } from '../../src/content/article9.ts'
import { expect } from '../expect.ts'
import { copyRelease } from '../pages/support/release.ts'
import { serve } from '../pages/support/server.ts'

const GUIDE = readFileSync(fileURLToPath(new URL('../../../../docs/quick-start.md', import.meta.url)), 'utf8')
/** Models are downloaded, embedded and waited for. */
const PATIENCE = { timeout: 60_000 }

interface Said {
  readonly inkling: Inkling
  /** What the guide's page writes to the console. */
  // biome-ignore lint/suspicious/noExplicitAny: details as the page tells them
  readonly said: ReadonlyArray<readonly [name: string, detail: any]>
}

/** The pages of the guide, with the two printed lines in place of its comments. */
function pagesOf({ snippet, tag }: { snippet: string; tag: string }): Record<string, string> {
  const blocks = [...GUIDE.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html]) => html!)
  const named = ['index.html', 'read.html'].map((name) => {
    const html = blocks.find((block) => block.includes(name === 'index.html' ? 'data-inkling-list' : '<h1>A story'))
    if (!html) throw new Error(`docs/quick-start.md has no ${name}`)
    return [
      `/${name}`,
      html
        .replace(/<!-- the first printed line.*?-->/, () => snippet)
        .replace(/<!-- the second printed line.*?-->/, () => tag)
        .replace(/<!-- both printed lines -->/, () => snippet + tag),
    ] as const
  })
  const pages = Object.fromEntries(named)
  return { ...pages, '/': pages['/index.html']! }
}

/** The guide's console, for the test to read. */
async function openWith(context: BrowserContext): Promise<Page> {
  await context.addInitScript(() => {
    const said: unknown[] = []
    Object.assign(window, { said })
    const { log } = console
    console.log = (...all: unknown[]) => {
      said.push(JSON.parse(JSON.stringify(all)))
      log(...all)
    }
  })
  return context.newPage()
}

const said = (page: Page, name: string) =>
  page.evaluate(
    (name) => (window as unknown as Said).said.filter(([each]) => each === name).map(([, detail]) => detail),
    name,
  )

/** What is stored for the site. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    keys: Object.keys(localStorage).sort(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: (await caches.keys()).length,
  }))

const titles = (page: Page) => page.$$eval('#stories a', (links) => links.map(({ textContent }) => textContent))
const status = (page: Page) => page.evaluate(() => (window as unknown as Said).inkling.status())

test('The quick start holds what it promises, step by step.', async ({ context }) => {
  const release = copyRelease('/inkling')
  const pages = pagesOf(release)
  const server = await serve({
    folder: release.folder,
    page: (path) => (pages[path] ? { parts: [pages[path]] } : undefined),
  })
  try {
    const page = await openWith(context)

    await test.step('2. Two pages', async () => {
      await page.goto(`${server.origin}/`)
      await expect.poll(() => said(page, 'ready')).toHaveLength(1)
      expect((await said(page, 'ready'))[0]).toMatchObject({ consent: { state: 'unknown' } })
      expect(await kept(page)).toEqual({ keys: [], databases: [], caches: 0 })
    })
    const own = await titles(page)
    const knead = 'How to knead bread by hand'

    await test.step('3. Yes', async () => {
      await page.click('#yes')
      await expect.poll(() => said(page, 'ready')).toHaveLength(2)
      expect((await said(page, 'consent'))[0]).toMatchObject({ state: 'granted' })
      expect((await said(page, 'ranked'))[0]).toMatchObject({ moved: 0 })
      expect((await said(page, 'ready'))[1]).toMatchObject({ pageViews: 1 })
      expect((await kept(page)).keys).toContain('inkling.consent')
      // Whoever follows the guide reads the page before they open a story.
      await expect.poll(async () => (await status(page)).events, PATIENCE).toBe(8)
    })

    await test.step('4. A story', async () => {
      await page.click(`text=${knead}`)
      await page.waitForURL('**/read.html?story=knead')
      await expect.poll(async () => (await status(page)).engine, PATIENCE).toBe('ready')
      const [, events, vectors] = /`engine: 'ready'`, `events: (\d+)`, `vectors: (\d+)`/.exec(GUIDE) ?? []
      await expect.poll(async () => (await status(page)).vectors, PATIENCE).toBe(Number(vectors))
      expect((await status(page)).events).toBe(Number(events))
      // Each has a vector of the table by then. The phrases' came with the model.
      const deepened = async () => (await status(page)).embedded.texts
      await expect.poll(deepened, PATIENCE).toBe(Number(vectors) - PHRASE_KEYS.length)
      const more = /```js\n(await inkling\.track[\s\S]*?)```/.exec(GUIDE)?.[1] ?? ''
      await page.evaluate(`(async () => { ${more} })()`)
      await expect.poll(async () => (await status(page)).vectors, PATIENCE).toBe(Number(vectors) + 2)
      expect((await status(page)).events).toBe(Number(events) + 2)
    })

    await test.step('5. Back by the link', async () => {
      await page.click('text=All stories')
      await expect.poll(() => said(page, 'ranked')).toHaveLength(1)
      expect((await said(page, 'ranked'))[0]).toMatchObject({
        by: 'snippet',
        late: false,
        ranking: { tier: 'semantic' },
      })
      const now = await titles(page)
      expect(now.slice(0, 3)).toEqual(
        expect.arrayContaining(['Salt your bread dough early', 'A starter for bread dough, day by day']),
      )
      expect(now.at(-1)).toBe(knead)
    })

    await test.step('6. Why, and undone', async () => {
      const explanation = await page.evaluate(() =>
        (window as unknown as Said).inkling.explain('stories', '/read.html?story=salt'),
      )
      const { parts, score, events, reason } = explanation!
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 6)
      expect(['event', 'interests']).toContain(reason.why)
      for (const { text } of events) expect(text).toMatch(/bread|dough/i)
      expect(await page.evaluate(() => (window as unknown as Said).inkling.undo('stories'))).toBe(true)
      expect(await titles(page)).toEqual(own)
    })

    await test.step('7. No', async () => {
      await page.click('#no')
      await expect.poll(() => kept(page)).toEqual({ keys: ['inkling.consent'], databases: [], caches: 0 })
      expect(await page.evaluate(() => localStorage.getItem('inkling.consent'))).toContain('denied')
    })
    expect(await said(page, 'error')).toEqual([])
  } finally {
    await server.close()
    release.remove()
  }
})
