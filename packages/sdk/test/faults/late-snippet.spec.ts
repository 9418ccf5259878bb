/**
 * The head snippet in the wrong place: at the end of a slow body, inserted by a script, or by a tag manager. Items that a
 * frame has shown stay; items that arrive later are sorted before they are seen.
 */

import { readFileSync } from 'node:fs'
import { released } from '../released.ts'
import { sample } from '../sample.ts'
import { frames, ordersOf, seeFrames, watchFrames } from './frames.ts'
import { details, expect, grant, ITEMS, type Site, test, track, until } from './site.ts'

const SNIPPET = readFileSync(`${released()}/snippet.js`, 'utf8')
const TAG = '<script async src="/inkling/inkling.js" data-download="never"></script>'
const INLINE = `<script>${SNIPPET}</script>`
/** As tag managers do it. */
const inserted = (what: string) => `(() => { const script = document.createElement('script')
  ${what}; document.head.append(script) })()`
const MANAGER = inserted(
  "script.async = true; script.src = '/late/snippet.js'; script.onload = () => { window.came = 1 }",
)
/** Once the page has been seen. */
const later = (what: string) =>
  `<script>addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => { ${what} })))</script>`

const list = (name: string) =>
  `<ol id="${name}" data-inkling-list="${name}">${ITEMS.map(
    ([id, topic, title]) =>
      `<li id="${name}${id}" data-inkling-item="${id}" data-inkling-topic="${topic}" style="height: 20px"><a href="${id}">${title}</a></li>`,
  ).join('')}</ol>`
const SLOT = `<div id="hero" data-inkling-slot="hero" style="height: 40px"><p>Rain and wind</p>
<template data-inkling-creative="cats"><p>Cats and dogs</p></template></div>`
const FAR = '<div style="height: 4000px"></div>'
const OWN = ITEMS.map(([id]) => id).join()

/** A page in parts: each but the first is sent when the test lets it go. */
interface Parts {
  readonly parts: readonly string[]
  readonly go: () => void
  /** The same for the snippet as a file of its own. */
  readonly snippet: () => void
}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

function serveParts(site: Site, parts: readonly string[]): Parts {
  const body = gate()
  const file = gate()
  site.answer = ({ url }, response) => {
    const answer = async () => {
      if (url === '/late/snippet.js') {
        await file.opened
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(SNIPPET)
        return
      }
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      for (const [at, part] of parts.entries()) {
        if (at) await body.opened
        response.write(part)
      }
      response.end()
    }
    if (url !== '/late/page' && url !== '/late/snippet.js') return false
    void answer()
    return true
  }
  return { parts, go: body.open, snippet: file.open }
}

test.use({ viewport: { width: 900, height: 1000 } })

/** A reader of animals, to whom these lists are known: nobody else renders them. */
test.beforeEach(async ({ context, site }) => {
  site.answer = undefined
  const page = await context.newPage()
  serveParts(site, [
    `<!doctype html><title>First</title>${INLINE}${TAG}<body>${list('top')}${list('after')}${SLOT}${list('below')}<p>`,
  ])
  await page.goto(`${site.origin}/late/page`)
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  await track(page, '/seen/cat')
  await track(page, '/seen/dog', 'click')
  await expect
    .poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')))
    .toMatchObject({ unmanaged: ['top', 'after', 'below'], slots: { hero: 'cats' }, known: true })
  await page.close()
})

/** In the documented place it sorts, and fills: what the other tests say of stillness is not said of a snippet that does nothing. */
test('In the head of the same page, it sorts each list and fills the slot before a frame shows them.', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.addInitScript(watchFrames)
  serveParts(site, [`<!doctype html><title>Early</title>${INLINE}${TAG}<body>${list('top')}${SLOT}<p>end`])
  await page.goto(`${site.origin}/late/page`)
  await until(page, 'ready')
  await seeFrames(page, 3)
  expect(await ordersOf(page, 'top')).toHaveLength(1)
  expect(await ordersOf(page, 'top')).not.toEqual([OWN])
  expect(await ordersOf(page, 'hero')).toEqual(['Cats and dogs'])
})

/** What makes a browser lay out a page at once; on a large one that was the longest task. */
function countLayouts() {
  const counts = { layouts: 0 }
  Object.assign(window, counts)
  const { getBoundingClientRect, checkVisibility } = Element.prototype
  const counted = <T extends (...args: never[]) => unknown>(method: T) =>
    function (this: Element, ...args: Parameters<T>) {
      if (document.readyState === 'loading') (window as unknown as typeof counts).layouts++
      return method.apply(this, args)
    }
  Object.assign(Element.prototype, {
    getBoundingClientRect: counted(getBoundingClientRect),
    checkVisibility: counted(checkVisibility),
  })
}

test('A list of which a frame has shown the half stays as it is, and nothing asks the browser for places.', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.addInitScript(countLayouts)
  const cut = list('top').indexOf('<li', 400)
  const { go } = serveParts(site, [
    `<!doctype html><title>Torn</title>${INLINE}<body>${list('top').slice(0, cut)}`,
    `${list('top').slice(cut)}${list('after')}${SLOT}<p>`,
  ])
  const going = page.goto(`${site.origin}/late/page`)
  await page.waitForSelector('#top li', { state: 'attached' })
  // Of two frames the second is painted after whatever stood when the first was asked for.
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))))
  go()
  await going
  const orderOf = (name: string) =>
    page.$$eval(`#${name} li`, (items) => items.map((item) => item.getAttribute('data-inkling-item')).join())
  expect(await orderOf('top')).toBe(OWN)
  expect(await orderOf('after')).not.toBe(OWN)
  expect(await page.evaluate(() => (window as unknown as { layouts: number }).layouts)).toBe(0)
})

const BODY = `<body>${list('top')}${SLOT}<p>`

interface Late {
  readonly name: string
  readonly parts: readonly [string, string]
  /** It comes after the whole page. */
  readonly after?: true
}

const LATE: readonly Late[] = [
  { name: 'at the end of a body that comes slowly', parts: [`${TAG}${BODY}`, `${INLINE}${list('after')}<p>`] },
  {
    name: 'as a file at the end of a body that comes slowly',
    parts: [`${TAG}${BODY}`, `<script src="/inkling/snippet.js"></script>${list('after')}<p>`],
  },
  {
    name: 'as a deferred file',
    parts: [`<script defer src="/inkling/snippet.js"></script>${TAG}${BODY}`, '<p>'],
    after: true,
  },
  {
    name: 'by a tag manager, while the page is still coming',
    parts: [`<script>${MANAGER}</script>${TAG}${BODY}`, `${list('after')}<p>`],
  },
  {
    name: 'by a tag manager, in the head and once more',
    parts: [`${INLINE}<script>${MANAGER}</script>${TAG}${BODY}`, `${list('after')}<p>`],
  },
]

for (const { name, parts, after } of sample(LATE, 2)) {
  test(`Loaded ${name}: nothing moves that a frame has shown, and later items are sorted in time.`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.addInitScript(watchFrames)
    const early = parts[0].startsWith(INLINE)
    const { go, snippet } = serveParts(site, [`<!doctype html><title>Late</title>${parts[0]}`, parts[1]])
    const going = page.goto(`${site.origin}/late/page`)
    await page.waitForSelector('#hero', { state: 'attached' })
    await seeFrames(page, 3)
    const before = await ordersOf(page, 'top')
    expect(before).toHaveLength(1)
    if (early) expect(before).not.toEqual([OWN])
    else expect(before).toEqual([OWN])
    snippet()
    if (parts[0].includes(MANAGER)) await page.waitForFunction(() => 'came' in window)
    go()
    await going
    await until(page, 'ready')
    await seeFrames(page, 3)
    expect(await ordersOf(page, 'top')).toEqual(before)
    expect(await ordersOf(page, 'hero')).toEqual([early ? 'Cats and dogs' : 'Rain and wind'])
    if (!after) {
      expect(await ordersOf(page, 'after')).toHaveLength(1)
      expect(await ordersOf(page, 'after')).not.toEqual([OWN])
    }
    expect((await frames(page)).shift).toBe(0)
    expect(await details(page, 'error')).toEqual([])
    // What was sorted can be put back, and nothing else.
    await page.evaluate(() => (window as unknown as { inkling: { undo(list: string): boolean } }).inkling.undo('top'))
    expect(
      await page.$$eval('#top li', (items) => items.map((item) => item.getAttribute('data-inkling-item')).join()),
    ).toBe(OWN)
  })
}

const INSERTED = [
  ['alone', inserted('script.textContent = document.getElementById("source").textContent; window.came = 1')],
  ['as a file', MANAGER],
] as const

for (const [name, what] of INSERTED) {
  for (const tag of sample(['before it', 'after it', 'with it'] as const, 1, name.length)) {
    test(`A script puts it in ${name} once the page has loaded, and the tag came ${tag}: what is in the window stays, and no list is fought for.`, async ({
      context,
      site,
    }) => {
      const page = await context.newPage()
      await page.addInitScript(watchFrames)
      const source = `<script type="text/plain" id="source">${SNIPPET}</script>`
      const insertTag = inserted("script.src = '/inkling/inkling.js'; script.dataset.download = 'never'")
      const { snippet } = serveParts(site, [
        `<!doctype html><title>Late</title>${source}${tag === 'before it' ? TAG : ''}${later(tag === 'with it' ? `${insertTag};${what}` : what)}${BODY}${FAR}${list('below')}<p>`,
      ])
      snippet()
      await page.goto(`${site.origin}/late/page`)
      await page.waitForFunction(() => 'came' in window)
      if (tag === 'after it') await page.evaluate(insertTag)
      await until(page, 'ready')
      await seeFrames(page, 3)
      const orders = await ordersOf(page, 'top')
      const [hero, ...others] = await ordersOf(page, 'hero')
      expect(orders).toHaveLength(1)
      expect(others).toEqual([])
      // A tag that comes out of the cache may be quicker than the first frame; what comes after that isn't.
      const isEarly = tag === 'before it' && orders[0] !== OWN
      if (!isEarly) expect(orders).toEqual([OWN])
      if (tag !== 'before it') expect(hero).toBe('Rain and wind')
      // Below the window the tag orders it, or the snippet.
      const below = await page.$$eval('#below li', (items) =>
        items.map((item) => item.getAttribute('data-inkling-item')).join(),
      )
      expect(below).not.toBe(OWN)
      expect((await frames(page)).shift).toBe(0)
      expect(await details(page, 'error')).toEqual([])
      expect((await details(page, 'ranked')).map(({ list, late }) => [list, late])).toEqual([
        ['top', !isEarly],
        ['below', false],
      ])
    })
  }
}

test('A slot that comes in pieces, and that a frame has shown the half of, keeps what it shows.', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.addInitScript(watchFrames)
  const { go } = serveParts(site, [
    `<!doctype html><title>Slot</title>${INLINE}${TAG}<body>${SLOT.slice(0, SLOT.indexOf('<template'))}`,
    `${SLOT.slice(SLOT.indexOf('<template'))}<p>`,
  ])
  const going = page.goto(`${site.origin}/late/page`)
  await page.waitForSelector('#hero p')
  await seeFrames(page, 3)
  go()
  await going
  await until(page, 'ready')
  await seeFrames(page, 3)
  expect(await ordersOf(page, 'hero')).toEqual(['Rain and wind'])
  // What the page's own coming shifts.
  expect((await frames(page)).shift).toBeLessThan(0.001)
})
