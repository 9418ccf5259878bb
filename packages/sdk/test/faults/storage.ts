/** IndexedDB, Cache Storage and localStorage: missing, slow, full, broken, cleared, blocked, modified by others. */

import type { BrowserContext, Page } from '@playwright/test'
import type { Fault } from './fault.ts'
import { expect, grant, known, rows, stored, type Told, track, until } from './site.ts'

const SEEN = ['/seen/cat', '/seen/dog']
const SWEEPS = [1, 2, 3, 4, 5, 6].map((number) => `inkling.sweep${number}`)

/** A page of the site without Inkling, for other code that modifies its storage. */
export async function beside<A>(
  context: BrowserContext,
  origin: string,
  work: (argument: A) => unknown,
  argument?: A,
): Promise<Page> {
  const page = await context.newPage()
  await page.route('**/inkling.js', (route) => route.abort())
  await page.goto(origin)
  await page.evaluate(work as (argument: unknown) => unknown, argument)
  return page
}

const inMemory = async (page: Page) => {
  await track(page, '/new')
  expect(await known(page)).toContain('/new')
}

/** Opens the database directly, as another script or release would. */
const hold = (version: number | undefined) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('inkling', version)
    request.onupgradeneeded = () => {
      const { result: database } = request
      if (database.objectStoreNames.length) return
      database.createObjectStore('events', { autoIncrement: true }).createIndex('at', 'at')
      database.createObjectStore('vectors', { keyPath: 'key' }).createIndex('used', 'used')
      database.createObjectStore('items', { keyPath: 'item.id' }).createIndex('seen', 'seen')
    }
    request.onsuccess = () => {
      Object.assign(window, { held: request.result })
      resolve()
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })

/** A consent granted on another page. */
const remember = () =>
  localStorage.setItem(
    'inkling.consent',
    JSON.stringify({ state: 'granted', content: true, creatives: true, measurement: false, at: Date.now() }),
  )

const eventually = (page: Page, items: readonly string[]) =>
  expect.poll(() => stored(page), { timeout: 15_000 }).toEqual(expect.arrayContaining([...items]))

let holder: Page | undefined

export const STORAGE: readonly Fault[] = [
  {
    name: 'there is no IndexedDB',
    promise: 'memory serves',
    codes: ['storage-unavailable'],
    init: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    act: inMemory,
    // The last events waited in localStorage.
    after: (page) => eventually(page, [...SEEN, '/new']),
  },
  {
    name: 'a policy forbids IndexedDB',
    promise: 'memory serves',
    codes: ['storage-unavailable'],
    init: () => {
      indexedDB.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
    },
    act: inMemory,
    after: (page) => eventually(page, [...SEEN, '/new']),
  },
  {
    name: 'the backing store is broken',
    promise: 'memory serves, nothing is deleted',
    codes: ['storage-unavailable'],
    init: () => {
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (name, version) => {
        if (name !== 'inkling' || version === undefined) return open(name, version)
        const request = open('broken')
        request.addEventListener = (type: string, listener: EventListener) => {
          if (type === 'error') setTimeout(() => listener(new Event('error')))
        }
        Object.defineProperty(request, 'error', { get: () => new DOMException('backing store', 'UnknownError') })
        return request
      }
    },
    act: inMemory,
    after: (page) => eventually(page, [...SEEN, '/new']),
  },
  {
    name: 'IndexedDB never answers',
    promise: 'memory serves after two seconds',
    codes: ['storage-unavailable'],
    init: () => {
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (name, version) => {
        if (name !== 'inkling' || version === undefined) return open(name, version)
        const request = open('silent')
        request.addEventListener = () => {}
        return request
      }
    },
    act: inMemory,
    after: (page) => eventually(page, [...SEEN, '/new']),
  },
  {
    name: 'IndexedDB takes a second to open',
    promise: 'the page waits for it, and knows the history',
    init: () => {
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (name, version) => {
        const request = open(name, version)
        const listen = request.addEventListener.bind(request)
        request.addEventListener = (type: string, listener: EventListener) =>
          listen(type, (event) => (type === 'success' ? setTimeout(() => listener(event), 1000) : listener(event)))
        return request
      }
    },
    act: async (page) => expect(await known(page)).toEqual(SEEN),
  },
  {
    name: 'IndexedDB takes three seconds to open',
    promise: 'memory serves until it has, then what it kept is stored',
    codes: ['storage-unavailable'],
    init: () => {
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (name, version) => {
        const request = open(name, version)
        if (version === undefined) return request
        const listen = request.addEventListener.bind(request)
        request.addEventListener = (type: string, listener: EventListener) =>
          listen(type, (event) => (type === 'success' ? setTimeout(() => listener(event), 3000) : listener(event)))
        return request
      }
    },
    act: async (page) => {
      await track(page, '/early')
      await eventually(page, [...SEEN, '/early'])
    },
  },
  {
    name: "an older release's page holds the database, and doesn't let go for the upgrade",
    promise: 'memory serves; once it is closed, what memory kept is stored',
    codes: ['storage-unavailable'],
    arrange: async ({ context, site }) => {
      holder = await beside(context, site.origin, () => {
        const request = indexedDB.deleteDatabase('inkling')
        return new Promise((resolve) => (request.onsuccess = resolve))
      })
      await holder.evaluate(hold, 1)
    },
    act: async (page) => {
      await track(page, '/early')
      await holder?.close()
      await eventually(page, ['/early'])
    },
  },
  {
    name: 'the database is from the future',
    promise: 'memory serves, nothing in it is changed',
    codes: ['storage-unavailable'],
    arrange: async ({ context, site }) => (await beside(context, site.origin, hold, 99)).close(),
    act: async (page) => {
      await inMemory(page)
      expect(await stored(page)).toEqual(SEEN)
    },
    mend: async ({ context, site }) => {
      const page = await beside(context, site.origin, () => {
        const request = indexedDB.deleteDatabase('inkling')
        return new Promise((resolve) => (request.onsuccess = resolve))
      })
      await page.close()
    },
  },
  {
    name: 'a newer release upgrades the database while the page is open',
    promise: 'the page lets go at once, and says that it is newer',
    codes: ['storage-unavailable'],
    act: async (page, { context, site }) => {
      await (await beside(context, site.origin, hold, 99)).close()
      await inMemory(page)
      const [error] = await page.evaluate(() => (window as unknown as Told).told.filter(([name]) => name === 'error'))
      expect(error![1]['message']).toContain('newer release')
      expect(await stored(page)).toEqual(SEEN)
    },
    mend: async ({ context, site }) => {
      const page = await beside(context, site.origin, () => {
        const request = indexedDB.deleteDatabase('inkling')
        return new Promise((resolve) => (request.onsuccess = resolve))
      })
      await page.close()
    },
  },
  {
    name: 'another tab deletes the database while the page is open',
    promise: 'what was known is forgotten here, what comes is stored',
    act: async (page, { context, site }) => {
      const other = await beside(context, site.origin, () => {
        const request = indexedDB.deleteDatabase('inkling')
        return new Promise((resolve) => (request.onsuccess = resolve))
      })
      await other.close()
      expect(await known(page)).toEqual([])
      await track(page, '/new')
      expect(await stored(page)).toEqual(['/new'])
    },
  },
  {
    name: "consent is withdrawn while another page holds the database, and doesn't let go",
    promise: 'the rows are gone at once, the page is told, and the rest goes as soon as it is let go',
    codes: ['storage-unavailable'],
    arrange: async ({ context, site }) => {
      holder = await beside(context, site.origin, hold, undefined)
    },
    act: async (page) => {
      const left = () =>
        holder?.evaluate(async () => {
          const { held } = window as unknown as { held: IDBDatabase }
          const names = [...held.objectStoreNames]
          const transaction = held.transaction(names)
          const counts = names.map((name) => transaction.objectStore(name).count())
          await new Promise((resolve) => (transaction.oncomplete = resolve))
          return counts.reduce((sum, { result }) => sum + result, 0)
        })
      expect(await left()).toBeGreaterThan(SEEN.length)
      await page.evaluate(() => (window as unknown as Told).inkling.consent.deny())
      await expect.poll(left, { timeout: 1000 }).toBe(0)
      await until(page, 'error', ({ code }) => code === 'storage-unavailable')
      const traces = () =>
        page.evaluate(async () => [
          ...(await indexedDB.databases()).map(({ name }) => name),
          ...Object.keys(localStorage).sort(),
        ])
      // Those by which the browser's files are swept wait for the deletion.
      await expect.poll(traces).toEqual(['inkling', ...SWEEPS, 'inkling.consent', 'inkling.wiping'])
      await holder?.close()
      await expect.poll(traces).toEqual(['inkling.consent'])
    },
    mend: async ({ context, site }) => (await beside(context, site.origin, remember)).close(),
    after: async (page) => expect(await known(page)).toEqual([]),
  },
  {
    name: 'the browser closes the connection',
    promise: 'it is opened again, nothing is lost, nobody is told',
    init: () => {
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (name, version) => {
        const request = open(name, version)
        request.addEventListener('success', () => Object.assign(window, { connection: request.result }))
        return request
      }
    },
    act: async (page) => {
      await page.evaluate(() => {
        const { connection } = window as unknown as { connection: IDBDatabase }
        connection.close()
        connection.dispatchEvent(new Event('close'))
      })
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'the connection is dead and nobody said so',
    promise: 'it is opened again, nothing is lost, nobody is told',
    init: () => {
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (name, version) => {
        const request = open(name, version)
        request.addEventListener('success', () => Object.assign(window, { connection: request.result }))
        return request
      }
    },
    act: async (page) => {
      await page.evaluate(() => (window as unknown as { connection: IDBDatabase }).connection.close())
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'every connection is lost again',
    promise: 'after three reopenings memory serves',
    codes: ['storage-unavailable'],
    init: () => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('lost', 'InvalidStateError')
      }
    },
    act: inMemory,
    after: (page) => eventually(page, [...SEEN, '/new']),
  },
  {
    name: 'the quota is used up when an event comes',
    promise: 'memory serves',
    codes: ['storage-full'],
    init: () => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    act: inMemory,
    after: (page) => eventually(page, [...SEEN, '/new']),
  },
  {
    name: 'the quota is used up for items, not for events',
    promise: 'events are stored',
    codes: ['storage-full'],
    init: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    act: async (page) => {
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'the quota is used up for a moment',
    promise: 'what could not be stored then is stored with the next event',
    codes: ['storage-full'],
    init: () => {
      const { add } = IDBObjectStore.prototype
      let left = 1
      IDBObjectStore.prototype.add = function (...args) {
        if (left-- > 0) throw new DOMException('full', 'QuotaExceededError')
        return add.apply(this, args)
      }
    },
    act: async (page) => {
      await track(page, '/one')
      await track(page, '/two')
      expect(await stored(page)).toEqual([...SEEN, '/one', '/two'])
    },
  },
  {
    name: 'a transaction is aborted',
    promise: 'it is done again',
    init: () => {
      const { add } = IDBObjectStore.prototype
      let left = 1
      IDBObjectStore.prototype.add = function (...args) {
        const request = add.apply(this, args)
        if (left-- > 0) this.transaction.abort()
        return request
      }
    },
    act: async (page) => {
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'nothing can be read',
    promise: 'what happens is still stored',
    codes: ['storage-unavailable'],
    init: () => {
      const { transaction } = IDBDatabase.prototype
      let reads = 0
      IDBDatabase.prototype.transaction = function (...args) {
        if (Array.isArray(args[0]) && args[0].length === 3 && args[1] === 'readonly' && reads++ === 0)
          throw new DOMException('damaged', 'DataError')
        return transaction.apply(this, args)
      }
    },
    act: async (page) => {
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'damaged rows in every store',
    promise: 'they are passed over, the others serve',
    arrange: async ({ context, site }) => {
      const page = await beside(context, site.origin, hold, undefined)
      await page.evaluate(() => {
        const { held } = window as unknown as { held: IDBDatabase }
        const transaction = held.transaction(['events', 'items', 'vectors'], 'readwrite')
        const events = transaction.objectStore('events')
        for (const row of [null, 7, 'x', [], {}, { at: Number.NaN }, { item: '/x', at: 1, kind: 'click', text: 5 }])
          events.add(row)
        events.add({ item: '/x', at: Date.now(), kind: 'click', text: 'x', fingerprint: 'x', tags: 5, topic: {} })
        for (const item of [{ id: '/a' }, { id: '/b', text: 'x', fingerprint: 'y', tags: [5] }, { id: '/c', topic: 1 }])
          transaction.objectStore('items').put({ item, seen: 0 })
        for (const vector of [undefined, 'x', [1, 2], new Float32Array(3)])
          transaction.objectStore('vectors').put({ key: `x/${String(vector)}`, vector, used: 0 })
        return new Promise((resolve) => (transaction.oncomplete = resolve))
      })
      await page.close()
    },
    act: async (page) => expect(await known(page)).toEqual(SEEN),
  },
  {
    name: 'hostile text where the snapshot and the waiting events should be',
    promise: 'it is not used, and replaced',
    arrange: async ({ context, site }) => {
      const page = await beside(context, site.origin, () => {
        localStorage.setItem(
          'inkling.snapshot',
          '{"v":1,"scores":[],"topics":"x","slots":7,"pages":[[]],"position":"<b>"}',
        )
        localStorage.setItem('inkling.outbox', '[null,7,{"item":5},{"item":"/x"},{"__proto__":{"polluted":1}}]')
      })
      await page.close()
    },
    act: async (page) => {
      expect(await known(page)).toEqual(SEEN)
      expect(await page.evaluate(() => ({}) as { polluted?: number }).then(({ polluted }) => polluted)).toBeUndefined()
    },
  },
  {
    name: 'the remembered choice is hostile text',
    promise: 'it is no choice: nothing is read, and what nobody can be shown to have allowed is deleted',
    arrange: async ({ context, site }) => {
      const page = await beside(context, site.origin, () =>
        localStorage.setItem('inkling.consent', '{"state":"granted","content":true}'),
      )
      await page.close()
    },
    act: async (page) => {
      expect(await known(page)).toEqual([])
      await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
      await grant(page)
      await track(page, '/new')
      await expect.poll(() => known(page)).toEqual(['/new'])
    },
  },
  {
    name: 'localStorage is off',
    promise: 'a choice on the page brings the history all the same',
    init: () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('off', 'SecurityError')
        },
      }),
    act: async (page) => {
      await grant(page)
      await until(page, 'ready', ({ consent }) => consent.state === 'granted')
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'localStorage is full',
    promise: 'the history goes on without a snapshot',
    init: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    act: async (page) => {
      await track(page, '/new')
      expect(await stored(page)).toEqual([...SEEN, '/new'])
    },
  },
  {
    name: 'everything is off, as in some private windows',
    promise: 'the page works for as long as it is open',
    codes: ['storage-unavailable'],
    init: () => {
      Object.defineProperty(window, 'localStorage', { value: null })
      Object.defineProperty(window, 'indexedDB', { value: null })
      Object.defineProperty(window, 'caches', { value: undefined })
    },
    act: async (page) => {
      await grant(page)
      await until(page, 'ready', ({ consent }) => consent.state === 'granted')
      await inMemory(page)
    },
  },
  {
    name: 'IndexedDB has been swept, localStorage has not',
    promise: 'it begins anew, and the snapshot no longer orders by what is gone',
    arrange: async ({ context, site }) => {
      const page = await beside(context, site.origin, () => {
        const request = indexedDB.deleteDatabase('inkling')
        return new Promise((resolve) => (request.onsuccess = resolve))
      })
      await page.close()
    },
    act: async (page) => {
      expect(await known(page)).toEqual([])
      await expect
        .poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}').position))
        .toBe(0)
    },
  },
  {
    name: 'localStorage has been swept, IndexedDB has not',
    promise: 'nothing is read before a new choice; then the history is there',
    arrange: async ({ context, site }) => (await beside(context, site.origin, () => localStorage.clear())).close(),
    act: async (page) => {
      expect(await known(page)).toEqual([])
      expect(await page.evaluate(() => localStorage.length)).toBe(0)
      await grant(page)
      await expect.poll(() => known(page)).toEqual(SEEN)
    },
  },
  {
    name: 'the clock is 90 days ahead for one visit',
    promise: 'nothing is lost',
    once: true,
    init: () => {
      const { now } = Date
      Date.now = () => now() + 90 * 86_400_000
    },
    act: (page) => track(page, '/new'),
    after: async (page) => expect(await known(page)).toEqual(expect.arrayContaining(SEEN)),
  },
  {
    name: 'the clock stands at 1970 for one visit',
    promise: 'nothing is lost; the choice, which it finds from the future, is asked for again',
    once: true,
    init: () => {
      Date.now = () => 1000 + performance.now()
    },
    act: async (page) => {
      expect(await known(page)).toEqual([])
      await grant(page)
      await until(page, 'ready', ({ consent }) => consent.state === 'granted')
      await track(page, '/new')
    },
    mend: async ({ context, site }) => (await beside(context, site.origin, remember)).close(),
    after: async (page) => expect(await known(page)).toEqual(expect.arrayContaining(SEEN)),
  },
  {
    name: 'the tab is closed while it writes',
    promise: 'what it said was stored is stored',
    act: async (page, { context, site }) => {
      const writer = await context.newPage()
      await writer.goto(site.origin)
      await until(writer, 'ready')
      const acknowledged: string[] = []
      await writer.exposeBinding('acknowledge', (_, item: string) => acknowledged.push(item))
      await writer.evaluate(() => {
        const { inkling, acknowledge } = window as unknown as Told & { acknowledge(item: string): void }
        let n = 0
        setInterval(() => {
          const item = `/written/${n++}`
          void inkling.track('impression', { id: item, title: item }).then(() => acknowledge(item))
        }, 60)
      })
      await expect.poll(() => acknowledged.length).toBeGreaterThan(5)
      await writer.close()
      const lying = new Set((await rows(page, 'events')).map(({ item }) => item))
      expect(acknowledged.filter((item) => !lying.has(item))).toEqual([])
    },
  },
]
