// What a visit makes of ordering: when it dares, what it keeps for the way back, and what it tells.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Inkling, wire } from '../../../src/client/inkling.ts'
import * as platforms from '../../../src/entries/consent-platforms.ts'
import { Runtime } from '../../../src/entries/core.ts'
import { KEY, readSnapshot } from '../../../src/first-paint/snapshot.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { Creatives } from '../../../src/runtime/interfaces/services.ts'
import type { Core } from '../../../src/types/core.ts'
import type { ItemContent } from '../../../src/types.ts'

const GRANT = { content: true, creatives: true, measurement: false }
const LIST =
  '<ol data-inkling-list="top"><li data-inkling-topic="food"><a href="/bread">Bread</a></li><li data-inkling-topic="science"><a href="/moon">A moon of Saturn</a></li></ol>'
const standing = () => [...document.querySelectorAll('li a')].map((link) => link.getAttribute('href'))
const kept = () => JSON.parse(sessionStorage.getItem('inkling.shown') ?? 'null')

/** What creatives.js chooses for the next page. */
const chooses = (chosen: ReturnType<typeof readSnapshot>['slots'] | undefined): Creatives['choose'] =>
  function* () {
    yield
    return chosen ? { slots: chosen } : {}
  }
let choose = chooses(undefined)

const CODE: Core = {
  Runtime,
  trust: (url) => url,
  importFile: async () =>
    ({
      createCreatives: () => ({
        async fill() {},
        choose: (items: readonly ItemContent[]) => choose(items),
      }),
      loadLanguages: async () => undefined,
    }) as never,
}

const ends: Array<() => unknown> = []
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 })

function heard(name: string) {
  const details: Array<Record<string, unknown>> = []
  const listener = (event: Event) => details.push((event as CustomEvent).detail)
  document.addEventListener(name, listener)
  ends.push(() => document.removeEventListener(name, listener))
  return details
}

function start(): Inkling {
  const inkling = wire(
    { download: 'never', page: true },
    async () => CODE,
    async () => platforms,
    'r',
  )
  ends.push(async () => {
    await inkling.status()
    inkling.destroy()
  })
  return inkling
}

/** A page of somebody who has read of Saturn before. */
async function open() {
  const before = wire(
    { download: 'never' },
    async () => CODE,
    async () => platforms,
    'r',
  )
  before.consent.set(GRANT)
  await before.track('read', { id: '/rings', title: 'The rings of Saturn', topic: 'science' })
  before.destroy()
  document.body.innerHTML = LIST
  return { ranked: heard('inkling:ranked'), ready: heard('inkling:ready'), errors: heard('inkling:error') }
}

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('A list that no view has found unmanaged waits until the page has loaded; then it is known, and waits no more.', async () => {
  const { ranked, ready } = await open()
  const state = vi.spyOn(Object.getPrototypeOf(document), 'readyState', 'get').mockReturnValue('interactive')
  const first = start()
  await first.status()
  await until(() => expect(readSnapshot().position).toBeGreaterThan(0))
  expect(ranked).toEqual([])
  expect(readSnapshot().unmanaged).toEqual([])
  state.mockReturnValue('complete')
  window.dispatchEvent(new Event('load'))
  await until(() => expect(ready).toHaveLength(1))
  expect(ranked).toMatchObject([{ moved: 1, late: false }])
  expect(standing()).toEqual(['/moon', '/bread'])
  await until(() => expect(readSnapshot().unmanaged).toEqual(['top']))

  first.destroy()
  document.body.innerHTML = LIST
  state.mockReturnValue('interactive')
  start()
  await until(() => expect(ranked).toHaveLength(2))
  expect(standing()).toEqual(['/moon', '/bread'])
  window.dispatchEvent(new Event('load'))
})

test('A list that CSS has come to place is no longer known as unmanaged.', async () => {
  const { ready } = await open()
  document.body.insertAdjacentHTML('afterbegin', '<style>li { order: 1 }</style>')
  localStorage.setItem('inkling.snapshot', JSON.stringify({ ...readSnapshot(), unmanaged: ['other', 'top'] }))
  start()
  await until(() => expect(ready).toHaveLength(1))
  await until(() => expect(readSnapshot().unmanaged).toEqual(['other']))
  expect(standing()).toEqual(['/bread', '/moon'])
})

test('The order shown is kept when the page goes, and not before; a withdrawal takes it, here and from another tab.', async () => {
  for (const withdraw of [
    (inkling: Inkling) => inkling.consent.deny(),
    () => {
      localStorage.setItem('inkling.consent', JSON.stringify({ state: 'denied', at: Date.now() }))
      window.dispatchEvent(new Event('storage'))
    },
  ]) {
    const { ready } = await open()
    const inkling = start()
    await until(() => expect(ready).toHaveLength(1))
    expect(kept()).toBeNull()
    window.dispatchEvent(new Event('pagehide'))
    expect(Object.values(kept())).toEqual([{ top: ['/moon', '/bread'], '': [] }])
    inkling.undo('top')
    window.dispatchEvent(new Event('pagehide'))
    expect(Object.values(kept())).toEqual([{ top: ['/bread', '/moon'], '': [] }, { undone: ['top'] }])
    withdraw(inkling)
    expect(kept()).toBeNull()
    window.dispatchEvent(new Event('pagehide'))
    expect(kept()).toBeNull()
    for (const end of ends.splice(0).reverse()) await end()
  }
})

test('A withdrawal restores the page’s own order, here and from another tab; a later consent orders it again.', async () => {
  for (const withdraw of [
    (inkling: Inkling) => inkling.consent.deny(),
    (inkling: Inkling) => inkling.consent.set({ creatives: true }),
    () => {
      localStorage.setItem('inkling.consent', JSON.stringify({ state: 'denied', at: Date.now() }))
      window.dispatchEvent(new Event('storage'))
    },
  ]) {
    const { ready } = await open()
    const inkling = start()
    await until(() => expect(ready).toHaveLength(1))
    expect(standing()).toEqual(['/moon', '/bread'])
    const nodes = [...document.querySelectorAll('li')]
    withdraw(inkling)
    expect(standing()).toEqual(['/bread', '/moon'])
    expect([...document.querySelectorAll('li')]).toEqual(nodes.reverse())
    // Nothing was undone for the visit: it is the choice that ended the order.
    inkling.consent.set(GRANT)
    await inkling.track('read', { id: '/rings', title: 'The rings of Saturn', topic: 'science' })
    await inkling.redo('top')
    await until(() => expect(standing()).toEqual(['/moon', '/bread']))
    for (const end of ends.splice(0).reverse()) await end()
    localStorage.clear()
    sessionStorage.clear()
    await deleteDatabase()
  }
})

test('Without consent to creatives, lists keep the reader’s order.', async () => {
  const { ready } = await open()
  const inkling = start()
  await until(() => expect(ready).toHaveLength(1))
  inkling.consent.set({ content: true })
  expect(standing()).toEqual(['/moon', '/bread'])
})

test('The page’s own order is remembered for the visit, in lists that come and in the next first paint, until the reader wants theirs.', async () => {
  const { ready, ranked } = await open()
  const first = start()
  await until(() => expect(ready).toHaveLength(1))
  await until(() => expect(readSnapshot().unmanaged).toEqual(['top']))
  expect(standing()).toEqual(['/moon', '/bread'])
  expect(first.undo('top')).toBe(true)
  window.dispatchEvent(new Event('pagehide'))
  expect(readSnapshot().unmanaged).toEqual([])
  first.destroy()

  document.body.innerHTML = LIST
  const second = start()
  await until(() => expect(ready).toHaveLength(2))
  expect(standing()).toEqual(['/bread', '/moon'])
  expect(ranked.at(-1)).toMatchObject({ moved: 0, pending: false })
  expect(readSnapshot().unmanaged).toEqual([])
  await second.redo('top')
  await until(() => expect(standing()).toEqual(['/moon', '/bread']))
  expect(ranked.at(-1)).toMatchObject({ moved: 1, late: false })
  window.dispatchEvent(new Event('pagehide'))
  second.destroy()

  document.body.innerHTML = LIST
  const third = start()
  await until(() => expect(ready).toHaveLength(3))
  expect(standing()).toEqual(['/moon', '/bread'])
  // There and back, the very same nodes.
  const nodes = [...document.querySelectorAll('li')]
  expect(third.undo('top')).toBe(true)
  await third.redo('top')
  await until(() => expect([...document.querySelectorAll('li')]).toEqual(nodes))
  expect(third.undo('top')).toBe(true)
  expect(standing()).toEqual(['/bread', '/moon'])
})

/** A view whose next page's creatives take until `end` is called to be chosen. */
async function choosing() {
  let [isEnding, begun] = [false, 0]
  choose = function* () {
    begun++
    while (!isEnding) yield
    return { slots: { hero: 'trail' } }
  }
  ends.push(() => {
    isEnding = true
    choose = chooses(undefined)
  })
  const { ready } = await open()
  const inkling = start()
  await until(() => expect(ready).toHaveLength(1))
  await until(() => expect(begun).toBeGreaterThan(0))
  return {
    inkling,
    end: () => {
      isEnding = true
    },
  }
}
const hide = (name: string) => {
  if (name === 'pagehide') return window.dispatchEvent(new Event('pagehide'))
  vi.spyOn(Object.getPrototypeOf(document), 'visibilityState', 'get').mockReturnValue('hidden')
  return document.dispatchEvent(new Event('visibilitychange'))
}

test.each(['pagehide', 'visibilitychange'])(
  'Creatives that are being chosen when the page is left are written at once (%s).',
  async (name) => {
    const { end } = await choosing()
    expect(readSnapshot().slots).toEqual({})
    end()
    hide(name)
    expect(readSnapshot().slots).toEqual({ hero: 'trail' })
  },
)

test.each<[string, (inkling: Inkling) => unknown]>([
  ['consent is withdrawn', (inkling) => inkling.consent.deny()],
  ['consent to creatives is', (inkling) => inkling.consent.set({ content: true, creatives: false })],
  ['everything is erased', (inkling) => inkling.erase()],
  [
    'everything is erased in another tab',
    () => {
      localStorage.clear()
      window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: null }))
      // Before the disk has been read again.
      return Promise.resolve()
    },
  ],
])('Creatives that are being chosen when %s are never written.', async (_, happens) => {
  const { inkling, end } = await choosing()
  const done = happens(inkling)
  choose = chooses(undefined)
  await done
  end()
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve))
  hide('pagehide')
  expect(readSnapshot().slots).toEqual({})
})

test('What the reader deletes while creatives are chosen is in no plan, even if the page is left before the disk has answered.', async () => {
  const { inkling, end } = await choosing()
  choose = chooses({ hero: 'anew' })
  const gone = inkling.forget({ item: '/rings' })
  // The disk answers in a task of its own.
  for (let step = 0; step < 20; step++) await Promise.resolve()
  end()
  hide('pagehide')
  expect(readSnapshot().slots).toEqual({ hero: 'anew' })
  expect(await gone).toBe(1)
  expect(readSnapshot().slots).toEqual({ hero: 'anew' })
})

test('A ranking that came too late can be applied by the site, in view.', async () => {
  const { ranked } = await open()
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((type) => (type === 'paint' ? [{} as never] : []))
  start()
  await until(() => expect(ranked).toHaveLength(1))
  expect(ranked[0]).toMatchObject({ late: true, why: 'seen', moved: 0, pending: true })
  expect(standing()).toEqual(['/bread', '/moon'])
  await (ranked[0] as { apply(): Promise<void> }).apply()
  await until(() => expect(standing()).toEqual(['/moon', '/bread']))
  expect(ranked[1]).toMatchObject({ late: false, moved: 1, pending: false })
})

test('A tab that was elsewhere at the withdrawal forgets when it comes back.', async () => {
  sessionStorage.setItem('inkling.shown', '{"/":{"top":["/a"]}}')
  start()
  expect(kept()).toBeNull()
})

test('On the way back the list stands as it was left, though the history now says otherwise.', async () => {
  const { ready, ranked } = await open()
  const path = location.pathname + location.search
  sessionStorage.setItem('inkling.shown', JSON.stringify({ [path]: { top: ['/bread', '/moon'] } }))
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((name) =>
    name === 'navigation' ? [{ type: 'back_forward' } as unknown as PerformanceEntry] : [],
  )
  start()
  await until(() => expect(ready).toHaveLength(1))
  expect(standing()).toEqual(['/bread', '/moon'])
  expect(ranked).toMatchObject([{ moved: 0, late: false, pending: true }])
})

test('A shift of the layout by ours is told, once.', async () => {
  let report = (_: object) => {}
  class Observer {
    constructor(callback: (entries: { getEntries(): object[] }) => void) {
      report = (entry) => callback({ getEntries: () => [entry] })
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal('PerformanceObserver', Observer)
  // Something has been painted, and the list lies below the window.
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((name) =>
    name === 'paint' ? [{ startTime: 0 } as PerformanceEntry] : [],
  )
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 5000, 100, 100))
  const { ready, errors } = await open()
  start()
  await until(() => expect(ready).toHaveLength(1))
  expect(standing()).toEqual(['/moon', '/bread'])
  const node = document.querySelector('li')
  const shift = { value: 0.2, hadRecentInput: false, sources: [{ node }], startTime: performance.now() }
  report({ ...shift, hadRecentInput: true })
  report({ ...shift, sources: [{ node: document.body }] })
  expect(errors).toEqual([])
  report(shift)
  report(shift)
  expect(errors).toMatchObject([{ code: 'layout-shift', message: expect.stringContaining('0.200') }])
})

test('What is ranked by call is planned for the first paint, without what is sensitive, until its page is left.', async () => {
  await open()
  const inkling = start()
  const items = [
    { id: '/bread', title: 'Bread', topic: 'food' },
    { id: '/clinic', title: 'A clinic', sensitive: true },
    { id: '/moon', title: 'A moon of Saturn', topic: 'science' },
  ]
  await inkling.rank(items, { list: 'shelf' })
  const planned = () => readSnapshot().plans['shelf /']?.items ?? []
  await until(() => expect(planned().map(([id]) => id)).toEqual(['/bread', '/moon']))
  const [[, bread], [, moon]] = planned() as unknown as [[string, number], [string, number]]
  expect(moon).toBeGreaterThan(bread)
})
