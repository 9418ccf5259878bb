/**
 * Looks in the browser's own files for data that the reader has deleted. Chromium appends a deletion after the deleted
 * data, and may never compact the two. The files of a real profile are read while the browser runs and after it has exited.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
// @ts-expect-error it is plain JavaScript
import { findBrowser, TEST_ARGS } from '../../../../scripts/browser.mjs'
import { expect, type Told, test } from '../faults/site.ts'

/** Words that occur nowhere else in a browser's files. */
const GONE = ['zanzibarwort', 'quibblefrost']
const STAYS = 'marmaladeox'
/** Once is enough to see that it works at all; that now and then it doesn't, only many times show (decision 23). */
const TIMES = process.env.INKLING_FULL ? 20 : 1

/** How often words lie in the files of a folder, in either of the encodings that Chromium uses. */
function count(folder: string, words: readonly string[]): number {
  let found = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    let bytes: Buffer
    try {
      bytes = readFileSync(join(entry.parentPath, entry.name))
    } catch {
      // Merged away since it was listed.
      continue
    }
    for (const needle of words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]))
      for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) found++
  }
  return found
}

/** Searches and reads of each word. */
const live = (page: Page) =>
  page.evaluate(
    async (words) => {
      const { inkling } = window as unknown as Told
      inkling.consent.set({ content: true })
      for (const word of words) {
        await inkling.track('search', { id: `?${word}`, title: word })
        await inkling.track('read', { id: `/${word}`, title: `About ${word}`, topic: word })
        await inkling.rank([{ id: `/${word}/listed`, title: `A list has ${word}`, topic: word }])
      }
    },
    [...GONE, STAYS],
  )

const cases: ReadonlyArray<readonly [what: string, stays: boolean, act: (page: Page) => Promise<unknown>]> = [
  ['erases', false, (page) => page.evaluate(() => (window as unknown as Told).inkling.erase())],
  [
    'withdraws',
    false,
    (page) =>
      page.evaluate(async () => {
        ;(window as unknown as Told).inkling.consent.deny()
      }),
  ],
  [
    'takes things out one by one',
    true,
    (page) =>
      page.evaluate(async (words) => {
        const { inkling } = window as unknown as Told
        for (const word of words) for (const item of [`?${word}`, `/${word}`]) await inkling.forget({ item })
      }, GONE),
  ],
]

const all = cases.flatMap((each) => Array.from({ length: TIMES }, (_, time) => [...each, time] as const))
for (const [what, stays, act, time] of all) {
  const again = time ? ` (time ${time + 1})` : ''
  test(`A reader ${what}: the words leave the database's files, while the browser runs, and don't come back with its end${again}.`, async ({
    site,
  }) => {
    const profile = mkdtempSync(join(tmpdir(), 'inkling-files-'))
    try {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: findBrowser() ?? chromium.executablePath(),
        args: [...TEST_ARGS],
      })
      const page = await context.newPage()
      await page.goto(site.origin)
      await page.waitForFunction(() => typeof (window as unknown as Told).inkling?.track === 'function')
      await live(page)
      const files = join(profile, 'Default', 'IndexedDB')
      await expect.poll(() => count(files, GONE)).toBeGreaterThan(5)
      const kept = count(files, [STAYS])
      expect(kept).toBeGreaterThan(0)
      await act(page)
      // Items seen in a list are what the page showed: what is taken out is what the reader did.
      const words = stays ? GONE.map((word) => `?${word}`) : [...GONE, STAYS]
      await expect.poll(() => count(files, words), { timeout: 15_000 }).toBe(0)
      if (stays) expect(count(files, [STAYS])).toBeGreaterThan(0)
      else {
        // Nothing of what did it is left, either.
        await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([])
        expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(
          stays ? [] : expect.not.arrayContaining(['inkling.wiping']),
        )
      }
      await context.close()
      expect(count(files, words)).toBe(0)
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  })
}
