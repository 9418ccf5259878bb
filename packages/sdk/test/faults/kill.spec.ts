/**
 * The browser is killed while it writes: every event acknowledged before is stored, and the database opens. A killed
 * process leaves the system's page cache intact, so this doesn't test a power failure.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { build } from 'esbuild'
import { FULL } from '../sample.ts'
import { launch, untilThere } from './killed.ts'
import { expect, type Site, test } from './site.ts'

const TIMES = FULL ? 50 : 2
/** Milliseconds between events: twenty per second, the maximum accepted. */
const INTERVAL = 50
const HISTORY = fileURLToPath(new URL('../../src/history/history.ts', import.meta.url))

interface Store {
  append(event: object): Promise<boolean>
  readonly events: ReadonlyArray<{ readonly item: string }>
}

async function open(browser: Browser, site: Site) {
  const page = await browser.contexts()[0]!.newPage()
  await page.goto(`${site.origin}/written`)
  return page
}

test(`Killed ${TIMES} times while it writes: what was acknowledged is there.`, async ({ site }) => {
  test.setTimeout(120_000 + TIMES * 60_000)
  const { outputFiles } = await build({
    entryPoints: [HISTORY],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'history_',
  })
  const script = outputFiles[0]!.text
  const acknowledged = new Set<string>()
  site.answer = (request, response) => {
    const { pathname, searchParams } = new URL(request.url, site.origin)
    if (pathname === '/acknowledge') {
      acknowledged.add(searchParams.get('item')!)
      response.writeHead(204).end()
    } else if (pathname === '/written') {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><script>${script.replaceAll('</script', '<\\/script')}</script>`)
    } else return false
    return true
  }
  const profile = mkdtempSync(join(tmpdir(), 'inkling-kill-'))
  let state = 7
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  try {
    for (let round = 0; round <= TIMES; round++) {
      const { browser, kill } = await launch(profile)
      try {
        const page = await open(browser, site)
        const { stored, errors } = await page.evaluate(async () => {
          const { history_ } = window as unknown as { history_: { openHistory(...all: unknown[]): Promise<Store> } }
          const errors: string[] = []
          const store = await history_.openHistory('m', (...all: unknown[]) => errors.push(all.join(' ')))
          Object.assign(window, { store })
          return { stored: store.events.map(({ item }) => item), errors }
        })
        expect(errors).toEqual([])
        const found = new Set(stored)
        expect([...acknowledged].filter((item) => !found.has(item))).toEqual([])
        if (round === TIMES) break
        const before = acknowledged.size
        await page.evaluate(
          ([interval, round]) => {
            const { store } = window as unknown as { store: Store }
            let n = 0
            setInterval(() => {
              const item = `/${round}/${n++}`
              const event = { kind: 'click', at: Date.now(), item, text: `Event ${item}`, fingerprint: item }
              void store.append(event).then((taken) => (taken ? fetch(`/acknowledge?item=${item}`) : undefined))
            }, interval)
          },
          [INTERVAL, round] as const,
        )
        const enough = before + 3 + Math.floor(random() * 20)
        await untilThere('an acknowledgement', () => (acknowledged.size >= enough ? true : undefined))
        await new Promise((resolve) => setTimeout(resolve, random() * INTERVAL))
      } finally {
        await kill()
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(3 * TIMES)
  test.info().annotations.push({ type: 'acknowledged events', description: String(acknowledged.size) })
})
