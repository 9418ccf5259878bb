import { afterEach, expect, test } from 'vitest'
import { EMPTY_SCORE } from '../../../src/lib/scoring/empty-score.ts'
import type { ListOrderer } from '../../../src/page/lists/list-request.ts'
import { type ListsContext, PageLists } from '../../../src/page/lists/page-lists.ts'
import { nothingArranged, undoNamed } from '../../../src/page/order/arranged.ts'
import type { Item, Ranking } from '../../../src/types.ts'

const open = (...ids: string[]) =>
  ids.map((id) => `<li id="${id}"><h3><a href="/${id}">Item ${id}</a></h3></li>`).join('')
const ids = (list: Element) => [...list.children].map(({ id }) => id).join('')

let end = new AbortController()
afterEach(() => {
  end.abort()
  document.body.innerHTML = ''
})

/** A reader who prefers items in the order of these letters; other items stay behind them. */
function follow(html: string, wanted = 'zyxwvutsrqponmlkjihgfedcba', free = (_list: string) => true, back?: string[]) {
  document.body.innerHTML = html
  const told: Array<{ list: string; moved: number; order: string; late: boolean }> = []
  const contested: string[] = []
  const read: string[] = []
  const found: string[] = []
  const owned: string[] = []
  const gone: string[] = []
  end = new AbortController()
  const state = {
    arranged: nothingArranged(),
    undone: new Set<string>(),
    originals: new WeakMap(),
    refused: new WeakSet<Element>(),
  }
  const taste = { wanted }
  const rank = (items: readonly Item[], list: string): Ranking => {
    const place = ({ id }: Item) => (taste.wanted.indexOf(id.slice(1)) + 100) % 100
    const free = items
      .filter(({ pinned }) => !pinned)
      .sort((a, b) => place(a) - place(b))
      [Symbol.iterator]()
    const ranked = items.map((item) => (item.pinned ? item : free.next().value!))
    return {
      list,
      tier: 'lexical',
      milliseconds: 0,
      items: ranked.map((item, to) => ({
        id: item.id,
        score: 0,
        parts: EMPTY_SCORE,
        from: items.indexOf(item),
        to,
        byScore: to,
      })),
    }
  }
  const context: ListsContext = {
    document,
    state,
    signal: end.signal,
    moment: {},
    unmanaged: ['feed', 'late', 'live', 'two'].filter(free),
    report(code, message, cause) {
      if (code === 'page-fault') throw cause
      const name = message.match(/list '(.+?)'/)![1]!
      if (code === 'list-contested') contested.push(name)
      else owned.push(`${name} ${message.match(/^(.+) renders/)![1]}`)
    },
  }
  const orderer: ListOrderer = {
    order({ list: { name }, items, fresh, isFirst, followed }) {
      const ranked = followed?.arrange(rank(items, name), { back: isFirst ? back : undefined })
      read.push(...fresh.map(({ id }) => id))
      if (!ranked) return
      const { list, moved, ranking, late } = ranked
      told.push({ list, moved, late, order: ranking.items.map(({ id }) => id.slice(1)).join('') })
    },
    noteUnmanaged: (lists) => found.push(...[...lists].map(([list, isUnmanaged]) => `${list} ${isUnmanaged}`)),
    forget: (list) => gone.push(list),
  }
  const lists = new PageLists(context, orderer, () => {})
  lists.start()
  lists.deepen()
  return {
    lists,
    state,
    told,
    contested,
    read,
    found,
    owned,
    gone,
    taste,
    list: document.querySelector('[data-inkling-list]')!,
  }
}

/** Mutation observers run before anything else that waits. */
const changes = () => new Promise((resolve) => setTimeout(resolve))

const BELOW = 'style="margin-top: 5000px"'

test('A list that arrives later is ordered before a frame shows it, read, and can be undone.', async () => {
  const { told, read, state } = follow('<main></main>')
  expect(told).toEqual([])
  const frames: string[] = []
  document.querySelector('main')!.innerHTML = `<div><ol data-inkling-list="late">${open('a', 'b', 'c')}</ol></div>`
  const list = document.querySelector('ol')!
  await new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      frames.push(ids(list))
      resolve()
    }),
  )
  expect(frames).toEqual(['cba'])
  expect(told).toEqual([{ list: 'late', moved: 2, late: false, order: 'cba' }])
  expect(read).toEqual(['/a', '/b', '/c'])
  undoNamed(state.arranged, 'late')
  expect(ids(list)).toBe('abc')
})

test('A batch of an endless feed is ordered in itself; what stood there stays.', async () => {
  const { list, told, read } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('c', 'd')}</ol>`)
  expect(ids(list)).toBe('dc')
  list.insertAdjacentHTML('beforeend', open('a', 'b', 'e'))
  await changes()
  expect(ids(list)).toBe('dceba')
  list.insertAdjacentHTML('beforeend', open('g', 'f', 'h'))
  await changes()
  expect(ids(list)).toBe('dcebahgf')
  expect(told.map(({ order }) => order)).toEqual(['dc', 'dceba', 'dcebahgf'])
  expect(read.map((id) => id[1]).join('')).toBe('cdabegfh')
})

test('A second element for an id that is there already stays where the page put it, and so does what is no item.', async () => {
  const { list } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('c', 'd')}</ol>`)
  list.insertAdjacentHTML('beforeend', `${open('a', 'd')}<li id="-">An advertisement</li>${open('b')}`)
  await changes()
  expect(ids(list)).toBe('dcbd-a')
})

test('Undone by the reader, a feed is left alone from then on.', async () => {
  const { list, state } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b')}</ol>`)
  state.undone.add('feed')
  undoNamed(state.arranged, 'feed')
  list.insertAdjacentHTML('beforeend', open('c', 'd'))
  await changes()
  expect(ids(list)).toBe('abcd')
})

test('Undo puts back first and later batches alike.', async () => {
  const { list, state } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b')}</ol>`)
  list.insertAdjacentHTML('beforeend', open('c', 'd'))
  await changes()
  expect(ids(list)).toBe('badc')
  undoNamed(state.arranged, 'feed')
  expect(ids(list)).toBe('abcd')
})

test('A live list that is ordered a hundred times keeps one undo, and nothing of what has left it.', async () => {
  const { list, lists, state, taste, gone } = follow(
    `<div ${BELOW}></div><ol data-inkling-list="live" data-inkling-live>${open('a', 'b', 'c', 'd')}</ol>`,
  )
  const taken = list.querySelector('#d')!
  for (let i = 0; i < 100; i++) {
    taste.wanted = i % 2 ? 'abcdefg' : 'gfedcba'
    lists.updateLive()
    if (i === 50) taken.remove()
    if (i === 60) list.insertAdjacentHTML('beforeend', open('e', 'f'))
    if (i % 10 === 0) await changes()
  }
  taste.wanted = 'gfedcba'
  lists.updateLive()
  expect(ids(list)).toBe('fecba')
  expect(state.arranged.all.size).toBe(1)
  const { own } = state.arranged.of.get(list)!
  expect([...own!.nodes].every((node) => node.parentNode === list)).toBe(true)
  expect(own!.nodes).toHaveLength(5)
  expect(state.originals.get(list)).not.toContain(taken)
  expect(undoNamed(state.arranged, 'live')).toBe(true)
  expect(ids(list)).toBe('abcef')
  expect(undoNamed(state.arranged, 'live')).toBe(false)
  expect(gone).toEqual([])
  list.remove()
  await changes()
  expect(gone).toEqual(['live'])
})

test('Of two lists of one name the last one to go is told as gone, and undo gives both back.', async () => {
  const { state, gone } = follow(
    `<div ${BELOW}></div><ol data-inkling-list="two">${open('a', 'b')}</ol><ol data-inkling-list="two">${open('c', 'd')}</ol>`,
  )
  const both = [...document.querySelectorAll('ol')]
  expect(both.map(ids)).toEqual(['ba', 'dc'])
  expect(undoNamed(state.arranged, 'two')).toBe(true)
  expect(both.map(ids)).toEqual(['ab', 'cd'])
  both[0]!.remove()
  await changes()
  expect(gone).toEqual([])
  both[1]!.remove()
  await changes()
  expect(gone).toEqual(['two'])
})

test('A list that its page renews keeps the order that the reader has seen, a few times; then it is left to the page.', async () => {
  const { list, contested, told } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b', 'c')}</ol>`)
  for (let renewal = 1; renewal <= 3; renewal++) {
    list.innerHTML = open('a', 'b', 'c', 'd')
    await changes()
    expect(ids(list).replace('d', '')).toBe('cba')
  }
  expect(contested).toEqual([])
  list.innerHTML = open('a', 'b', 'c')
  await changes()
  expect(ids(list)).toBe('abc')
  expect(contested).toEqual(['feed'])
  const heard = told.length
  list.innerHTML = open('c', 'b', 'a', 'd')
  await changes()
  expect([ids(list), told.length, contested]).toEqual(['cbad', heard, ['feed']])
})

test('A script that sorts the list itself wins at once; it is told if the order was ours.', async () => {
  const { lists, list, contested } = follow(
    `<ol data-inkling-list="feed" data-inkling-live ${BELOW}>${open('a', 'b', 'c')}</ol>`,
  )
  expect(ids(list)).toBe('cba')
  list.append(list.firstElementChild!)
  await changes()
  expect(contested).toEqual(['feed'])
  lists.updateLive()
  list.insertAdjacentHTML('beforeend', open('d', 'e'))
  await changes()
  expect(ids(list)).toBe('bacde')
})

test('Against a script that sorts without end, Inkling moves nothing after the first time.', async () => {
  const { list, told, contested } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b', 'c')}</ol>`)
  for (let turn = 0; turn < 200; turn++) {
    list.append(list.firstElementChild!)
    await Promise.resolve()
  }
  await changes()
  expect(told.length).toBe(1)
  expect(contested).toEqual(['feed'])
})

test('Of a live list, what lies below the window follows; what is in view stays. Others stay altogether.', () => {
  const tall = (html: string) => html.replaceAll('<li', '<li style="height: 40vh"')
  const html = (live: string) =>
    `<ol ${live} data-inkling-list="feed" style="margin:0">${tall(open('a', 'b', 'c', 'd', 'e', 'f'))}</ol>`
  for (const live of ['', 'data-inkling-live']) {
    end.abort()
    const { lists, list, taste, told } = follow(html(live), 'abcdef')
    expect(ids(list)).toBe('abcdef')
    taste.wanted = 'fedcba'
    lists.updateLive()
    expect(ids(list)).toBe(live ? 'abcfed' : 'abcdef')
    expect(told.length).toBe(live ? 2 : 1)
    if (live) expect(told[1]).toEqual({ list: 'feed', moved: 2, late: false, order: 'abcfed' })
  }
})

test('Lists that are gone are forgotten, and one that comes back is read again.', async () => {
  const { list, lists } = follow(`<main><ol data-inkling-list="feed" ${BELOW}>${open('a', 'b')}</ol></main>`)
  expect(lists.shown['feed']!.filter(Boolean)).toHaveLength(2)
  list.remove()
  await changes()
  expect(lists.shown).toEqual({})
  document.querySelector('main')!.append(list)
  await changes()
  expect(lists.shown['feed']!.filter(Boolean)).toHaveLength(2)
})

test('Once ended, nothing is read or moved.', async () => {
  const { list, told } = follow(`<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b')}</ol>`)
  end.abort()
  list.insertAdjacentHTML('beforeend', open('c', 'd'))
  document.body.insertAdjacentHTML('beforeend', `<ol data-inkling-list="late">${open('a', 'b')}</ol>`)
  await changes()
  expect(told.length).toBe(1)
  expect(ids(document.querySelector('[data-inkling-list="late"]')!)).toBe('ab')
})

test('What no earlier view found free waits until the page has loaded; then it is ordered where nobody has seen it.', async () => {
  const html = `<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b', 'c')}</ol>`
  const { lists, list, told, found, read } = follow(html, undefined, () => false)
  expect([ids(list), told, read]).toEqual(['abc', [], ['/a', '/b', '/c']])
  // Hydration or another script of the page may still change it.
  list.append(list.firstElementChild!)
  list.insertAdjacentHTML('beforeend', open('e'))
  await changes()
  expect(ids(list)).toBe('bcae')
  await lists.orderWaiting()
  expect([ids(list), found]).toEqual(['ecba', ['feed true']])
})

test('A list that a framework renders is refused, once, with its name, and never moved; next time it isn’t sorted early.', async () => {
  const html = `<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b', 'c')}</ol>`
  for (const free of [false, true]) {
    end.abort()
    const { lists, list, owned, told, found } = follow(html, free ? 'abc' : undefined, () => free)
    for (const child of list.children) Object.assign(child, { __reactFiber$x1: {} })
    await lists.orderWaiting()
    list.insertAdjacentHTML('beforeend', open('e', 'd'))
    await changes()
    lists.updateLive()
    expect([ids(list), owned, found]).toEqual(['abced', ['feed React'], ['feed false']])
    expect(told.length).toBe(free ? 1 : 0)
  }
})

test('On the way back lists and their batches come as the reader left them, whatever they like now.', async () => {
  const left = ['/b', '/e', '/a', '/c', '/d']
  const { list, lists } = follow(
    `<ol data-inkling-list="feed" ${BELOW}>${open('a', 'b', 'c')}</ol>`,
    'cba',
    undefined,
    left,
  )
  expect(lists.shown).toEqual({ feed: ['', '/b', '/a', '/c'] })
  document.body.insertAdjacentHTML('beforeend', `<ol data-inkling-list="late">${open('a', 'b', 'c', 'd', 'e')}</ol>`)
  await changes()
  expect(lists.shown).toEqual({ feed: ['', '/b', '/a', '/c'], late: ['', ...left] })
  expect(ids(list)).toBe('bac')
})

test('On the way back a pinned item of a batch stays at its place, wherever the reader left it.', async () => {
  const { list } = follow('<ol data-inkling-list="other"></ol>', 'abcd', undefined, ['/b', '/d', '/c', '/a'])
  const pinned = open('b').replace('<li', '<li data-inkling-pin')
  const batch = `<ol data-inkling-list="late">${open('a')}${pinned}${open('c', 'd')}</ol>`
  list.insertAdjacentHTML('afterend', batch)
  await changes()
  expect(ids(document.querySelector('[data-inkling-list="late"]')!)).toBe('dbca')
})
