import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { BASE, click, Eye, LIST, Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

const PAGE = `${LIST}<article data-inkling-item="x"><h1>X</h1><p>Words</p></article>
  <form role="search"><input name="q" value="moons"></form>`

test('After stop nothing is heard: no click, no impression under way, no reading, no search.', () => {
  const $ = page.open(PAGE, BASE)
  Eye.see($('#a'), 1)
  page.watch!.stop()
  page.stay(60)
  click($('#a a'))
  click($('#a a'), 'auxclick', 1)
  trusted($('form'), new Event('submit', { bubbles: true }))
  page.leave()
  expect(page.events).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test('What scripts fire says nothing, be it ten thousand times.', () => {
  const $ = page.open(PAGE, BASE)
  document.addEventListener('click', (event) => event.preventDefault(), { once: true })
  for (let i = 0; i < 2000; i++) {
    $('#a h3').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    $('#a button').click()
    $('article').dispatchEvent(new Event('copy', { bubbles: true }))
    $('form').dispatchEvent(new Event('submit', { bubbles: true }))
    window.dispatchEvent(
      new MessageEvent('message', { origin: 'https://www.youtube.com', data: '{"info":{"currentTime":1}}' }),
    )
  }
  expect(page.events).toEqual([])
  expect(page.faults).toEqual([])
})

test('A list that is put again is watched as it is now: what is new, not what is gone, and nothing twice.', () => {
  const $ = page.open(LIST, BASE)
  const list = $('ol')
  const again = () => page.watch!.list(readList(list, new Map(), document.baseURI))
  Eye.see($('#a'), 1)
  vi.advanceTimersByTime(1000)
  const gone = $('#b')
  gone.remove()
  list.insertAdjacentHTML('beforeend', '<li id="c"><h3><a href="/c">C</a></h3></li>')
  again()
  Eye.see($('#a'), 1)
  Eye.see($('#c'), 1)
  vi.advanceTimersByTime(1000)
  click($('#c a'))
  list.append(gone)
  click($('#b a'))
  expect(page.told()).toEqual(['impression /a', 'impression /c', 'click /c'])
})

test('A list that is taken away is seen no more, and the second under way with it.', () => {
  const $ = page.open(LIST, BASE)
  Eye.see($('#a'), 1)
  page.watch!.forget({ element: $('ol') })
  vi.advanceTimersByTime(5000)
  click($('#a a'))
  expect(page.events).toEqual([])
  expect(Eye.all[0]!.watched.size).toBe(0)
})

test('A fault in a listener is reported; nothing reaches the page.', () => {
  const $ = page.open(LIST, BASE)
  const event = new MouseEvent('click', { bubbles: true })
  Object.defineProperty(event, 'button', {
    get() {
      throw new Error('odd browser')
    },
  })
  trusted($('#a a'), event)
  // One for each of the two click listeners: opened items, and shares.
  expect(page.faults).toEqual([new Error('odd browser'), new Error('odd browser')])
})

test('One listener for each kind of event, two for clicks, passive, and none that could hold the reader up.', () => {
  const spies = [vi.spyOn(Object.getPrototypeOf(document), 'addEventListener'), vi.spyOn(window, 'addEventListener')]
  page.open(PAGE, BASE)
  const calls = spies.flatMap(({ mock }) => mock.calls.map(([kind, , options]) => [kind, options] as const))
  for (const spy of spies) spy.mockRestore()
  const kinds = calls.map(([kind]) => kind)
  expect(kinds.length).toBeGreaterThan(10)
  // Clicks have two listeners: for opened items, and for shares, which are registered later.
  expect(kinds.filter((kind) => !/click/.test(String(kind))).length).toBe(new Set(kinds).size - 2)
  expect(kinds.filter((kind) => /click/.test(String(kind))).sort()).toEqual(['auxclick', 'auxclick', 'click', 'click'])
  for (const [, options] of calls) expect(options).toMatchObject({ passive: true, capture: true })
})
