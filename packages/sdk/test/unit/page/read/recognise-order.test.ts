import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { itemsOrder, listOrder } from '../../../../src/page/read/lists/list-order.ts'
import { recogniseOrder } from '../../../../src/page/read/lists/recognise-order.ts'
import { readMetadata } from '../../../../src/page/read/metadata.ts'
import { parseAmount } from '../../../../src/page/read/price.ts'
import { BASE, parse } from '../../../cases/items.ts'
import { PAGE_ORDERS } from '../../../cases/page-orders.ts'

function orderOf(html: string, ld?: unknown) {
  const scripts = ld === undefined ? '' : `<script type="application/ld+json">${JSON.stringify(ld)}</script>`
  const metadata = readMetadata(parse(scripts), BASE)
  return listOrder(readList(parse(html).firstElementChild!, metadata, BASE).entries, metadata)
}

test('There are at least forty lists.', () => expect(PAGE_ORDERS.length).toBeGreaterThanOrEqual(40))

test.each(PAGE_ORDERS)('$name: $order', ({ html, order, ld }) => expect(orderOf(html, ld)).toBe(order))

/** Mulberry32. */
function uniform(state: number) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

test('A list in random order is hardly ever taken for another.', () => {
  const random = uniform(7)
  const TRIALS = 2000
  for (const length of [5, 6, 7, 8, 10, 20]) {
    let wrong = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const items = Array.from({ length }, () => ({
        title: `${String.fromCharCode(97 + 26 * random())}${random()}`,
        published: Math.floor(1e9 * random()),
        price: Math.floor(1e4 * random()),
      }))
      if (recogniseOrder(items)) wrong++
    }
    // Expected: 1.4 in 1,000 for six items, 1.2 for seven, .5 for eight, and none for fewer than six.
    expect(wrong / TRIALS, `${length} items`).toBeLessThan(length < 6 ? 1e-9 : 0.004)
  }
})

test('Items without a page are judged by dates, titles and numbers.', () => {
  const item = (at: number, title = `Story ${at * 7919}`) => ({ id: `/${at}`, title, published: 1e12 - at * 1e8 })
  expect(itemsOrder(Array.from({ length: 8 }, (_, at) => item(at)))).toBe('newest')
  expect(itemsOrder(Array.from({ length: 8 }, (_, at) => ({ id: `/${at}`, title: `Part ${at + 1}` })))).toBe('number')
  expect(itemsOrder([3, 1, 2, 7, 5, 4, 6].map((at) => item(at)))).toBeUndefined()
  // A pinned item has its place for another reason.
  const pinned = [99, 98, 97, 96].map((at) => ({ ...item(at), pinned: true }))
  expect(itemsOrder([...pinned, ...Array.from({ length: 8 }, (_, at) => item(at))])).toBe('newest')
})

test('Amounts in common notations.', () => {
  const amounts: ReadonlyArray<readonly [unknown, number | undefined]> = [
    ['1,299.00', 1299],
    ['1.299,00', 1299],
    ['1 299', 1299],
    ['1’299.50', 1299.5],
    ['12,5', 12.5],
    ['1,299', 1299],
    ['12.', 12],
    [12.5, 12.5],
    ['free', undefined],
    ['', undefined],
    ['1e99', undefined],
    ['9'.repeat(400), undefined],
    [Number.NaN, undefined],
    [-5, undefined],
    [{ toString: () => '5' }, undefined],
  ]
  for (const [given, amount] of amounts) expect(parseAmount(given), String(given)).toBe(amount)
})

test('Hostile values neither throw nor take long.', () => {
  const odd = fc.record({
    title: fc.oneof(fc.string(), fc.constant('__proto__'), fc.constant('9'.repeat(5000)), fc.constant('')),
    published: fc.oneof(fc.double(), fc.constant(undefined)),
    price: fc.oneof(fc.double(), fc.constant(undefined)),
    number: fc.oneof(fc.double(), fc.constant(undefined)),
  })
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 200 }), (items) => {
      recogniseOrder(items)
    }),
  )
  const price = `<span class="price">${'1 '.repeat(20_000)}</span>`
  const long = Array.from({ length: 200 }, (_, i) => `<li><a href="/${i}">${'9 '.repeat(3000)}</a>${price}</li>`)
  const started = performance.now()
  orderOf(`<ul data-inkling-list="x">${long.join('')}</ul>`)
  expect(performance.now() - started).toBeLessThan(5000)
})
