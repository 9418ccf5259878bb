import { expect, test, vi } from 'vitest'
import { readList } from '../../../src/page/list.ts'
import { type PageEvent, watchPage } from '../../../src/page/watch.ts'

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

test.each([
  ['', ['read']],
  ['data-inkling-sensitive', []],
])('An article, marked %s: what is recorded of twenty seconds with it is %s.', (mark, kinds) => {
  vi.useFakeTimers()
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  document.body.innerHTML = `<main ${mark}><article><h1><a href="/a">A diagnosis</a></h1></article></main>`
  const events: PageEvent[] = []
  const watch = watchPage(document, (event) => events.push(event))
  vi.advanceTimersByTime(20_000)
  watch.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  expect(events.map(({ kind }) => kind)).toEqual(kinds)
})
