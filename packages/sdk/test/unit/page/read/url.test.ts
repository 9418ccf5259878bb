// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { urlId } from '../../../../src/page/read/url.ts'

const BASE = 'https://paper.example/news/today'

test.each([
  ['/a', '/a'],
  ['a', '/news/a'],
  ['https://paper.example/a#comments', '/a'],
  ['//paper.example/a', '/a'],
  ['/a?utm_source=x&UTM_Campaign=y&fbclid=1&gclid=2', '/a'],
  ['/a?b=2&a=1&utm_id=3', '/a?a=1&b=2'],
  ['/a?id=1&ref=front', '/a?id=1'],
  ['/a?reference=7', '/a?reference=7'],
  ['https://other.example/a?x=1#y', 'https://other.example/a?x=1'],
  ['http://paper.example/a', '/a'],
  ['https://www.paper.example/a', '/a'],
  ['http://www.other.example/a', 'https://other.example/a'],
  ['/a/', '/a'],
  ['/', '/'],
  ['/index.html', '/'],
  ['/a/index.php?id=1', '/a?id=1'],
  ['/2026/twelve-moons/amp/', '/2026/twelve-moons'],
  ['/2026/twelve-moons/amp', '/2026/twelve-moons'],
  ['/a?amp=1', '/a'],
  ['/a?amp', '/a'],
  ['/%d7%a9', '/%D7%A9'],
  ['/ש', '/%D7%A9'],
  ['https://ada:secret@paper.example/a', '/a'],
  ['/%D7%A9?q=%F0%9F%8C%99', '/%D7%A9?q=%F0%9F%8C%99'],
  ['', '/news/today'],
])('%s → %s', (href, id) => {
  expect(urlId(href, BASE)).toBe(id)
})

test.each([
  ['/A', '/a'],
  ['/a', '/b'],
  ['/a?id=1', '/a?id=2'],
  ['/a?page=2', '/a'],
  ['/tag/amp', '/tag'],
  ['/amp', '/'],
  ['/example', '/ex'],
  ['/clamp', '/cl'],
  ['/a/index', '/a'],
  ['/index.html.txt', '/'],
  ['/a%2Fb', '/a/b'],
  ['/a?q=%2B', '/a?q=+'],
  ['https://blog.paper.example/a', '/a'],
  ['https://paper.example:8443/a', '/a'],
  ['https://wwwpaper.example/a', '/a'],
])('%s and %s are two pages', (one, other) => {
  expect(urlId(one, BASE)).not.toBe(urlId(other, BASE))
})

test('A site is the same with and without www., whichever the page is on.', () => {
  expect(urlId('https://paper.example/a', 'https://www.paper.example/')).toBe('/a')
  expect(urlId('a', 'http://www.paper.example/news/')).toBe('/news/a')
})

test.each([
  'javascript:alert(1)',
  '#',
  '#comments',
  `/${'a'.repeat(3000)}`,
  'mailto:a@b.example',
  'data:text/html,x',
  'blob:https://paper.example/1',
  'tel:1',
  'http://[',
])('%s is no address of an item', (href) => {
  expect(urlId(href, BASE)).toBeUndefined()
})

test('The order of parameters, tracking and hash make no other item; an id is its own id.', () => {
  const names = fc.constantFrom('id', 'page', 'q', 'utm_source', 'utm_medium', 'mc_cid', 'igshid', 'at_x', '_ga')
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(names, fc.string()), { selector: ([name]) => name }),
      fc.string(),
      (pairs, hash) => {
        const link = (all: typeof pairs) => `/a?${new URLSearchParams(all)}`
        const own = pairs.filter(([name]) => ['id', 'page', 'q'].includes(name))
        const id = urlId(link(pairs), BASE)!
        expect(urlId(`${link([...pairs].reverse())}#${encodeURIComponent(hash)}`, BASE)).toBe(id)
        expect(urlId(link(own), BASE)).toBe(id)
        expect(urlId(id, BASE)).toBe(id)
      },
    ),
  )
})

test('Whatever stands in an href, nothing is thrown.', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (href) => {
      const id = urlId(href, BASE)
      expect(id === undefined || id.startsWith('/') || /^https?:/.test(id)).toBe(true)
    }),
  )
})
