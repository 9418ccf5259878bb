// Detection of what reordering must never cause, and its consequences. Each test uses a document of its own, because
// the detection is remembered by document.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LayoutShiftWatch, watchLayoutShift } from '../../../src/page/guard/layout-shift.ts'
import { arrangeList } from '../../../src/page/order/arrange.ts'
import { withMotion } from '../../../src/page/order/motion.ts'
import { frames, orderOf, page, painted, ranking, show } from './make.ts'

let layoutShift: LayoutShiftWatch | undefined
beforeEach(async () => {
  page()
  await painted()
})
afterEach(() => {
  layoutShift?.stop()
  document.body.innerHTML = ''
  scrollTo(0, 0)
  vi.restoreAllMocks()
})

/** A distinct key for the detection; everything else is this document. */
function watch(done: Array<[string, number]> = []) {
  const key = new Proxy(document, {})
  layoutShift = watchLayoutShift(key, { onDetected: (kind, value) => done.push([kind, value]) })
  return { layoutShift, done }
}

const tall = (i: number) => `<h3 style="height:${80 + 40 * i}px;margin:0"><a href="/${i}">Item ${i}</a></h3>`

test('A list that moves in view is a shift of ours: it is told once, and nothing is moved any more.', async () => {
  const { list, items, pageList } = page(6, tall)
  await frames(3)
  const { layoutShift, done } = watch()
  expect(layoutShift.stopped).toBe(false)
  list.prepend(items[5]!)
  layoutShift.moved(list)
  await vi.waitFor(() => expect(done).toEqual([['shift', expect.any(Number)]]))
  expect(done[0]![1]).toBeGreaterThan(0.01)
  expect(layoutShift.stopped).toBe(true)
  list.prepend(items[4]!)
  layoutShift.moved(list)
  await frames(4)
  expect(done).toHaveLength(1)
  list.setAttribute('data-inkling-late', 'swap')
  expect(arrangeList(pageList, ranking([3, 0, 1, 2, 4, 5]), undefined, { layoutShift })).toMatchObject({
    moved: 0,
    late: false,
    why: 'layout-shift',
  })
})

test('What others shift is not ours: outside lists, in lists that we left alone, or long after.', async () => {
  const { list, items } = page(6, tall)
  list.insertAdjacentHTML('afterend', '<section><p style="height:90px">a</p><p style="height:180px">b</p></section>')
  await frames(3)
  const { layoutShift, done } = watch()
  const shifted = new Promise<void>((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'layout-shift' })
  })
  layoutShift.moved(list, performance.now() - 1000)
  list.prepend(items[5]!)
  document.querySelector('section')!.prepend(document.querySelector('section')!.lastElementChild!)
  await shifted
  await frames(4)
  expect(done).toEqual([])
  expect(layoutShift.stopped).toBe(false)
})

test('What was moved before the first paint can’t have jumped: what shifts then is the page’s own.', async () => {
  const { list, items } = page(6, tall)
  await frames(3)
  const { layoutShift, done } = watch()
  layoutShift.moved(list, performance.getEntriesByType('paint')[0]!.startTime - 1)
  const shifted = new Promise<void>((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'layout-shift' })
  })
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([])
  layoutShift.moved(list)
  list.prepend(items[5]!)
  await shifted
  await frames(4)
  expect(done).toEqual([])
})

test('A list that a frame has shown counts as seen, and one moved all the same as a flash.', async () => {
  const { list } = page()
  const { layoutShift, done } = watch()
  layoutShift.watch(list)
  expect(layoutShift.seen(list)).toBe(false)
  await vi.waitFor(() => expect(layoutShift.seen(list)).toBe(true))
  layoutShift.moved(list)
  expect(done).toEqual([['flash', 0]])
  expect(layoutShift.stopped).toBe(true)
})

test('Seen, scrolled away, moved, and seen again: a flash as soon as it comes back.', async () => {
  const { list } = show(
    `<div style="height:3000px"></div><ol data-inkling-list="top"><li><a href="/0">Zero</a></li></ol><div style="height:3000px"></div>`,
  )
  const { layoutShift, done } = watch()
  layoutShift.watch(list)
  list.scrollIntoView()
  await vi.waitFor(() => expect(layoutShift.seen(list)).toBe(true))
  scrollTo(0, 0)
  await frames(4)
  layoutShift.moved(list)
  await frames(4)
  expect(done).toEqual([])
  list.scrollIntoView()
  await vi.waitFor(() => expect(done).toEqual([['flash', 0]]))
})

test('A list that was seen and scrolled away is late, though it lies below the window.', async () => {
  const { list, pageList } = page()
  const { layoutShift } = watch()
  layoutShift.watch(list)
  await vi.waitFor(() => expect(layoutShift.seen(list)).toBe(true))
  list.style.marginTop = '5000px'
  expect(arrangeList(pageList, ranking([3, 0, 1, 2]), undefined, { layoutShift })).toMatchObject({
    late: true,
    why: 'seen',
  })
  expect(orderOf(list)).toBe('0 1 2 3')
})

test('Ordering below the window does no layoutShift, nor does coming to it afterwards, and again.', async () => {
  const { list, pageList } = page(6, tall)
  list.style.marginTop = '3000px'
  await frames(3)
  const { layoutShift, done } = watch()
  layoutShift.watch(list)
  expect(arrangeList(pageList, ranking([5, 4, 3, 2, 1, 0]), undefined, { layoutShift })).toMatchObject({ late: false })
  await frames(3)
  list.scrollIntoView()
  await vi.waitFor(() => expect(layoutShift.seen(list)).toBe(true))
  for (const top of [0, 3000, 0, 3000]) {
    scrollTo(0, top)
    await frames(3)
  }
  expect([done, layoutShift.stopped]).toEqual([[], false])
})

test('A change that the page asked for is seen, and no harm.', async () => {
  const { list, pageList } = page(6, tall)
  list.setAttribute('data-inkling-late', 'swap')
  const { layoutShift, done } = watch()
  layoutShift.watch(list)
  await vi.waitFor(() => expect(layoutShift.seen(list)).toBe(true))
  expect(arrangeList(pageList, ranking([5, 4, 3, 2, 1, 0]), undefined, { layoutShift })).toMatchObject({ late: false })
  await frames(20)
  expect([done, layoutShift.stopped]).toEqual([[], false])
})

test('In a change in view each item is seen to travel from where it was; the document has its order at once.', () => {
  const { list, items } = page(4, tall)
  const before = items.map((item) => item.getBoundingClientRect().y)
  withMotion(items, () => list.append(items[0]!))
  expect(orderOf(list)).toBe('1 2 3 0')
  const animations = items.flatMap((item) => item.getAnimations())
  expect(animations).toHaveLength(4)
  for (const animation of animations) {
    expect(animation.effect!.getTiming().duration).toBe(200)
    expect(Object.keys((animation.effect as KeyframeEffect).getKeyframes()[0]!)).toContain('transform')
    animation.pause()
    animation.currentTime = 0
  }
  expect(items.map((item) => Math.round(item.getBoundingClientRect().y))).toEqual(before.map(Math.round))
  for (const animation of animations) animation.finish()
  expect(items[1]!.getBoundingClientRect().y).toBe(list.getBoundingClientRect().y)
})

test('Nothing travels where the reader wants less motion, nor with more than fifty.', () => {
  const { list, items } = page(51)
  withMotion(items, () => list.append(items[0]!))
  expect(document.getAnimations()).toEqual([])
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ matches: /reduce/.test(query) }) as MediaQueryList)
  withMotion(items.slice(0, 4), () => list.prepend(items[0]!))
  expect(document.getAnimations()).toEqual([])
  expect(list.firstElementChild).toBe(items[0])
})
