import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Inkling } from '../../../src/client/inkling.ts'
import { planKey } from '../../../src/first-paint/list-plan.ts'
import { EMPTY, writeSnapshot } from '../../../src/first-paint/snapshot.ts'
import { createRankedList, type RankedList, type RankedListOptions } from '../../../src/frameworks/ranked-list.ts'
import { handedKey } from '../../../src/page/lists/early-queue.ts'
import type { Item, Ranking } from '../../../src/types.ts'
import { stub } from '../stub.ts'

/** A letter an item. */
const items = (letters: string): Item[] => [...letters].map((id) => ({ id, title: `Title ${id}` }))
const shown = (list: RankedList) =>
  list
    .getSnapshot()
    .items.map(({ id }) => id)
    .join('')
const nothing = () => {}
/** Everything that is waiting for a promise has had its turn. */
const settle = () => new Promise((resolve) => setTimeout(resolve))
const tell = (name: string) => document.dispatchEvent(new CustomEvent(`inkling:${name}`))

const rankingOf = (list: string, given: readonly Item[], order: readonly string[]): Ranking => {
  const places = new Map(given.map(({ id }, from) => [id, from]))
  const ranked = order.map((id, to) => ({ id, from: places.get(id)!, to, byScore: to, score: -to, parts: {} as never }))
  return { list, tier: 'lexical', items: ranked, milliseconds: 0 }
}

/** Ranks by `best`, what is not in it last, in the order given; pinned items stay. */
function inklingFor(best: string) {
  const state = { best, content: true }
  const rank = vi.fn(async (given: readonly Item[], { list = 'list' }: { list?: string } = {}) => {
    if (new Set(given.map(({ id }) => id)).size < given.length) throw new Error('two items share an id')
    const place = ({ id }: Item) => (state.best.includes(id) ? state.best.indexOf(id) : state.best.length)
    const free = given.filter(({ pinned }) => !pinned).sort((a, b) => place(a) - place(b))
    const next = free.values()
    return rankingOf(
      list,
      given,
      given.map((item) => (item.pinned ? item : next.next().value!).id),
    )
  })
  const track = vi.fn(async () => {})
  const inkling = { rank, track, consent: { get: () => state } } as unknown as Inkling
  return { inkling, state, rank, track }
}

/** An element with a child an item, of which the first `inView` are in the window. */
function holderOf(list: () => readonly Item[], inView: () => number) {
  const holder = document.createElement('ol')
  document.body.append(holder)
  const place = (top: number) => ({ top }) as DOMRect
  stub(holder, { getBoundingClientRect: () => place(inView() ? 0 : 10_000) })
  return () => {
    while (holder.children.length > list().length) holder.lastElementChild?.remove()
    while (holder.children.length < list().length) {
      const child = holder.appendChild(document.createElement('li'))
      child.tabIndex = 0
      stub(child, { getBoundingClientRect: () => place([...holder.children].indexOf(child) < inView() ? 0 : 10_000) })
    }
    return holder
  }
}

function make(
  letters: string,
  best: string,
  { inView = 0, ...options }: Partial<RankedListOptions> & { inView?: number } = {},
) {
  const view = { inView }
  const faked = inklingFor(best)
  const element = holderOf(
    () => list.getSnapshot().items,
    () => view.inView,
  )
  const list: RankedList = createRankedList(faked.inkling, {
    list: 'shelf',
    items: items(letters),
    element,
    ...options,
  })
  return { list, view, element, ...faked }
}

let frames: FrameRequestCallback[] = []
const frame = () => {
  for (const callback of frames.splice(0)) callback(0)
}

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
  // Something has been painted.
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{}] as never)
})

afterEach(() => {
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('Wrong use throws at once, and says what to write.', () => {
  const { inkling } = inklingFor('')
  const wrong = (source: unknown, options: object, sentence: RegExp) =>
    expect(() => createRankedList(source as Inkling, options as RankedListOptions)).toThrow(sentence)
  const right = { list: 'shelf', items: [] }
  wrong(undefined, right, /write \(\) => window\.inkling/)
  wrong([], right, /write \(\) => window\.inkling/)
  wrong(inkling, { items: [] }, /write list: 'shelf'/)
  wrong(inkling, { list: 'shelf' }, /write items: \[/)
  wrong(inkling, { ...right, when: 'always' }, /write when: 'once' \| 'live', not 'always'/)
  wrong(inkling, { ...right, start: 'now' }, /write start: 'server' \| 'reader', not 'now'/)
  wrong(inkling, { ...right, late: 'now' }, /write late: 'keep' \| 'swap', not 'now'/)
})

test('It starts in the order given, is ranked while somebody subscribes, and every state is one object.', async () => {
  const { list, rank } = make('abc', 'cb')
  const server = list.getServerSnapshot()
  await settle()
  expect(rank).not.toHaveBeenCalled()
  expect(list.getSnapshot()).toBe(server)
  const listener = vi.fn()
  list.subscribe(listener)
  await settle()
  expect(listener).toHaveBeenCalledOnce()
  expect(shown(list)).toBe('cba')
  expect(list.getSnapshot()).toMatchObject({ late: false, ranking: { list: 'shelf' } })
  expect(list.getSnapshot()).toBe(list.getSnapshot())
  expect(list.getServerSnapshot()).toBe(server)
  expect(server.items.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('Subscribed twice and let go once, it goes on; let go by all, it hears nothing.', async () => {
  const { list, rank } = make('abc', 'c', { when: 'live' })
  const listener = vi.fn()
  const [one, other] = [list.subscribe(listener), list.subscribe(listener)]
  await settle()
  expect(rank).toHaveBeenCalledOnce()
  expect(listener).toHaveBeenCalledTimes(2)
  one()
  tell('profile')
  await settle()
  expect(listener).toHaveBeenCalledTimes(3)
  tell('profile')
  other()
  await settle()
  tell('profile')
  await settle()
  expect(listener).toHaveBeenCalledTimes(3)
  // As in React's strict mode: away, and back at once.
  list.subscribe(nothing)
  expect(shown(list)).toBe('cab')
})

test('Without consent nothing is ranked; when it comes the list is, and a withdrawal stops what is under way.', async () => {
  const { list, state, rank } = make('abc', 'c', { when: 'live' })
  state.content = false
  list.subscribe(nothing)
  await settle()
  expect(rank).not.toHaveBeenCalled()
  state.content = true
  tell('consent')
  await settle()
  expect(shown(list)).toBe('cab')
  state.best = 'b'
  tell('profile')
  state.content = false
  await settle()
  expect(shown(list)).toBe('cab')
})

test('A withdrawal restores the given order, in view too; a later consent ranks the list again.', async () => {
  const { list, state } = make('abc', 'c')
  list.subscribe(nothing)
  await settle()
  expect(shown(list)).toBe('cab')
  state.content = false
  tell('consent')
  expect(shown(list)).toBe('abc')
  expect(list.getSnapshot()).toMatchObject({ late: false, ranking: undefined })
  state.content = true
  tell('consent')
  await settle()
  expect(shown(list)).toBe('cab')
})

test('An erased history restores the given order; other changes don’t.', async () => {
  const { list } = make('abc', 'c')
  list.subscribe(nothing)
  await settle()
  const changed = (events: number) => document.dispatchEvent(new CustomEvent('inkling:profile', { detail: { events } }))
  changed(3)
  expect(shown(list)).toBe('cab')
  changed(0)
  await settle()
  expect(shown(list)).toBe('abc')
})

test('redo applies the whole order, in view too, and reverts undo.', async () => {
  const { list, state } = make('abcd', 'd', { inView: 4 })
  list.subscribe(nothing)
  await settle()
  expect(shown(list)).toBe('abcd')
  expect(list.getSnapshot().late).toBe(true)
  await list.redo()
  expect(shown(list)).toBe('dabc')
  expect(list.getSnapshot().late).toBe(false)
  expect(list.undo()).toBe(true)
  expect(shown(list)).toBe('abcd')
  state.best = 'c'
  await list.redo()
  expect(shown(list)).toBe('cabd')
})

test('redo does nothing without consent, and nothing once the list has left the page.', async () => {
  const { list, state, rank } = make('abc', 'c')
  const leave = list.subscribe(nothing)
  await settle()
  state.content = false
  tell('consent')
  await list.redo()
  expect(shown(list)).toBe('abc')
  state.content = true
  leave()
  rank.mockClear()
  await list.redo()
  expect(shown(list)).toBe('abc')
})

test('Inkling’s own undo and redo reach the list by its name, and undo hears whether it moved.', async () => {
  const { list } = make('abc', 'c', { list: 'mine' })
  const call = (name: string, detail: unknown) =>
    !document.dispatchEvent(new CustomEvent(`inkling:${name}`, { detail, cancelable: true }))
  expect(call('undo', { list: 'mine' })).toBe(false)
  const leave = list.subscribe(nothing)
  await settle()
  expect(shown(list)).toBe('cab')
  for (const other of [undefined, null, 'mine', { list: 'other' }, { list: ['mine'] }]) {
    expect(call('undo', other)).toBe(false)
    call('redo', other)
  }
  expect(shown(list)).toBe('cab')
  expect(call('undo', { list: 'mine' })).toBe(true)
  expect(shown(list)).toBe('abc')
  expect(call('undo', { list: 'mine' })).toBe(false)
  call('redo', { list: 'mine' })
  await settle()
  expect(shown(list)).toBe('cab')
  leave()
  expect(call('undo', { list: 'mine' })).toBe(false)
  expect(shown(list)).toBe('cab')
})

test('A list’s own rules go to rank(), and options that are not set don’t.', async () => {
  const { list, rank } = make('abc', 'c', { strength: 0.5, order: 'newest', maxRun: undefined })
  list.subscribe(nothing)
  await settle()
  expect(rank).toHaveBeenCalledWith(expect.anything(), { list: 'shelf', strength: 0.5, order: 'newest' })
})

test('With the script tag, the list waits for the script.', async () => {
  const { inkling } = inklingFor('b')
  let tag: unknown
  const list = createRankedList(() => tag, { list: 'shelf', items: items('ab'), late: 'swap' })
  list.subscribe(nothing)
  // The queue of early calls is no Inkling yet.
  tag = []
  tell('ready')
  await settle()
  expect(shown(list)).toBe('ab')
  tag = inkling
  tell('ready')
  await settle()
  expect(shown(list)).toBe('ba')
})

test('What may have been seen stays, with all before it; the rest is ordered, and `late` says so.', async () => {
  const { list } = make('abcdef', 'fedcba', { inView: 2 })
  list.subscribe(nothing)
  await settle()
  expect(shown(list)).toBe('abfedc')
  expect(list.getSnapshot().late).toBe(true)
})

test('late: swap orders what is in view, too, but not what comes before the focus, or has it.', async () => {
  const swapped = make('abcd', 'dcba', { inView: 4, late: 'swap' })
  swapped.list.subscribe(nothing)
  await settle()
  expect(shown(swapped.list)).toBe('dcba')
  const focused = make('abcd', 'dcba', { inView: 4, late: 'swap' })
  ;(focused.element().children[1] as HTMLElement).focus()
  focused.list.subscribe(nothing)
  await settle()
  expect(shown(focused.list)).toBe('abdc')
})

test('Without an element, or with something among the items, all of it counts as seen.', async () => {
  const without = make('abc', 'c', { element: () => undefined })
  const among = make('abc', 'c', { inView: 1 })
  const holder = among.element()
  holder.append(document.createElement('li'))
  const list = createRankedList(among.inkling, { list: 'shelf', items: items('abc'), element: () => holder })
  for (const each of [without.list, list]) {
    each.subscribe(nothing)
    await settle()
    expect(shown(each)).toBe('abc')
    expect(each.getSnapshot().late).toBe(true)
  }
})

test('once: an item is given its place once. live: again at each change of the profile.', async () => {
  for (const [when, after] of [
    ['once', 'cab'],
    ['live', 'bac'],
  ] as const) {
    const { list, state } = make('abc', 'c', { when })
    list.subscribe(nothing)
    await settle()
    expect(shown(list)).toBe('cab')
    state.best = 'b'
    tell('profile')
    await settle()
    expect(shown(list)).toBe(after)
  }
})

test('New items at the end are ordered among themselves; what was there keeps its order.', async () => {
  const { list, state } = make('abc', 'c')
  list.subscribe(nothing)
  await settle()
  state.best = 'fb'
  list.setItems(items('abcdef'))
  expect(shown(list)).toBe('cabdef')
  await settle()
  expect(shown(list)).toBe('cabfde')
})

test('A new item at the top stands there.', async () => {
  const { list } = make('abc', 'c', { inView: 3 })
  list.subscribe(nothing)
  list.setItems(items('xabc'))
  await settle()
  expect(shown(list)).toBe('xabc')
})

test('Filtered and unfiltered, items keep their order, and nothing is ranked again.', async () => {
  const { list, rank } = make('abcdef', 'fdb')
  list.subscribe(nothing)
  await settle()
  expect(shown(list)).toBe('fdbace')
  list.setItems(items('bcd'))
  expect(shown(list)).toBe('dbc')
  list.setItems(items('abcdef'))
  expect(shown(list)).toBe('fdbace')
  await settle()
  expect(rank).toHaveBeenCalledOnce()
  // Something new comes while it is filtered.
  list.setItems(items('bx'))
  await settle()
  list.setItems(items('abcdefx'))
  expect(shown(list).replace('x', '')).toBe('fdbace')
})

test('Other items, ranked before a frame shows them, are ordered in view; later they stay.', async () => {
  for (const [paint, after] of [
    [nothing, 'zxy'],
    [frame, 'xyz'],
  ] as const) {
    const { list } = make('abc', 'z', { inView: 3 })
    list.subscribe(nothing)
    await settle()
    list.setItems(items('xyz'))
    paint()
    await settle()
    expect(shown(list)).toBe(after)
  }
})

test('A slow answer for items that are gone is not heard.', async () => {
  const { list, rank } = make('ab', 'b')
  let answer = (_: Ranking) => {}
  rank.mockImplementationOnce(
    (given) =>
      new Promise((resolve) => {
        answer = () => resolve(rankingOf('shelf', given, ['b', 'a']))
      }),
  )
  list.subscribe(nothing)
  list.setItems(items('xyb'))
  await settle()
  expect(shown(list)).toBe('bxy')
  answer(undefined as never)
  await settle()
  expect(shown(list)).toBe('bxy')
})

test('Undo gives the order back, and nothing is ordered any more.', async () => {
  const { list, state } = make('abc', 'c', { when: 'live' })
  expect(list.undo()).toBe(false)
  const other = make('abc', 'c', { when: 'live' }).list
  other.subscribe(nothing)
  await settle()
  expect(shown(other)).toBe('cab')
  expect(other.undo()).toBe(true)
  expect(shown(other)).toBe('abc')
  expect(other.undo()).toBe(false)
  state.best = 'b'
  tell('profile')
  other.setItems(items('abcd'))
  tell('consent')
  await settle()
  expect(shown(other)).toBe('abcd')
})

test('With a ranking made before, the first order is the ranked one, and nothing is ranked again.', async () => {
  const { inkling, rank } = inklingFor('c')
  const ranking = await inkling.rank(items('abc'))
  const list = createRankedList(inkling, { list: 'shelf', items: items('abc'), ranking })
  expect(shown(list)).toBe('cab')
  list.subscribe(nothing)
  await settle()
  expect(rank).toHaveBeenCalledOnce()
  expect(list.getSnapshot().late).toBe(false)
})

test('Of more than 200 items the first 200 are ordered.', async () => {
  const many = Array.from({ length: 203 }, (_, at) => ({ id: `${at}`, title: `${at}` }))
  const { inkling, rank } = inklingFor('')
  rank.mockImplementation(async (given) => rankingOf('shelf', given, given.map(({ id }) => id).reverse()))
  const list = createRankedList(inkling, { list: 'shelf', items: many, late: 'swap' })
  list.subscribe(nothing)
  await settle()
  const ids = list.getSnapshot().items.map(({ id }) => +id)
  expect(ids.slice(0, 2)).toEqual([199, 198])
  expect(ids.slice(-4)).toEqual([0, 200, 201, 202])
})

test('Items that rank() refuses keep their order, and the console says why.', async () => {
  const report = vi.fn()
  vi.stubGlobal('reportError', report)
  const { list } = make('aba', 'b')
  list.subscribe(nothing)
  await settle()
  expect(shown(list)).toBe('aba')
  expect(report).toHaveBeenCalledWith(expect.objectContaining({ message: 'two items share an id' }))
})

test('Whatever comes in whatever order: nothing is lost or doubled, what is seen stays, pinned items too.', async () => {
  const step = fc.record({
    letters: fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 }).map((each) => each.join('')),
    best: fc.shuffledSubarray([...'abcdefghij']).map((each) => each.join('')),
    inView: fc.nat(10),
    painted: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('once', 'live'),
      fc.constantFrom('', 'c', 'ej'),
      async (steps, when, pins) => {
        const pinned = (letters: string) => items(letters).map((item) => ({ ...item, pinned: pins.includes(item.id) }))
        const { list, view, state } = make('', '', { when })
        const end = list.subscribe(nothing)
        for (const { letters, best, inView, painted } of steps) {
          Object.assign(state, { best })
          list.setItems(pinned(letters))
          if (painted) frame()
          view.inView = inView
          const before = shown(list)
          await settle()
          tell('profile')
          await settle()
          expect([...shown(list)].sort()).toEqual([...letters].sort())
          if (painted) expect(shown(list).slice(0, inView)).toBe(before.slice(0, inView))
          for (const id of pins) expect(shown(list).indexOf(id)).toBe(letters.indexOf(id))
        }
        end()
        list.undo()
        expect(shown(list)).toBe(steps.at(-1)!.letters)
      },
    ),
    { numRuns: 60 },
  )
})

describe('In which order it begins', () => {
  const given = items('abcd')
  const plan = { rules: {}, edition: null, items: [...'abcd'].map((id, at) => [id, at] as const) }
  const known = { ...EMPTY, known: true, scores: { a: 0 }, plans: { [planKey('shelf')]: plan } }
  const begin = (options: Partial<RankedListOptions> = {}, inkling = inklingFor('').inkling) =>
    createRankedList(inkling, { list: 'shelf', items: given, ...options })
  const handOver = (order: unknown) => {
    window.inkling = Object.assign([], {
      first: {
        lists: new WeakMap(),
        slots: new WeakMap(),
        handed: new Map([[handedKey('shelf', [...'abcd']), order]]),
      },
    }) as unknown as NonNullable<typeof window.inkling>
  }
  beforeEach(() => localStorage.clear())
  afterEach(() => {
    delete window.inkling
    localStorage.clear()
  })

  test('By the plan where the browser renders first; pinned and sensitive items stay.', () => {
    writeSnapshot(known)
    expect(shown(begin({ start: 'reader' }))).toBe('dcba')
    expect(shown(begin())).toBe('abcd')
    const [a, b, c, d] = given as [Item, Item, Item, Item]
    const held = [{ ...a, pinned: true }, b, { ...c, sensitive: true }, d]
    expect(shown(begin({ start: 'reader', items: held }))).toBe('adcb')
  })

  test('By the plan of another address where a router renders before it changes the address; that of other items is of no use.', () => {
    const plan = known.plans[planKey('shelf')]!
    const foreign = { ...plan, items: [['x', 9] as const, ['y', 1] as const] }
    writeSnapshot({ ...known, scores: {}, plans: { [planKey('shelf')]: foreign, 'shelf /elsewhere': plan } })
    expect(shown(begin({ start: 'reader' }))).toBe('dcba')
    writeSnapshot({ ...known, scores: {}, plans: { 'shelf top /elsewhere': plan } })
    expect(shown(begin({ start: 'reader' }))).toBe('abcd')
  })

  test('As the server has sent it where nothing is known, without consent, and where storage holds something else.', () => {
    writeSnapshot({ ...known, known: false })
    expect(shown(begin({ start: 'reader' }))).toBe('abcd')
    writeSnapshot(known)
    const { inkling, state } = inklingFor('')
    state.content = false
    expect(shown(begin({ start: 'reader' }, inkling))).toBe('abcd')
    localStorage.setItem('inkling.snapshot', JSON.stringify({ ...known, plans: { [planKey('shelf')]: 7 } }))
    expect(shown(begin({ start: 'reader' }))).toBe('abcd')
  })

  test('Asked for the server’s snapshot in the browser, it is being hydrated.', () => {
    writeSnapshot(known)
    const list = begin({ start: 'reader' })
    expect(list.getServerSnapshot().items).toEqual(given)
    expect(list.getSnapshot()).toBe(list.getServerSnapshot())
  })

  test('Hydrated, it begins as the snippet has left it, and takes no order that isn’t one.', () => {
    handOver([...'cadb'])
    expect(shown(begin())).toBe('cadb')
    expect(shown(begin({ list: 'other' }))).toBe('abcd')
    expect(shown(begin({ items: items('abc') }))).toBe('abc')
    for (const wrong of [7, null, {}, ['a'], [...'aabb'], [...'abcx']]) {
      handOver(wrong)
      expect(shown(begin())).toBe('abcd')
    }
  })

  test('Once consent has been withdrawn, the snippet’s order is not used again.', () => {
    handOver([...'cadb'])
    const { inkling, state } = inklingFor('')
    state.content = false
    expect(shown(begin({}, inkling))).toBe('abcd')
  })

  test('The first ranking betters what no frame shows, and leaves what is in view.', async () => {
    writeSnapshot(known)
    const { list } = make('abcd', 'abdc', { inView: 2, start: 'reader' })
    list.subscribe(nothing)
    expect(shown(list)).toBe('dcba')
    await settle()
    expect(shown(list)).toBe('dcab')
    expect(list.getSnapshot()).toMatchObject({ late: true, ranking: { list: 'shelf' } })
  })
})
