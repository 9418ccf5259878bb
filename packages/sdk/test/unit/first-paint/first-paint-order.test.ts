import { afterEach, expect, test } from 'vitest'
import { firstPaintOrder } from '../../../src/first-paint/first-paint-order.ts'
import { EMPTY } from '../../../src/first-paint/snapshot.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

test('On the way back a pinned item stays at its place, wherever the reader left it.', () => {
  const item = (i: number, more = '') => `<li id="i${i}" ${more}><h3><a href="/${i}">Item ${i}</a></h3></li>`
  const items = [0, 1, 2, 3].map((i) => item(i, i === 1 ? 'data-inkling-pin' : ''))
  document.body.innerHTML = `<ol data-inkling-list="top">${items.join('')}</ol>`
  const list = document.querySelector('ol')!
  const units = [...list.children].map((child) => [child])
  const order = firstPaintOrder(EMPTY, list, units, ['/1', '/3', '/2', '/0'])
  expect(order.map(([element]) => element!.id)).toEqual(['i3', 'i1', 'i2', 'i0'])
})
