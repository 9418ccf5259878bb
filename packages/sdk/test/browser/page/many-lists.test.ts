// Hundreds of lists: the page can run between them, and the total work is limited.

import { afterEach, expect, test, vi } from 'vitest'
import { inSlices } from '../../../src/lib/scheduling/in-slices.ts'
import { EMPTY_SCORE } from '../../../src/lib/scoring/empty-score.ts'
import type { ListOrderer } from '../../../src/page/lists/list-request.ts'
import { type ListsContext, PageLists } from '../../../src/page/lists/page-lists.ts'
import { nothingArranged } from '../../../src/page/order/arranged.ts'
import type { Item, Ranking } from '../../../src/types.ts'

const ended = new AbortController()
afterEach(() => {
  document.body.innerHTML = ''
})

const rank = (items: readonly Item[], list: string): Ranking => ({
  list,
  tier: 'lexical',
  milliseconds: 0,
  items: [...items].reverse().map(({ id }, to) => ({
    id,
    score: 0,
    parts: EMPTY_SCORE,
    from: items.length - 1 - to,
    byScore: to,
    to,
  })),
})

const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

function follow(
  onRanked: (list: string, ids: readonly string[]) => void,
  moment: ListsContext['moment'] = {},
  unmanaged = Array.from({ length: 40 }, (_, l) => `list-${l}`),
) {
  const context: ListsContext = {
    document,
    signal: ended.signal,
    state: { arranged: nothingArranged(), undone: new Set(), originals: new WeakMap(), refused: new WeakSet() },
    moment,
    unmanaged,
    report(code, _message, cause) {
      if (code === 'page-fault') throw cause
    },
  }
  const orderer: ListOrderer = {
    order({ list: { name }, items, followed }) {
      const ids = items.map(({ id }) => id)
      if (followed?.arrange(rank(items, name))) onRanked(name, ids)
    },
    noteUnmanaged() {},
    forget() {},
  }
  return new PageLists(context, orderer, () => {})
}

const page = (lists: number, items: number) => {
  document.body.innerHTML = Array.from(
    { length: lists },
    (_, l) =>
      `<ol data-inkling-list="list-${l}">${Array.from({ length: items }, (_, i) => `<li><h3><a href="/${l}/${i}">Story ${i} of ${l}</a></h3></li>`).join('')}</ol>`,
  ).join('')
}

test('A macrotask of the page’s comes between slices; the first ones are done at once, and all in the end.', async () => {
  page(40, 5)
  const told: string[] = []
  const lists = follow((list) => {
    told.push(list)
    busy(5)
  })
  const done = lists.start()
  const atOnce = told.length
  expect(atOnce).toBeGreaterThan(0)
  expect(atOnce).toBeLessThan(40)
  const meanwhile: number[] = []
  const turn = () => {
    meanwhile.push(told.length)
    if (told.length < 40) setTimeout(turn)
  }
  setTimeout(turn)
  await done
  expect(told).toEqual(Array.from({ length: 40 }, (_, l) => `list-${l}`))
  expect(new Set(meanwhile).size).toBeGreaterThan(3)
})

test('Between its reading and its order a list that the snippet has sorted leaves the page a turn; what comes in it counts.', async () => {
  page(1, 4)
  const list = document.querySelector('ol')!
  const first = { original: [...list.children], moved: 0, sorted: true, seen: false, wait: 0, at: 0, undo() {} }
  window.inkling = Object.assign([], { first: { lists: new Map([[list, first]]), slots: new Map() } }) as never
  const told: Array<readonly string[]> = []
  const layoutShift = { detected: false, watch: () => busy(30), moved() {}, seen() {}, forget() {}, stop() {} }
  const lists = follow((_, ids) => told.push(ids), { layoutShift } as never)
  setTimeout(() => list.insertAdjacentHTML('beforeend', '<li><h3><a href="/0/late">Late</a></h3></li>'))
  await lists.start()
  window.inkling = undefined as never
  expect(told).toEqual([['/0/0', '/0/1', '/0/2', '/0/3', '/0/late']])
})

test.each([
  ['in between', 0],
  ['by a listener, on hearing of another', 1],
])(
  'Lists that waited for the page are read in one task, and ordered in the next; what comes %s counts.',
  async (_, at) => {
    page(2, 3)
    const late = () =>
      document
        .querySelectorAll('ol')
        [at]!.insertAdjacentHTML('beforeend', `<li><h3><a href="/${at}/late">Late</a></h3></li>`)
    const told: Array<readonly string[]> = []
    const hear = (_: string, ids: readonly string[]) => {
      told.push(ids)
      if (at === 1 && told.length === 1) late()
    }
    const lists = follow(hear, {}, [])
    await lists.start()
    expect(lists.waiting).toBe(true)
    if (at === 0) setTimeout(late)
    await lists.orderWaiting()
    const expected = [0, 1].map((list) => [0, 1, 2].map((item) => `/${list}/${item}`))
    expected[at]!.push(`/${at}/late`)
    expect(told).toEqual(expected)
    expect(lists.waiting).toBe(false)
  },
)

test('No more than 5,000 items of a page are ordered; lists beyond stay as they are.', async () => {
  page(30, 200)
  const told: string[] = []
  await follow((list) => told.push(list)).start()
  expect(told).toHaveLength(25)
  const orders = [...document.querySelectorAll('ol')].map((list) => list.querySelector('a')!.pathname)
  expect(orders[29]).toBe('/29/0')
})

test('Lists that come in one piece are ordered before a frame as far as one slice goes; those seen since then stay.', async () => {
  const told: string[] = []
  const lists = follow((list) => {
    told.push(list)
    busy(8)
  })
  await lists.start()
  await lists.orderWaiting()
  page(30, 4)
  await vi.waitFor(() => expect(told).toHaveLength(30), { timeout: 10_000 })
})

test('It ends between two steps when consent is withdrawn.', async () => {
  const done: number[] = []
  const abort = new AbortController()
  await inSlices(
    [1, 2, 3],
    (n) => {
      done.push(n)
      if (n === 2) abort.abort()
    },
    abort.signal,
  )
  expect(done).toEqual([1, 2])
})
