import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { enoughInView } from '../../../../src/page/track/impressions.ts'
import { BASE, click, Eye, LIST, Sample } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

test('Half in view for a second is an impression, once; what is no item makes none.', () => {
  const $ = page.open(LIST, BASE)
  expect(Eye.all).toHaveLength(1)
  expect(Eye.all[0]!.watched.has($('#ad'))).toBe(false)
  Eye.see($('#a'), 0.6)
  vi.advanceTimersByTime(999)
  expect(page.events).toEqual([])
  vi.advanceTimersByTime(1)
  expect(page.events).toEqual([{ kind: 'impression', item: { id: '/a', title: 'A' }, list: 'top' }])
  Eye.see($('#a'), 0.1)
  Eye.see($('#a'), 0.9)
  vi.advanceTimersByTime(5000)
  expect(page.events).toHaveLength(1)
})

test('Scrolled past within the second, or less than half in view: no impression.', () => {
  const $ = page.open(LIST, BASE)
  Eye.see($('#a'), 0.6)
  vi.advanceTimersByTime(600)
  Eye.see($('#a'), 0.2)
  vi.advanceTimersByTime(5000)
  Eye.see($('#a'), 0.49)
  vi.advanceTimersByTime(5000)
  expect(page.events).toEqual([])
})

for (const [what, set] of [
  ['hidden', (page: Sample, there: boolean) => page.show(there)],
  ['without focus', (page: Sample, there: boolean) => page.focus(there)],
] as const) {
  test(`A page that is ${what} shows nothing, and the second starts again when it is back.`, () => {
    const $ = page.open(LIST, BASE)
    set(page, false)
    Eye.see($('#a'), 1)
    vi.advanceTimersByTime(5000)
    set(page, true)
    vi.advanceTimersByTime(600)
    set(page, false)
    set(page, true)
    vi.advanceTimersByTime(999)
    expect(page.events).toEqual([])
    vi.advanceTimersByTime(1)
    expect(page.told()).toEqual(['impression /a'])
  })
}

test('Focus that goes without an event, into a frame of another site, is noticed.', () => {
  const $ = page.open(LIST, BASE)
  vi.advanceTimersByTime(500)
  page.focused = false
  Eye.see($('#a'), 1)
  vi.advanceTimersByTime(5000)
  expect(page.events).toEqual([])
  page.focused = true
  vi.advanceTimersByTime(2500)
  expect(page.told()).toEqual(['impression /a'])
})

test('Focus that has gone without an event just before the second is over.', () => {
  const $ = page.open(LIST, BASE)
  vi.advanceTimersByTime(100)
  Eye.see($('#a'), 1)
  vi.advanceTimersByTime(950)
  page.focused = false
  vi.advanceTimersByTime(5000)
  expect(page.events).toEqual([])
})

test('Seeing more or less of it, but enough all the time, is one second without a break.', () => {
  const $ = page.open(LIST, BASE)
  for (const ratio of [0.5, 0.7, 1, 0.6]) {
    Eye.see($('#a'), ratio)
    vi.advanceTimersByTime(250)
  }
  expect(page.told()).toEqual(['impression /a'])
})

test('Several elements are one item, seen when together they are: half of the sum of their pixels.', () => {
  const $ = page.open(
    '<dl data-inkling-list="words"><dt id="t"><a href="/moon">Moon</a></dt><dd id="d">It shines.</dd></dl>',
    BASE,
  )
  Eye.see($('#t'), 1, 100, 20)
  vi.advanceTimersByTime(5000)
  Eye.see($('#d'), 0.2, 100, 80)
  vi.advanceTimersByTime(5000)
  expect(page.events).toEqual([])
  Eye.see($('#d'), 0.4, 100, 80)
  vi.advanceTimersByTime(999)
  expect(page.events).toEqual([])
  vi.advanceTimersByTime(1)
  expect(page.told()).toEqual(['impression /moon'])
  click($('#d'))
  expect(page.events).toHaveLength(1)
})

test('The same item in two lists makes two impressions, and twice in one list only one.', () => {
  const $ = page.open(
    `<ol data-inkling-list="one"><li id="a"><a href="/a">A</a></ol><ol data-inkling-list="two"><li id="b"><a href="/a">A</a></ol>`,
    BASE,
  )
  Eye.see($('#a'), 1)
  Eye.see($('#b'), 1)
  vi.advanceTimersByTime(1000)
  expect(page.events.map(({ list }) => list)).toEqual(['one', 'two'])
  const twice = '<ol data-inkling-list="one"><li><a href="/a">A</a></ol>'
  page.open(twice + twice, BASE)
  for (const item of document.querySelectorAll('li')) Eye.see(item, 1)
  vi.advanceTimersByTime(1000)
  expect(page.told()).toEqual(['impression /a'])
})

const box = (width: number, height: number, intersectionRatio: number) =>
  [{ boundingClientRect: { width, height } as DOMRectReadOnly, intersectionRatio }] as const

test('From 242,500 square pixels on, 30 % will do.', () => {
  const enough = (area: number, ratio: number) => enoughInView(box(500, area / 500, ratio), 1280, 5000)
  expect([enough(242_499, 0.3), enough(242_499, 0.49), enough(242_499, 0.5)]).toEqual([false, false, true])
  expect([enough(242_500, 0.29), enough(242_500, 0.3)]).toEqual([false, true])
})

test('An item taller than the window, or wider, is seen when it fills half of it.', () => {
  // Ten windows high, so that a twentieth of it fills half a window.
  expect(enoughInView(box(400, 8000, 0.06), 1280, 800)).toBe(true)
  expect(enoughInView(box(400, 8000, 0.03), 1280, 800)).toBe(false)
  expect(enoughInView(box(12_800, 100, 0.1), 1280, 800)).toBe(true)
  expect(enoughInView(box(12_800, 100, 0.02), 1280, 800)).toBe(false)
})

test('Between two steps of the browser’s telling it may be less: the step below counts.', () => {
  expect(enoughInView(box(400, 8000, 0.0505), 1280, 800)).toBe(true)
  expect(enoughInView(box(400, 8000, 0.0501), 1280, 800)).toBe(false)
})

test('What has no size, or isn’t known yet, is not seen.', () => {
  expect(enoughInView([], 1280, 800)).toBe(false)
  expect(enoughInView(box(0, 0, 0), 1280, 800)).toBe(false)
  expect(enoughInView(box(0, 0, 1), 1280, 800)).toBe(false)
})

test('Without IntersectionObserver clicks still count.', () => {
  vi.stubGlobal('IntersectionObserver', undefined)
  const $ = page.open(LIST, BASE)
  click($('#a a'))
  expect(page.events).toHaveLength(1)
})

/** Random events on a page. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ see: fc.constantFrom('#a', '#b'), ratio: fc.constantFrom(0, 0.2, 0.49, 0.5, 0.8, 1) }),
    fc.record({ show: fc.boolean() }),
    fc.record({ focus: fc.boolean() }),
    fc.record({ wait: fc.integer({ min: 1, max: 1500 }) }),
  ),
  { maxLength: 60 },
)

test('Whatever happens: never two impressions of an item, none without a whole second, and none is missed.', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      const $ = page.open(LIST, BASE)
      page.show(true)
      page.focus(true)
      const ratios: Record<string, number> = { '#a': 0, '#b': 0 }
      /** Milliseconds for which each has been in view without interruption. */
      const seen: Record<string, number> = { '#a': 0, '#b': 0 }
      const expected = new Set<string>()
      const settle = () => {
        for (const id of ['#a', '#b']) if (!page.visible || !page.focused || ratios[id]! < 0.5) seen[id] = 0
      }
      for (const each of all) {
        if ('see' in each) {
          ratios[each.see] = each.ratio
          Eye.see($(each.see), each.ratio)
        } else if ('show' in each) page.show(each.show)
        else if ('focus' in each) page.focus(each.focus)
        else {
          for (const id of ['#a', '#b']) {
            if (page.visible && page.focused && ratios[id]! >= 0.5) seen[id]! += each.wait
            if (seen[id]! >= 1000) expected.add(`impression /${id[1]}`)
          }
          vi.advanceTimersByTime(each.wait)
        }
        settle()
      }
      expect(page.told().sort()).toEqual([...expected].sort())
    }),
    { numRuns: 300 },
  )
})
