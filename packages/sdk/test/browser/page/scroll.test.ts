// The scroll positions of the page and of a carousel while a list in view is reordered.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { arrangeList } from '../../../src/page/order/arrange.ts'
import { frames, orderOf, painted, ranking, show } from './make.ts'

beforeEach(async () => {
  document.body.textContent = 'something to paint'
  await painted()
})
afterEach(() => {
  document.body.innerHTML = ''
  scrollTo(0, 0)
})

const card = (i: number, style = '') => `<li id="i${i}" style="${style}"><h3><a href="/${i}">Item ${i}</a></h3></li>`
const swap = (items: string, style = '') =>
  `<ol data-inkling-list="top" data-inkling-late="swap" style="margin:0;padding:0;${style}">${items}</ol>`
const ITEMS = [0, 1, 2, 3, 4, 5, 6, 7]

test('The page stays scrolled where it was, whatever stands at the window’s top and wherever that goes.', async () => {
  const { list, pageList } = show(
    `<div style="height:200px"></div>${swap(ITEMS.map((i) => card(i, `height:${60 + i * 40}px`)).join(''))}<div style="height:3000px"></div>`,
  )
  scrollTo(0, 420)
  await frames(3)
  expect(scrollY).toBe(420)
  const arranged = arrangeList(pageList, ranking([7, 6, 5, 4, 3, 2, 1, 0]), undefined)
  expect(orderOf(list)).toBe('7 6 5 4 3 2 1 0')
  await frames(4)
  expect(scrollY).toBe(420)
  arranged.undo()
  await frames(4)
  expect(scrollY).toBe(420)
})

test('A box that scrolls around the list stays where it was.', async () => {
  const { list, pageList } = show(
    `<div id="box" style="height:300px;overflow:auto;scroll-behavior:smooth">${swap(ITEMS.map((i) => card(i, `height:${60 + i * 40}px`)).join(''))}</div>`,
  )
  const box = document.querySelector('#box')!
  box.scrollTo({ top: 333, behavior: 'instant' })
  await frames(3)
  arrangeList(pageList, ranking([7, 0, 1, 2, 3, 4, 5, 6]), undefined)
  expect(orderOf(list)).toBe('7 0 1 2 3 4 5 6')
  await frames(4)
  expect(box.scrollTop).toBe(333)
})

test.each(['none', 'x mandatory'])('A carousel (scroll-snap-type: %s) stays where it was.', async (snap) => {
  const { list, pageList } = show(
    swap(
      ITEMS.map((i) => card(i, 'flex:none;width:200px;scroll-snap-align:start')).join(''),
      `display:flex;width:300px;overflow-x:auto;scroll-snap-type:${snap}`,
    ),
  )
  list.scrollLeft = 400
  await frames(3)
  expect(list.scrollLeft).toBe(400)
  arrangeList(pageList, ranking([2, 7, 6, 5, 4, 3, 1, 0]), undefined)
  expect(orderOf(list)).toBe('2 7 6 5 4 3 1 0')
  await frames(4)
  expect(list.scrollLeft).toBe(400)
})
