import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { mayBeSeen } from '../../../src/page/guard/viewport.ts'
import { arrangeList } from '../../../src/page/order/arrange.ts'
import { applyOrder } from '../../../src/page/order/move-elements.ts'
import { findLists, readList } from '../../../src/page/read/lists/list.ts'
import { pageItem } from '../../../src/page/read/page-item.ts'
import { type PageEvent, type Watch, watchPage } from '../../../src/page/track/watch-page.ts'
import { browserItemCases, itemCases, listCases, slotCases } from '../../cases/items.ts'
import { orderCases } from '../../cases/order.ts'
import { siteCases } from '../../cases/sites.ts'
import { page, painted, ranking } from './make.ts'

for (const [name, run] of [...orderCases, ...itemCases, ...browserItemCases, ...listCases, ...slotCases, ...siteCases])
  test(name, run)

let watch: Watch | undefined
afterEach(() => {
  watch?.stop()
  document.body.innerHTML = ''
})

test('Focus, a running frame and what was typed survive a move.', async () => {
  const { list, items } = page()
  items[3]!.insertAdjacentHTML('beforeend', '<input><iframe srcdoc="<p>frame</p>"></iframe>')
  const frame = list.querySelector('iframe')!
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  const inner = frame.contentDocument
  const input = list.querySelector('input')!
  input.focus()
  input.value = 'typed'
  const applied = applyOrder(list, [items[3]!, items[0]!, items[1]!, items[2]!])
  expect(applied.moved).toBe(1)
  expect(document.activeElement).toBe(input)
  expect(frame.contentDocument).toBe(inner)
  applied.undo()
  expect([document.activeElement, frame.contentDocument, input.value]).toEqual([input, inner, 'typed'])
})

test('Scripts and styles between the items run once, and stay.', () => {
  const { list, items } = page(3)
  const script = document.createElement('script')
  script.textContent = 'window.ran = (window.ran ?? 0) + 1'
  items[0]!.after(script)
  applyOrder(list, [items[2]!, items[1]!, items[0]!]).undo()
  expect((window as { ran?: number }).ran).toBe(1)
  expect(items[0]!.nextSibling).toBe(script)
})

test('A list in view that has been painted stays for this view, and is told as late.', async () => {
  await painted()
  const { list, items, pageList } = page()
  expect(mayBeSeen(list)).toBe(true)
  expect(arrangeList(pageList, ranking([3, 0, 1, 2]), undefined)).toMatchObject({ moved: 0, late: true, by: 'tag' })
  expect([...list.children]).toEqual(items)
  list.setAttribute('data-inkling-late', 'swap')
  const arranged = arrangeList(pageList, ranking([3, 0, 1, 2]), undefined)
  expect(arranged).toMatchObject({ moved: 1, late: false })
  expect(list.firstElementChild).toBe(items[3])
  arranged.undo()
  expect([...list.children]).toEqual(items)
})

test('A list below the window is ordered; one whose order stands is neither moved nor late.', () => {
  const { list, items, pageList } = page()
  list.style.marginTop = '5000px'
  expect(mayBeSeen(list)).toBe(false)
  expect(arrangeList(pageList, ranking([0, 1, 2, 3]), undefined)).toMatchObject({ moved: 0, late: false })
  expect(arrangeList(pageList, ranking([1, 0, 2, 3]), undefined)).toMatchObject({ moved: 1, late: false })
  expect(list.firstElementChild).toBe(items[1])
})

test('What the snippet ordered stays as it is; the ranking tells where each item stands.', () => {
  const { list, items, pageList } = page()
  const { moved, undo } = applyOrder(list, [items[2]!, items[0]!, items[1]!, items[3]!])
  const first = { original: items, moved, sorted: true, seen: false, wait: 3, at: 3, undo }
  const arranged = arrangeList(pageList, ranking([3, 2, 1, 0]), first)
  expect(arranged).toMatchObject({ moved: 1, late: false, by: 'snippet' })
  expect(arranged.ranking.items.map(({ id, to }) => [id, to])).toEqual([
    ['/2', 0],
    ['/0', 1],
    ['/1', 2],
    ['/3', 3],
  ])
  arranged.undo()
  expect([...list.children]).toEqual(items)
  const seen = { ...first, moved: 0, sorted: false, seen: true }
  expect(arrangeList(pageList, ranking([3, 2, 1, 0]), seen)).toMatchObject({ moved: 0, late: true })
})

function watched() {
  const { pageList, items } = page()
  const events: PageEvent[] = []
  watch = watchPage(document, (event) => events.push(event), undefined)
  watch.list(pageList)
  return {
    items,
    kinds: () => events.filter(({ kind }) => kind !== 'impression').map(({ kind, item }) => `${kind} ${item.id}`),
  }
}

test('A real click, a middle click and the Enter key are clicks; a right click and a scripted one are none.', async () => {
  const { items, kinds } = watched()
  const link = (i: number) => items[i]!.querySelector('a')!
  link(0).click()
  link(0).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  await userEvent.click(link(1), { button: 'right' })
  expect(kinds()).toEqual([])
  await userEvent.click(link(1))
  await userEvent.click(link(2), { button: 'middle' })
  link(3).focus()
  await userEvent.keyboard('{Enter}')
  expect(kinds()).toEqual(['click /1', 'click /2', 'click /3'])
})

test('A real press on the button is a dismissal; a scripted one is none.', async () => {
  const { items, kinds } = watched()
  items[1]!.querySelector('button')!.click()
  await userEvent.click(items[2]!.querySelector('button')!)
  expect(kinds()).toEqual(['dismiss /2'])
})

test('Items in view make impressions, those below the window none.', async () => {
  const { pageList, items } = page(3)
  ;(items[2] as HTMLElement).style.marginTop = '5000px'
  const seen: string[] = []
  watch = watchPage(document, ({ kind, item }) => kind === 'impression' && seen.push(item.id), undefined)
  watch.list(pageList)
  await vi.waitFor(() => expect(seen.sort()).toEqual(['/0', '/1']), { timeout: 10_000 })
})

test('A card that a script has nested 4,000 levels deep is read, and so is one of 4,000 links.', () => {
  const { list } = page(2)
  let at: Element = list.children[0]!
  for (let depth = 0; depth < 4000; depth++) at = at.appendChild(document.createElement('div'))
  at.textContent = 'deep'
  const many = document.createElement('li')
  many.append(
    ...Array.from({ length: 4000 }, (_, i) =>
      Object.assign(document.createElement('a'), { href: `/${i}`, text: `link ${i}` }),
    ),
  )
  list.append(many)
  const { entries } = readList(list, new Map(), document.baseURI)
  expect(entries.map(({ item }) => item.id)).toEqual(['/0', '/1', '/10'])
  expect(readList(many, new Map(), document.baseURI).entries).toHaveLength(200)
})

test('Lists in declarative shadow roots are found, and ordered where they stand.', () => {
  const host = document.createElement('x-page')
  document.body.append(host)
  host.setHTMLUnsafe(
    `<div><template shadowrootmode="open"><ol data-inkling-list="deep"><li><a href="/0">Item 0</a></li><li><a href="/1">Item 1</a></li></ol></template></div>`,
  )
  const [list] = findLists(document)
  expect(list?.getRootNode()).toBe(host.firstElementChild!.shadowRoot)
  const pageList = readList(list!, new Map(), document.baseURI)
  const { undo } = applyOrder(pageList.holder, [...list!.children].reverse())
  expect(list!.textContent).toBe('Item 1Item 0')
  undo()
  expect(list!.textContent).toBe('Item 0Item 1')
})

test('A page that a script has nested ten thousand deep around its list, and one of as many articles as it likes, are looked at.', () => {
  const deep = document.createElement('div')
  deep.hidden = true
  let inner = deep
  for (let i = 0; i < 10_000; i++) inner = inner.appendChild(document.createElement('div'))
  inner.innerHTML = '<ol data-inkling-list="top"><li>One</li></ol>'
  for (let i = 0; i < 150_000; i++) deep.append(document.createElement('article'))
  document.body.append(deep)
  expect(pageItem(document, new Map())).toBeUndefined()
  deep.remove()
})
