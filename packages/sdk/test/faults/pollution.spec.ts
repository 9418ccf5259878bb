/** The built snippet and tag on a page whose script pollutes `Object.prototype` through its URL or through a merge. */

import { jsonOf, linkOf, mergeInto, parseQuery, readableKeys, VALUES } from '../cases/pollution.ts'
import { FULL, sample } from '../sample.ts'
import { expect, type Site, type Told, test, until } from './site.ts'

/**
 * Keys that break any script: JavaScript reads `return` from iterators when it destructures them, and Playwright reads
 * `s` from the objects in which it transfers values.
 */
const OF_THE_PLATFORM = ['return', 's']

/** With the tag's own options and consent, which decide most, a sample of all that is read. */
const KEYS = [
  ...['consent', 'content', 'state', 'model', 'engine', 'first', 'inkling', 'aware', 'read', 'preview', 'known', 'get'],
  ...sample(
    readableKeys().filter((key) => !OF_THE_PLATFORM.includes(key)),
    6,
  ),
]
const CHECKED = ['link', 'merge'] as const

/** The page's own vulnerable script, before the snippet. */
const careless = (way: (typeof CHECKED)[number], key: string, value: unknown) =>
  way === 'link'
    ? `<script>(${parseQuery})(location.search)</script>`
    : `<script>(${mergeInto})({}, JSON.parse(${JSON.stringify(jsonOf(key, value))}))</script>`

/** Visits the page, says no, and tells what came of it. */
async function visit(page: import('@playwright/test').Page, site: Site, query: string) {
  site.requests.length = 0
  await page.goto(`${site.origin}/${query && `?${query}`}`)
  await until(page, 'ready')
  const found = await page.evaluate(() => {
    const { inkling, uncaught } = window as unknown as Told
    const before = inkling.consent.get()
    const kept = Object.entries(localStorage)
    inkling.consent.deny()
    const [state] = /"state":"\w+"/.exec(localStorage.getItem('inkling.consent') ?? '') ?? []
    const items = [...document.querySelectorAll('[data-inkling-item] a')].map((link) => link.getAttribute('href'))
    const after = inkling.consent.get()
    const purposes = ({ state, content, creatives, measurement }: typeof before) =>
      [state, content, creatives, measurement].join()
    return {
      before: purposes(before),
      after: purposes(after),
      kept,
      state,
      items: items.join(),
      uncaught: [...uncaught],
    }
  })
  const requests = site.requests.filter((path) => !path.includes('favicon')).sort()
  await page.evaluate(() => localStorage.clear())
  return { ...found, requests }
}

/** Short enough for a test's time limit on a busy machine. */
const BATCH = 20
const batches = Array.from({ length: Math.ceil(KEYS.length / BATCH) }, (_, at) =>
  KEYS.slice(at * BATCH, (at + 1) * BATCH),
)

for (const [at, keys] of batches.entries())
  test(`Whatever every object inherits: no consent, no address changed, no request, and deny() denies. Batch ${at}.`, async ({
    context,
    site,
  }) => {
    const foreign: string[] = []
    await context.route(
      ({ hostname }) => hostname === 'evil.example',
      (route) => {
        foreign.push(route.request().url())
        return route.abort()
      },
    )
    const page = await context.newPage()
    const clear = await visit(page, site, '')
    expect(clear).toMatchObject({
      before: 'unknown,false,false,false',
      after: 'denied,false,false,false',
      uncaught: [],
    })
    expect(clear.requests).toEqual(['/', '/inkling/inkling.js'])
    for (const way of CHECKED)
      for (const key of keys)
        for (const value of sample(VALUES, 2, key.length)) {
          const query = way === 'link' ? linkOf(key, value) : ''
          site.before = careless(way, key, value)
          expect(await visit(page, site, query), `${way}: ${key} = ${JSON.stringify(value)}`).toEqual(clear)
        }
    site.before = ''
    expect(foreign).toEqual([])
  })

test('All keys are tried.', () => {
  expect(new Set(batches.flat()).size).toBeGreaterThanOrEqual(
    FULL ? readableKeys().length - OF_THE_PLATFORM.length : 15,
  )
})
