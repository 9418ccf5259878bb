// What reordering leaves alone on a real page: focus, frames, gaps, the lead card, and items positioned by CSS.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { isInViewport, mayBeSeen } from '../../../src/page/guard/viewport.ts'
import { arrangeList, shownOrder } from '../../../src/page/order/arrange.ts'
import { applyOrder } from '../../../src/page/order/move-elements.ts'
import { placementOf } from '../../../src/page/order/placement.ts'
import { templateOf } from '../../../src/page/order/template.ts'
import { orderCases } from '../../cases/order.ts'
import { orderOf, page, painted, ranking, show } from './make.ts'

afterEach(() => {
  document.body.innerHTML = ''
  scrollTo(0, 0)
})

const item = (i: number, more = '', inner = '') =>
  `<li id="i${i}" ${more}><h3><a href="/${i}">Item ${i}</a></h3>${inner}</li>`
/** Below the window, so that only what is tested keeps the list from being ordered. */
const below = (html: string) => show(`<div style="height:5000px"></div>${html}`)
const list = (items: string, more = '') => `<ol data-inkling-list="top" ${more}>${items}</ol>`
const REVERSED = ranking([3, 2, 1, 0])

test('A lead card’s place stays a lead card’s, a pinned one’s and an advertisement’s theirs; the ranking tells it.', () => {
  const { list: element, pageList } = below(
    list(
      `${item(0, 'class="card card--lead"')}<li id="iad"><iframe></iframe></li>${item(1, 'class="card"')}${item(2, 'class="card" data-inkling-pin')}${item(3, 'class="card is-new"')}`,
    ),
  )
  const ids = pageList.entries.map(({ item }) => item.id)
  const places = ranking([4, 1, 2, 3, 0])
  const wanted = { ...places, items: places.items.map((each) => ({ ...each, id: ids[each.from]! })) }
  const arranged = arrangeList(pageList, wanted, undefined)
  expect(orderOf(element)).toBe('0 ad 3 2 1')
  expect(arranged.moved).toBe(2)
  expect(arranged.ranking.items.map(({ id, to }) => [id, to])).toEqual(
    ['/0', ids[1], '/3', '/2', '/1'].map((id, to) => [id, to]),
  )
  expect(shownOrder(pageList)).toEqual(['/0', '/3', '/2', '/1'])
  arranged.undo()
  expect(orderOf(element)).toBe('0 ad 1 2 3')
  expect(shownOrder(pageList)).toEqual(['/0', '/1', '/2', '/3'])
})

test('The largest picture stays the one that is asked for first, whoever stands there.', async () => {
  const picture = (i: number, more: string) =>
    item(i, '', `<img ${more} src="/missing-${i}.png" width="99" height="99">`)
  const { items, pageList } = below(
    list(picture(0, 'fetchpriority="high"') + [1, 2, 3].map((i) => picture(i, 'loading="lazy"')).join('')),
  )
  const { undo } = arrangeList(pageList, REVERSED, undefined)
  const read = (name: string) => [...document.querySelectorAll('img')].map((image) => image.getAttribute(name))
  expect(items[3]!.querySelector('img')!.getAttribute('fetchpriority')).toBe('high')
  expect(read('fetchpriority')).toEqual(['high', null, null, null])
  expect(read('loading')).toEqual([null, 'lazy', 'lazy', 'lazy'])
  undo()
  expect(items[0]!.querySelector('img')!.getAttribute('fetchpriority')).toBe('high')
  expect(read('loading')).toEqual([null, 'lazy', 'lazy', 'lazy'])
})

test('Inline items keep their gaps, and undo every text.', async () => {
  const inline = 'style="display:inline-block;width:50px;padding:0"'
  const html = list([0, 1, 2, 3].map((i) => item(i, inline)).join('\n  '), 'style="white-space:normal"')
  const { list: element, pageList } = below(html)
  const lefts = () => [...element.children].map((child) => Math.round(child.getBoundingClientRect().x))
  const [before, nodes] = [lefts(), [...element.childNodes]]
  expect(before[1]! - before[0]!).toBeGreaterThan(50)
  for (const order of [REVERSED, ranking([1, 0, 2, 3]), ranking([3, 0, 1, 2])]) {
    const { undo } = arrangeList(pageList, order, undefined)
    expect(lefts()).toEqual(before)
    undo()
    expect([...element.childNodes].every((node, i) => node === nodes[i])).toBe(true)
  }
})

test('The Tab key goes through the items as they are seen.', async () => {
  const { list: element, items, pageList } = page(4, (i) => `<a href="/${i}">Item ${i}</a>`)
  element.setAttribute('data-inkling-late', 'swap')
  arrangeList(pageList, ranking([2, 0, 3, 1]), undefined)
  for (const animation of document.getAnimations()) animation.finish()
  const ys = [...element.children].map((child) => child.getBoundingClientRect().y)
  expect(ys).toEqual([...ys].sort((a, b) => a - b))
  const walked: string[] = []
  for (let i = 0; i < 4; i++) {
    await userEvent.keyboard('{Tab}')
    walked.push(document.activeElement!.closest('li')!.id)
  }
  expect(walked).toEqual(['i2', 'i0', 'i3', 'i1'])
  expect(items.every((each) => !each.getAttribute('style'))).toBe(true)
})

test('A caret in a field beside the list stays, and so does a selection there.', () => {
  const { pageList } = below(`<input value="half a sentence">${list([0, 1, 2, 3].map((i) => item(i)).join(''))}`)
  const input = document.querySelector('input')!
  input.focus({ preventScroll: true })
  input.setSelectionRange(4, 6)
  arrangeList(pageList, REVERSED, undefined).undo()
  expect(document.activeElement).toBe(input)
  expect([input.selectionStart, input.selectionEnd]).toEqual([4, 6])
})

test.each([
  ['order', 'display:flex', 'order:1'],
  ['a reversed row', 'display:flex;flex-direction:row-reverse', ''],
  ['a reversed column', 'display:flex;flex-direction:column-reverse', ''],
  ['places in a grid', 'display:grid', 'grid-area:2/1/3/2'],
  ['coordinates', 'position:relative', 'position:absolute'],
])('A list that CSS arranges by %s is left alone.', (_, outer, inner) => {
  const items = [0, 1, 2, 3].map((i) => item(i)).join('')
  const { list: element, pageList } = below(`<style>#i2 { ${inner} }</style>${list(items, `style="${outer}"`)}`)
  expect(placementOf(element, templateOf)).toBe('placed-by-css')
  expect(arrangeList(pageList, REVERSED, undefined)).toMatchObject({ moved: 0, late: false, why: 'placed-by-css' })
  expect(orderOf(element)).toBe('0 1 2 3')
})

test.each([
  ['Masonry', (i: number) => `position: absolute; left: ${100 * i}px; top: 0px;`],
  [
    'Isotope, older',
    (i: number) => `position: absolute; left: 0px; top: 0px; transform: translate3d(0px, ${90 * i}px, 0px);`,
  ],
  [
    'Shuffle',
    (i: number) => `position: absolute; top: 0px; visibility: visible; transform: translate(${i}px, 0px) scale(1);`,
  ],
])('A list whose items %s places is left alone, and told so, seen or not.', async (_, style) => {
  const items = [0, 1, 2, 3].map((i) => item(i, `style="${style(i)}"`)).join('')
  const { list: element, pageList } = below(list(items, 'style="position:relative;height:200px"'))
  const told = { moved: 0, late: false, why: 'placed-by-script' }
  expect(arrangeList(pageList, REVERSED, undefined)).toMatchObject(told)
  element.scrollIntoView()
  await painted()
  expect(arrangeList(pageList, REVERSED, undefined)).toMatchObject(told)
  expect(orderOf(element)).toBe('0 1 2 3')
})

test.each([
  ['a grid with spans by place', 'display:grid', '#i1 ~ li, li:nth-child(1) { grid-column: span 2; grid-row: span 2 }'],
  [
    'a full-width row by place',
    'display:grid;grid-template-columns:1fr 1fr',
    'li:nth-child(1) { grid-column: 1 / -1 }',
  ],
  ['a wrapping row', 'display:flex;flex-wrap:wrap', ''],
  ['columns', 'columns:2', ''],
  ['a lead card that is placed, alone of its kind', 'display:grid', '#i0 { grid-area: 1/1/3/3 }'],
])('A list in %s may be ordered.', (_, outer, css) => {
  const lead = outer === 'display:grid' && css.includes('#i0') ? 'class="lead"' : ''
  const { list: element, pageList } = below(
    `<style>${css}</style>${list([0, 1, 2, 3].map((i) => item(i, i ? '' : lead)).join(''), `style="${outer}"`)}`,
  )
  expect(placementOf(element, templateOf)).toBeUndefined()
  expect(arrangeList(pageList, REVERSED, undefined).moved).toBeGreaterThan(0)
})

test('What nobody can see was not seen: a hidden list, one in closed details.', async () => {
  document.body.textContent = 'something to paint'
  await painted()
  const html = list([0, 1, 2, 3].map((i) => item(i)).join(''))
  for (const [open, close] of [
    ['<div style="display:none">', '</div>'],
    ['<details><summary>more</summary>', '</details>'],
  ]) {
    const { list: element, pageList } = show(`${open}${html}${close}`)
    expect([isInViewport(element), mayBeSeen(element)]).toEqual([false, false])
    expect(arrangeList(pageList, REVERSED, undefined)).toMatchObject({ late: false, moved: 3 })
  }
  expect(mayBeSeen(show(html).list)).toBe(true)
  // Such a list has no box of its own, but its items are visible.
  const contents = html.replace('<ol', '<ol style="display:contents"')
  expect(mayBeSeen(show(contents).list)).toBe(true)
  expect(mayBeSeen(below(contents).list)).toBe(false)
})

test('A list from which the page has taken an item since is left alone.', () => {
  const { list: element, items, pageList } = below(list([0, 1, 2, 3].map((i) => item(i)).join('')))
  items[1]!.remove()
  expect(arrangeList(pageList, REVERSED, undefined)).toMatchObject({ moved: 0, why: 'changed' })
  expect(orderOf(element)).toBe('0 2 3')
})

test('On the way back what was in view stands as it was left; the rest follows the ranking.', () => {
  const { list: element, pageList } = below(list([0, 1, 2, 3].map((i) => item(i)).join('')))
  const back = ['/3', '/gone', '/0', '/2']
  const arranged = arrangeList(pageList, ranking([0, 2, 1, 3]), undefined, { back })
  expect(orderOf(element)).toBe('3 0 2 1')
  expect(arranged.ranking.items.map(({ id }) => id)).toEqual(['/3', '/0', '/2', '/1'])
})

test('On the way back a pinned item stays at its place, wherever the reader left it.', () => {
  const items = [0, 1, 2, 3].map((i) => item(i, i === 1 ? 'data-inkling-pin' : ''))
  const { list: element, pageList } = below(list(items.join('')))
  arrangeList(pageList, ranking([0, 1, 2, 3]), undefined, { back: ['/1', '/3', '/2', '/0'] })
  expect(orderOf(element)).toBe('3 1 2 0')
})

describe('Where moveBefore is missing', () => {
  const { moveBefore } = Element.prototype as unknown as { moveBefore?: () => void }
  beforeEach(() => {
    delete (Element.prototype as unknown as { moveBefore?: () => void }).moveBefore
  })
  afterEach(() => {
    Object.assign(Element.prototype, { moveBefore })
  })

  for (const [name, run] of orderCases) test(name, run)

  test.each([
    ['a frame', '<iframe srcdoc="a"></iframe>'],
    ['an object', '<object></object>'],
    ['a custom element', '<x-player></x-player>'],
  ])('an item with %s stays, and is never taken out, while others move around it.', async (_, inner) => {
    const {
      list: element,
      items,
      pageList,
    } = below(list([0, 1, 2].map((i) => item(i, '', i === 1 ? inner : '')).join('')))
    const removed: Node[] = []
    const observer = new MutationObserver((records) =>
      removed.push(...records.flatMap((each) => [...each.removedNodes])),
    )
    observer.observe(element, { childList: true })
    const arranged = arrangeList(pageList, ranking([2, 1, 0]), undefined)
    expect(orderOf(element)).toBe('2 1 0')
    arranged.undo()
    expect(orderOf(element)).toBe('0 1 2')
    await Promise.resolve()
    expect(removed).not.toContain(items[1])
    observer.disconnect()
  })

  test('loaded media stays, media that nobody has asked for moves.', async () => {
    const {
      list: element,
      items,
      pageList,
    } = below(list([0, 1, 2, 3].map((i) => item(i, '', i === 1 ? '<audio preload="none"></audio>' : '')).join('')))
    const audio = items[1]!.querySelector('audio')!
    arrangeList(pageList, REVERSED, undefined).undo()
    Object.setPrototypeOf(audio, Object.create(HTMLAudioElement.prototype, { readyState: { value: 4 } }))
    arrangeList(pageList, REVERSED, undefined)
    expect(orderOf(element)).toBe('3 1 2 0')
  })

  test('the focused element stays where a page orders by itself, and undo leaves the focus on it.', () => {
    const { list: element, items, pageList } = below(list([0, 1, 2, 3].map((i) => item(i)).join('')))
    const arranged = arrangeList(pageList, REVERSED, undefined)
    expect(orderOf(element)).toBe('3 2 1 0')
    for (const each of items) {
      const link = each.querySelector('a')!
      link.focus({ preventScroll: true })
      arranged.undo()
      expect(document.activeElement).toBe(link)
    }
    expect(orderOf(element)).toBe('0 1 2 3')
    const link = items[1]!.querySelector('a')!
    link.focus({ preventScroll: true })
    applyOrder(element, [items[3]!, items[1]!, items[2]!, items[0]!])
    expect([orderOf(element), document.activeElement]).toEqual(['3 1 2 0', link])
  })
})
