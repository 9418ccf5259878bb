import { expect, test, vi } from 'vitest'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { pageItem } from '../../../../src/page/read/page-item.ts'
import { findSlots } from '../../../../src/page/slots/slot.ts'
import { type PageEvent, watchPage } from '../../../../src/page/track/watch-page.ts'
import { trusted } from '../track/eye.ts'

const LIST = (list: string, item: string) =>
  `<ol data-inkling-list="top" ${list}><li ${item}><a href="/a">A</a></li><li><a href="/b">B</a></li></ol>`

test.each<[string, string, string[]]>([
  ['no mark', `<main>${LIST('', '')}</main>`, ['/a', '/b']],
  ['the item', `<main>${LIST('', 'data-inkling-sensitive')}</main>`, ['inkling:place-0', '/b']],
  ['the list', `<main>${LIST('data-inkling-sensitive', '')}</main>`, ['inkling:place-0', 'inkling:place-1']],
  ['an ancestor', `<main data-inkling-sensitive>${LIST('', '')}</main>`, ['inkling:place-0', 'inkling:place-1']],
])('Marked as sensitive, %s: it keeps its place, and is no item.', (_, html, ids) => {
  document.body.innerHTML = html
  const { entries } = readList(document.querySelector('ol')!, new Map(), 'https://x.example/')
  expect(entries.map(({ item }) => item.id)).toEqual(ids)
  for (const { item } of entries)
    if (item.id.startsWith('inkling:')) expect(item).toMatchObject({ title: '', pinned: true })
})

test('A creative marked as sensitive, or in a slot that is, is none; the slot shows what the page shows.', () => {
  const slot = (name: string, mark: string, creative = '') =>
    `<div ${mark}><div data-inkling-slot="${name}">Default<template data-inkling-creative="a" ${creative}>A</template><template data-inkling-creative="b">B</template></div></div>`
  document.body.innerHTML =
    slot('none', '') + slot('around', 'data-inkling-sensitive') + slot('one', '', 'data-inkling-sensitive')
  const found = findSlots(document).map(({ name, creatives }) => [name, creatives.map(({ item }) => item.id).join()])
  expect(found).toEqual([
    ['none', 'a,b'],
    ['around', ''],
    ['one', 'b'],
  ])
})

test.each([
  ['', ['search', 'search']],
  ['data-inkling-sensitive', []],
])('A search, and a page that answers one, marked %s: told are %s.', (mark, kinds) => {
  document.body.innerHTML = '<form role="search"><input value="a doctor"></form>'
  document.body.setAttribute('data-inkling-search', 'symptoms')
  document.body.toggleAttribute('data-inkling-sensitive', mark !== '')
  const events: PageEvent[] = []
  const watch = watchPage(document, (event) => events.push(event), pageItem(document, new Map()))
  trusted(document.querySelector('form')!, new Event('submit', { bubbles: true, cancelable: true }))
  watch.stop()
  for (const name of ['search', 'sensitive']) document.body.removeAttribute(`data-inkling-${name}`)
  expect(events.map(({ kind }) => kind)).toEqual(kinds)
})

test.each([
  ['', ['read']],
  ['data-inkling-sensitive', []],
])('An article, marked %s: what is recorded of twenty seconds with it is %s.', (mark, kinds) => {
  vi.useFakeTimers()
  vi.spyOn(Object.getPrototypeOf(document), 'hasFocus').mockReturnValue(true)
  document.body.innerHTML = `<main ${mark}><article data-inkling-item="/a"><h1><a href="/a">A diagnosis</a></h1></article></main>`
  const events: PageEvent[] = []
  const watch = watchPage(document, (event) => events.push(event), pageItem(document, new Map()))
  vi.advanceTimersByTime(20_000)
  watch.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  expect(events.map(({ kind }) => kind)).toEqual(kinds)
})
