/** Several lists or slots with the same name on a page: API calls treat them as parts of one. */

import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { released } from '../released.ts'
import { details, expect, grant, ITEMS, type Site, type Told, test, track, until } from './site.ts'

const SNIPPET = readFileSync(`${released()}/snippet.js`, 'utf8')

const list = (id: string, items: typeof ITEMS, more = '') =>
  `<ol id="${id}" data-inkling-list="top">${items
    .map(
      ([id, topic, title]) =>
        `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><a href="${id}">${title}</a></li>`,
    )
    .join('')}${more}</ol>`
const slot = (id: string) => `<div id="${id}" data-inkling-slot="top" style="height: 40px"><p>Rain and wind</p>
<template data-inkling-creative="cats"><p>Cats and dogs</p></template></div>`
const FAR = '<div style="height: 4000px"></div>'
const [ONE, TWO] = [ITEMS.slice(0, 5), ITEMS.slice(5)]
const LISTS = `${list('one', ONE)}${list('two', TWO)}`
const SLOTS = `${slot('three')}${slot('four')}`
const SNAPSHOT = 'inkling.snapshot'

/** @param tag whether it is there, or comes when the test puts it in */
function serve(site: Site, body: string, { snippet = true, tag = true } = {}): void {
  const head = `${snippet ? `<script>${SNIPPET}</script>` : ''}${tag ? '<script async src="/inkling/inkling.js" data-download="never"></script>' : ''}`
  site.answer = ({ url }, response) => {
    if (url !== '/page') return false
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(`<!doctype html><title>Names</title>${head}<body>${body}<p id="end">end`)
    return true
  }
}

/** A reader of animals, to whom the page's lists are known. */
async function prepare(context: BrowserContext, site: Site): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/page`)
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  for (const id of ['/seen/cat', '/seen/dog']) await track(page, id)
  await expect
    .poll(() => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}'), SNAPSHOT))
    .toMatchObject({ known: true, scores: { '/snow': expect.any(Number) } })
  await page.close()
}

async function visit(context: BrowserContext, site: Site): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/page`)
  return page
}

const order = (page: Page, id: string) =>
  page.$$eval(`#${id} > li`, (items) => items.map((item) => item.getAttribute('data-inkling-item')).join())
const text = (page: Page, id: string) => page.$eval(`#${id} > p`, (each) => each.textContent)
const standing = async (page: Page) => ({
  one: await order(page, 'one'),
  two: await order(page, 'two'),
  three: await text(page, 'three'),
  four: await text(page, 'four'),
})
const own = (items: typeof ITEMS) => items.map(([id]) => id).join()
const OWN = { one: own(ONE), two: own(TWO), three: 'Rain and wind', four: 'Rain and wind' }
const undo = (page: Page) => page.evaluate(() => (window as unknown as Told).inkling.undo('top'))

/** Each was given an order, or a text, of ours. */
async function expectArranged(page: Page): Promise<void> {
  const now = await standing(page)
  for (const each of ['one', 'two', 'three', 'four'] as const) expect(now[each], each).not.toBe(OWN[each])
}

test('Undo gives all of them back, sorted and filled by the snippet and told by the tag.', async ({
  context,
  site,
}) => {
  serve(site, LISTS + SLOTS)
  await prepare(context, site)
  const page = await visit(context, site)
  await until(page, 'ready')
  expect((await details(page, 'ranked')).map(({ by }) => by)).toEqual(['snippet', 'snippet'])
  await expectArranged(page)
  expect(await undo(page)).toBe(true)
  expect(await standing(page)).toEqual(OWN)
  expect(await undo(page)).toBe(false)
  expect(await details(page, 'error')).toEqual([])
})

test('Undo gives all of them back while there is the snippet alone, and the tag that comes then leaves them so.', async ({
  context,
  site,
}) => {
  serve(site, LISTS + SLOTS)
  await prepare(context, site)
  serve(site, LISTS + SLOTS, { tag: false })
  const page = await visit(context, site)
  await expectArranged(page)
  await page.evaluate(() => {
    ;(window as unknown as { inkling: unknown[] }).inkling.push(['undo', 'top'])
    const script = document.createElement('script')
    script.src = '/inkling/inkling.js'
    script.dataset['download'] = 'never'
    document.head.append(script)
  })
  await until(page, 'ready')
  expect(await standing(page)).toEqual(OWN)
})

test('Undo gives all of them back that the tag itself has ordered, below the window.', async ({ context, site }) => {
  serve(site, LISTS + SLOTS)
  await prepare(context, site)
  serve(site, FAR + LISTS + SLOTS, { snippet: false })
  const page = await visit(context, site)
  await until(page, 'ready')
  expect((await details(page, 'ranked')).map(({ by, late }) => [by, late])).toEqual([
    ['tag', false],
    ['tag', false],
  ])
  await expectArranged(page)
  expect(await undo(page)).toBe(true)
  expect(await standing(page)).toEqual(OWN)
})

test('What is explained is the item of whichever list has it.', async ({ context, site }) => {
  serve(site, LISTS + SLOTS)
  await prepare(context, site)
  const page = await visit(context, site)
  await until(page, 'ready')
  const explained = (id: string) => page.evaluate((id) => (window as unknown as Told).inkling.explain('top', id), id)
  expect(await explained('/cat')).toMatchObject({ id: '/cat', from: ONE.findIndex(([id]) => id === '/cat') })
  expect(await explained('/snow')).toMatchObject({ id: '/snow', from: TWO.findIndex(([id]) => id === '/snow') })
  expect(await explained('/none')).toBeUndefined()
})

test('On the way back each stands as it was left, whatever has been read since.', async ({ context, site }) => {
  serve(site, LISTS + SLOTS)
  await prepare(context, site)
  const page = await visit(context, site)
  await until(page, 'ready')
  const left = await standing(page)
  for (const id of ['/home', '/walk', '/talk']) await track(page, id)
  await page.goto(`${site.origin}/elsewhere`)
  await page.goBack()
  await until(page, 'ready')
  const { one, two } = await standing(page)
  expect({ one, two }).toEqual({ one: left.one, two: left.two })
})

test('One of them is rendered by a framework: the name is not unmanaged, and none is sorted early.', async ({
  context,
  site,
}) => {
  // As React marks what it renders.
  const claimed = `<script>document.getElementById('one').children[0].__reactFiber$a = {}</script>`
  serve(site, `${LISTS}${claimed}${SLOTS}`)
  await prepare(context, site)
  const page = await visit(context, site)
  await until(page, 'ready')
  expect(await page.evaluate((key) => JSON.parse(localStorage.getItem(key)!).unmanaged, SNAPSHOT)).toEqual([])
  expect(await order(page, 'one')).toBe(OWN.one)
  expect(await order(page, 'two')).toBe(OWN.two)
})
