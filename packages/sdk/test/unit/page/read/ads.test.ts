import { expect, test } from 'vitest'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { BASE, parse } from '../../../cases/items.ts'

const card = (n: number, attributes = '', inside = '') =>
  `<li${attributes}><h3><a href="/${n}">Story ${n}</a></h3>${inside}</li>`
const entries = (items: string) =>
  readList(parse(`<ul>${items}</ul>`).firstElementChild!, new Map(), BASE).entries.map(({ item }) => item)

test.each([
  ['a sponsored link', '<li><h3><a href="https://shop.example/" rel="sponsored noopener">Buy boots</a></h3></li>'],
  [
    'a sponsored link of a marked item',
    '<li data-inkling-item="x"><h3><a href="/x" rel="nofollow sponsored">Buy</a></h3></li>',
  ],
  ['a class', card(9, ' class="card ad"')],
  ['a unit of AdSense', '<li><ins class="adsbygoogle" data-ad-client="ca-pub-1"><a href="/9">Buy boots</a></ins></li>'],
  ['an attribute of a network', card(9, ' data-ad-position="3"')],
  ['a slot of Google’s ad manager', '<li id="div-gpt-ad-1-0"><a href="/9">Buy boots</a></li>'],
  ['a slot inside', '<li><div id="div-gpt-ad-1-0"><a href="/9">Buy boots</a></div></li>'],
  ['a label', '<li aria-label="Advertisement"><h3><a href="/9">Buy boots</a></h3></li>'],
  ['a label in Russian', '<li aria-label="Реклама"><h3><a href="/9">Купите сапоги</a></h3></li>'],
])('%s: no item, and it keeps its place.', (_, html) => {
  expect(entries(card(1) + html + card(2))).toMatchObject([
    { id: '/1' },
    { id: 'inkling:place-1', title: '', pinned: true },
    { id: '/2' },
  ])
})

test.each([
  [
    'a story with an advertisement in its text',
    card(9, '', '<p>Text</p><ins class="adsbygoogle" data-ad-slot="1"></ins>'),
  ],
  [
    'a story with a sponsored link in its text',
    card(
      9,
      '',
      '<p><a rel="sponsored" href="https://shop.example/a-very-long-name">these boots, which the author bought</a></p>',
    ),
  ],
  ['a class that begins like one', card(9, ' class="adventure" data-added="1"')],
  ['one that the site marks as an item', card(9, ' class="ad" data-inkling-item="/9"')],
])('%s is an item.', (_, html) => {
  expect(entries(card(1) + html + card(2)).map(({ id }) => id)).toEqual(['/1', '/9', '/2'])
})

test('Classified ads are items: where most are advertisements, none is.', () => {
  expect(entries([1, 2, 3].map((n) => card(n, ' class="ad" data-ad-id="1"')).join('')).map(({ id }) => id)).toEqual([
    '/1',
    '/2',
    '/3',
  ])
})
