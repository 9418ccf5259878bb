/** Faults in Inkling's own files and in other scripts of the page. */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { released } from '../released.ts'
import type { Fault } from './fault.ts'
import { type Answer, details, expect, IDS, known, rows, shown, stored, type Told, track, until } from './site.ts'

const RELEASE = `${released()}/`

const file =
  (name: string, answer: (response: Parameters<Answer>[1]) => unknown): Answer =>
  (request, response) => {
    if (!request.url.startsWith(`/inkling/${name}`)) return false
    answer(response)
    return true
  }

const damaged = (name: string) =>
  file(name, (response) => {
    const bytes = readFileSync(RELEASE + name)
    bytes[100]! ^= 1
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(bytes)
  })

const without = (name: string, answer: Answer): Fault => ({
  name,
  promise: "the page stays in its own order; nothing is kept, and what is called doesn't fail",
  codes: ['script-unavailable'],
  arrange: ({ site }) => {
    site.answer = answer
  },
  act: async (page) => {
    await track(page, '/new')
    expect(await known(page)).toEqual([])
    expect([...(await shown(page))].sort()).toEqual([...IDS].sort())
  },
})

const exports = (page: Page) =>
  page.evaluate(async () => {
    const { inkling } = window as unknown as Told
    return [await inkling.exportCsv(), await inkling.importData(await inkling.exportData())] as const
  })

const told = (page: Page) =>
  page.evaluate(async () => {
    const { inkling } = window as unknown as Told
    return [await inkling.dismissed(), await inkling.profile()] as const
  })

export const SCRIPT: readonly Fault[] = [
  without(
    'core.js is not there',
    file('core.js', (response) => response.writeHead(404).end()),
  ),
  without(
    'the connection breaks before core.js has come',
    file('core.js', (response) => response.destroy()),
  ),
  without('one byte of core.js is another', damaged('core.js')),
  {
    name: 'one byte of core.js is another, in a cache',
    promise: 'it is fetched again past all caches',
    arrange: ({ site }) => {
      let times = 0
      site.answer = (request, response) => {
        if (!request.url.startsWith('/inkling/core.js') || times++) return false
        response.setHeader('cache-control', 'max-age=3600')
        return damaged('core.js')(request, response)
      }
    },
    act: async (page) => {
      await track(page, '/new')
      expect(await stored(page)).toContain('/new')
    },
  },
  {
    name: 'transfer.js is not there',
    promise: 'no table and no import, all else works',
    codes: ['script-unavailable', 'script-unavailable'],
    arrange: ({ site }) => {
      site.answer = file('transfer.js', (response) => response.writeHead(404).end())
    },
    act: async (page) => {
      expect(await exports(page)).toEqual(['', undefined])
      await track(page, '/new')
      expect(await stored(page)).toContain('/new')
    },
    after: async (page) => expect((await exports(page))[1]).toEqual({ events: 0, items: 0 }),
  },
  {
    name: 'one byte of transfer.js is another',
    promise: 'it is not run',
    codes: ['script-unavailable', 'script-unavailable'],
    arrange: ({ site }) => {
      site.answer = damaged('transfer.js')
    },
    act: async (page) => expect(await exports(page)).toEqual(['', undefined]),
    after: async (page) => expect((await exports(page))[0].split('\r\n')[0]).toMatch(/^kind,at,item/),
  },
  {
    name: 'explain.js is not there',
    promise: 'nothing is explained, all else works',
    codes: ['script-unavailable', 'script-unavailable'],
    arrange: ({ site }) => {
      site.answer = file('explain.js', (response) => response.writeHead(404).end())
    },
    act: async (page) => {
      expect(await told(page)).toEqual([[], { topics: [], events: 0 }])
      await track(page, '/new')
      expect(await stored(page)).toContain('/new')
    },
    after: async (page) => expect((await told(page))[1].events).toBeGreaterThan(0),
  },
  {
    name: 'one byte of explain.js is another',
    promise: 'it is not run',
    codes: ['script-unavailable', 'script-unavailable'],
    arrange: ({ site }) => {
      site.answer = damaged('explain.js')
    },
    act: async (page) => expect(await told(page)).toEqual([[], { topics: [], events: 0 }]),
    after: async (page) => expect((await told(page))[1].events).toBeGreaterThan(0),
  },
  {
    name: 'the ranker that the site names is not there',
    promise: 'the one that comes along ranks',
    codes: ['ranker-unavailable'],
    arrange: ({ site }) => {
      site.attributes = 'data-download="never" data-ranker="/none.json"'
    },
    mend: ({ site }) => {
      site.attributes = 'data-download="never"'
    },
  },
  {
    name: 'the popularity that the site names is not there',
    promise: 'lists are ranked without it',
    codes: ['popularity-unavailable'],
    arrange: ({ site }) => {
      site.attributes = 'data-download="never" data-popularity="/none.json"'
    },
    mend: ({ site }) => {
      site.attributes = 'data-download="never"'
    },
  },
  {
    name: 'the file about co-reading that the site names is not there',
    promise: 'lists are ranked without it',
    codes: ['co-reading-unavailable'],
    arrange: ({ site }) => {
      site.attributes = 'data-download="never" data-co-reading="/none.json"'
    },
    mend: ({ site }) => {
      site.attributes = 'data-download="never"'
    },
  },
  {
    name: 'one byte of site-files.js is another',
    promise: 'it is not run, and the ranker that comes along ranks',
    codes: ['script-unavailable'],
    arrange: ({ site }) => {
      site.attributes = 'data-download="never" data-popularity="/none.json"'
      site.answer = damaged('site-files.js')
    },
    mend: ({ site }) => {
      site.attributes = 'data-download="never"'
    },
  },
  ...['words.js', 'words-de.js'].map(
    (name): Fault => ({
      name: `the page is in German, and one byte of ${name} is another`,
      promise: 'it is not run, and words rank as they stand',
      codes: ['script-unavailable'],
      arrange: ({ site }) => {
        site.head = '<script>document.documentElement.lang = "de"</script>'
        site.answer = damaged(name)
      },
      mend: ({ site }) => {
        site.head = ''
      },
    }),
  ),
  {
    name: 'two tags on one page, of two versions',
    promise: 'the first works, the second stays out and says so: each event counts once',
    codes: ['script-twice'],
    arrange: ({ site }) => {
      site.head = '<script async src="/inkling/inkling.js?other" data-download="never"></script>'
    },
    mend: ({ site }) => {
      site.head = ''
    },
    act: async (page) => {
      await track(page, '/new')
      expect((await rows(page, 'events')).filter(({ item }) => item === '/new')).toHaveLength(1)
      expect(await details(page, 'ready')).toHaveLength(1)
    },
  },
  {
    name: 'two tags on one page, and one of them never comes',
    promise: 'the other works, and nobody is told of two',
    arrange: ({ site }) => {
      site.head = '<script async src="/inkling/inkling.js?other" data-download="never"></script>'
      site.answer = file('inkling.js?other', (response) => response.writeHead(404).end())
    },
    mend: ({ site }) => {
      site.head = ''
    },
    act: async (page) => {
      await track(page, '/new')
      expect(await stored(page)).toContain('/new')
    },
  },
  {
    name: 'the page has no idle callback, as Safari has none',
    promise: 'the snapshot is written all the same',
    init: () => Object.defineProperty(window, 'requestIdleCallback', { value: undefined }),
    act: async (page) => {
      await track(page, '/new')
      await expect.poll(() => page.evaluate(() => localStorage.getItem('inkling.snapshot') ?? '')).toContain('"/cat"')
    },
  },
  {
    name: 'another script takes an item out and puts it back while the list is ordered',
    promise: 'nothing is lost or doubled',
    init: () =>
      addEventListener('DOMContentLoaded', () => {
        const list = document.querySelector('[data-inkling-list]')!
        const item = list.children[4]!
        item.remove()
        setTimeout(() => list.append(item), 5)
      }),
    act: (page) => until(page, 'ranked'),
  },
  {
    name: "a script of the page's own has replaced Array's and Object's methods by slower ones",
    promise: 'nothing depends on their identity',
    init: () => {
      for (const name of ['map', 'filter', 'some', 'sort'] as const) {
        const original = Array.prototype[name] as (...args: unknown[]) => unknown
        Object.assign(Array.prototype, {
          [name]: function (this: unknown[], ...args: unknown[]) {
            return original.apply(this, args)
          },
        })
      }
    },
    act: (page) => until(page, 'ranked'),
  },
]
