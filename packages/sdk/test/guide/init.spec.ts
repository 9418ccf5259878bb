/**
 * Sets up real sites with `inkling init`, as they are served: a list turns after three stories, nothing shifts, and
 * `inkling remove` leaves the folder as it was, byte for byte.
 */

import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, test } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { expect } from '../expect.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const VITE = fileURLToPath(new URL('../../../../node_modules/vite/bin/vite.js', import.meta.url))
/** Models are downloaded, embedded and waited for. */
const PATIENCE = { timeout: 60_000 }

const OPENED = {
  knead: 'How to knead bread dough by hand until it is smooth',
  crust: 'Bread with a crust that crackles, and why steam helps',
  rye: 'Rye dough rises slowly: a bread for a whole weekend',
}
const ALIKE = { salt: 'Salt your bread dough early, and let it rest', starter: 'A starter for bread dough, day by day' }
const STORIES = {
  rates: 'Why central banks raise interest rates in a boom',
  moon: 'The far side of the Moon has fewer plains',
  savings: 'Saving for a first home takes eleven years',
  saturn: "Saturn's rings are thin and young, probes found",
  sprint: 'What sprinters do in the last ten metres of a race',
  ...OPENED,
  ...ALIKE,
}

const page = (title: string, body: string) => `<!doctype html>\r
<html lang="en">\r
<head>\r
\t<meta charset="utf-8">\r
\t<title>${title}</title>\r
</head>\r
<body>\r
\t<h1>${title}</h1>\r
${body}\r
</body>\r
</html>`
const items = Object.entries(STORIES).map(([name, title]) => `<li><a href="/${name}.html">${title}</a></li>`)
const PAGES: Readonly<Record<string, string>> = {
  'index.html': page('Stories', `<ul class="stories">${items.join('\n')}</ul>`),
  ...Object.fromEntries(
    Object.entries(STORIES).map(([name, title]) => [
      `${name}.html`,
      page(title, `<article><p>Imagine it here.</p></article><p><a href="/index.html">All stories</a></p>`),
    ]),
  ),
}

const SITES = {
  html: { files: PAGES, build: undefined, served: '.' },
  vite: {
    files: {
      ...PAGES,
      'package.json': '{ "private": true, "type": "module", "devDependencies": { "vite": "*" } }',
      'vite.config.js': `export default { build: { rollupOptions: { input: ${JSON.stringify(Object.keys(PAGES))} } } }`,
    },
    build: [VITE, 'build', '--logLevel', 'error'],
    served: 'dist',
  },
} as const

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
}

async function serve(folder: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    try {
      const body = readFileSync(join(folder, path === '/' ? 'index.html' : path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

function treeOf(folder: string): Record<string, string> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).sort()
  return Object.fromEntries(
    paths.map((path) => {
      const about = lstatSync(join(folder, path))
      return [path, about.isFile() ? readFileSync(join(folder, path)).toString('latin1') : 'folder']
    }),
  )
}

function run(folder: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`)
  return stdout + stderr
}

const inkling = <T>(page: Page, ask: (inkling: Inkling) => T) =>
  page.evaluate(`(${ask})(window.inkling)`) as Promise<Awaited<T>>
const titles = (page: Page) => page.$$eval('.stories a', (links) => links.map(({ textContent }) => textContent ?? ''))
const kept = (page: Page) =>
  page.evaluate(async () => ({
    keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }))

for (const [kind, { files, build, served }] of Object.entries(SITES))
  test(`A site of kind ${kind}, from init to remove.`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'inkling-site-'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const before = treeOf(folder)
    const said = run(folder, CLI, 'init', '--yes')
    expect(said).toContain('Lists marked: 1.')
    expect(run(folder, CLI, 'init', '--yes')).toContain('set up already')
    if (build) run(folder, ...build)
    const site = await serve(join(folder, served))
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    try {
      await page.goto(`${site.origin}/index.html`)
      await page.click('inkling-consent button.yes')
      await expect.poll(() => inkling(page, (inkling) => inkling.consent.get().content)).toBe(true)
      for (const title of Object.values(OPENED)) {
        await page.click(`text=${title}`)
        // The transformer runs only where a text has no vector yet: all that counts is that none is left at depth 0.
        const settled = () =>
          inkling(page, (inkling) => inkling.status().then(({ vectors, depths }) => vectors > 0 && depths?.[0] === 0))
        await expect.poll(settled, PATIENCE).toBe(true)
        await page.evaluate(
          `inkling.track('read', { id: location.pathname, title: document.querySelector('h1').textContent }, { seconds: 60 })`,
        )
        await page.click('text=All stories')
        await page.waitForSelector('.stories')
      }
      await expect
        .poll(async () => {
          await page.goto(`${site.origin}/knead.html`)
          await page.click('text=All stories')
          await page.waitForSelector('.stories')
          return (await titles(page)).slice(0, 3)
        }, PATIENCE)
        .toEqual(expect.arrayContaining(Object.values(ALIKE)))
      const shift = await page.evaluate(
        () =>
          new Promise((resolve) => {
            let sum = 0
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
            }).observe({ type: 'layout-shift', buffered: true })
            // Buffered entries are delivered before the next frame has been shown.
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)))
          }),
      )
      expect(shift).toBe(0)
      expect((await titles(page)).sort()).toEqual(Object.values(STORIES).sort())

      expect((await kept(page)).databases).toEqual(['inkling'])
      rmSync(join(folder, 'dist'), { recursive: true, force: true })
      const cleanup = join(mkdtempSync(join(tmpdir(), 'inkling-cleanup-')), 'cleanup.js')
      run(folder, CLI, 'remove', '--cleanup', cleanup)
      expect(treeOf(folder)).toEqual(before)

      // The page of a site that has taken Inkling out, and put the cleanup in.
      await page.route('**/*', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }),
      )
      await page.goto(`${site.origin}/`)
      await page.evaluate(() => localStorage.setItem('inklings', "the site's own"))
      await page.addScriptTag({ path: cleanup })
      await expect.poll(() => kept(page), PATIENCE).toEqual({ keys: ['inklings'], databases: [], caches: [] })
      rmSync(dirname(cleanup), { recursive: true })
      expect(errors).toEqual([])
    } finally {
      site.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
