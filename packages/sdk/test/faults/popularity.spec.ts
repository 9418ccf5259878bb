/**
 * From a server's log to a first page: the documented command counts views, and an unknown reader gets the most-read
 * items.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { bytesOf, DAY, lineOf, START, view } from '../../../cli/test/popularity/make.ts'
import type { Ranking } from '../../src/types.ts'
import { details, expect, grant, IDS, PINNED, test, until } from './site.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const DOCS = readFileSync(new URL('../../../../docs/popularity.md', import.meta.url), 'utf8')

/** The first command of docs/popularity.md, verbatim. */
const RECIPE = /^npx --no inkling (popularity .*)$/m.exec(DOCS)?.[1]?.split(' ') ?? []

/** Weights that take popularity alone, from the first view on. */
const RANKER = {
  name: 'popular',
  version: '1',
  licence: '',
  coldStart: 'prior',
  weights: { lexical: { popularity: 1 }, semantic: { popularity: 1 } },
}

/** The last of the list is read most, and nobody reads the first. */
function countLog(ids: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-recipe-'))
  try {
    const requests = ids.flatMap((id, place) =>
      Array.from({ length: place ** 2 * 12 }, (_, i) =>
        view(`${id}?utm_source=letter`, `2001:db8::${i.toString(16)}`, START + (i % 2) * DAY),
      ),
    )
    writeFileSync(join(folder, 'access.log.1'), bytesOf(requests.map(lineOf)))
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...RECIPE], { cwd: folder, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    return readFileSync(join(folder, 'popularity.json'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Of the list on the page; what is pinned keeps its place. */
const order = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-inkling-item]')].map((item) => item.getAttribute('data-inkling-item')),
  )

test('A log orders lists for an unknown reader, and nothing is requested before consent.', async ({
  context,
  site,
}) => {
  const file = countLog(IDS)
  expect(Object.keys(JSON.parse(file).popularity).sort()).toEqual(IDS.slice(1).sort())
  const asked: string[] = []
  site.attributes = 'data-download="never" data-popularity="/inkling-popularity.json"'
  site.answer = ({ url }, response) => {
    const body = { '/own.json': JSON.stringify(RANKER), '/inkling-popularity.json': file }[url]
    if (!body) return false
    asked.push(url)
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    return true
  }
  // Nobody has read the first: it isn't in the file, and stands below all that are.
  const told = (ids: ReadonlyArray<string | null>) => ids.filter((id) => id !== PINNED)
  const popular = told([...IDS].reverse())

  const first = await context.newPage()
  await first.goto(site.origin)
  await first.waitForLoadState('load')
  expect([...asked, ...site.requests.filter((path) => path.includes('site-files'))]).toEqual([])
  await grant(first)
  await until(first, 'ranked')
  expect(asked).toEqual(['/inkling-popularity.json'])
  const [ranked] = await details(first, 'ranked')
  const { items } = ranked!.ranking as Ranking
  expect(told(items.map(({ id }) => id))).toEqual(popular)
  await first.close()

  // Where the prior may order a page before its first paint, too, it does so from the next view on.
  site.attributes += ' data-ranker="/own.json"'
  const second = await context.newPage()
  await second.goto(site.origin)
  await expect
    .poll(() => second.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')))
    .toMatchObject({ known: true, unmanaged: ['top'] })
  await second.close()
  const page = await context.newPage()
  await page.goto(site.origin)
  await until(page, 'ranked')
  const shown = await order(page)
  expect(shown.indexOf(PINNED)).toBe(IDS.indexOf(PINNED))
  expect(told(shown)).toEqual(popular)
  expect(await details(page, 'error')).toEqual([])
})
