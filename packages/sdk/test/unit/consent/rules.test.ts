// What counts as a choice: browser signals, pages for children, old choices, interrupted deletions, and sources of
// consent.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import type { Inkling } from '../../../src/client/inkling.ts'
import { recall } from '../../../src/consent/stored-choice.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { InklingOptions } from '../../../src/options.ts'
import type { Consent, GoogleConsent, Item, SetConsent } from '../../../src/types.ts'

const DAY = 86_400_000
const GRANT = { content: true, creatives: true, measurement: true }
const CONTENT_ALONE: Consent = { state: 'granted', content: true, creatives: false, measurement: false }
const RINGS: Item = { id: '/rings', title: 'The rings of Saturn', topic: 'science' }
const ALL: GoogleConsent = { ad_storage: 'granted', ad_personalization: 'granted', personalization_storage: 'granted' }

const ends: Array<() => unknown> = []

function start(options: InklingOptions = {}) {
  const inkling = createInkling({ download: 'never', ...options })
  ends.push(async () => {
    await inkling.status()
    inkling.destroy()
  })
  return inkling
}

function heard(name: string) {
  const details: Array<Record<string, unknown>> = []
  const listener = (event: Event) => details.push((event as CustomEvent).detail)
  document.addEventListener(name, listener)
  ends.push(() => document.removeEventListener(name, listener))
  return details
}

const signals: Array<[string, object]> = [
  ['Global Privacy Control', { globalPrivacyControl: true }],
  ['Do Not Track', { doNotTrack: '1' }],
]
const signal = (properties: object) => vi.stubGlobal('navigator', { userAgent: 'test', ...properties })
const databases = async () => (await indexedDB.databases()).map(({ name }) => name)
const keys = () => Object.keys(localStorage).sort()
const untilEmpty = () =>
  vi.waitFor(async () => {
    expect(await databases()).toEqual([])
    expect(keys().filter((key) => key !== 'inkling.consent')).toEqual([])
    expect(Object.keys(sessionStorage)).toEqual([])
  })

/** A reader who consented, read something, and left. */
async function read() {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  inkling.destroy()
  localStorage.setItem('inkling.snapshot', '{}')
  sessionStorage.setItem('inkling.shown', '{}')
}

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  document.documentElement.removeAttribute('data-audience')
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('A choice that seems to come from the future is asked for again; for a wrong clock nothing is deleted.', async () => {
  await read()
  vi.spyOn(Date, 'now').mockReturnValue(1000)
  const inkling = createInkling({ download: 'never' })
  ends.push(() => inkling.destroy())
  expect(inkling.consent.get().state).toBe('unknown')
  expect(localStorage.getItem('inkling.snapshot')).not.toBeNull()
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['inkling'])
})

test.each(signals)('%s: a yes from before doesn’t count any more, and what it allowed to keep goes.', async (_, on) => {
  await read()
  signal(on)
  const inkling = start()
  expect(inkling.consent.get().state).toBe('unknown')
  await untilEmpty()
})

test.each(signals)(
  '%s: a yes that is said in spite of it counts for content, and is remembered as such.',
  async (_, on) => {
    signal(on)
    const inkling = start()
    inkling.consent.set(GRANT)
    expect(inkling.consent.get()).toEqual(CONTENT_ALONE)
    expect(recall()).toEqual(CONTENT_ALONE)
    await inkling.track('read', RINGS)
    expect((await start().exportData()).events).toHaveLength(1)
    vi.unstubAllGlobals()
    expect(recall()).toEqual(CONTENT_ALONE)
  },
)

test.each(signals)('%s: creatives and measurement without content are a no.', (_, on) => {
  signal(on)
  const inkling = start()
  inkling.consent.set({ creatives: true, measurement: true })
  expect(inkling.consent.get().state).toBe('denied')
})

const loaded = (explicit?: boolean) => (set: SetConsent) => set(GRANT, explicit)

test.each<[string, InklingOptions['consent'], (inkling: Inkling) => void]>([
  ['an implied yes', 'granted', () => {}],
  ['what a source had stored', loaded(), () => {}],
  ['Google’s mode', 'google', ({ consent }) => consent.google(ALL)],
])('Under a signal %s doesn’t count: nothing is asked for or stored.', (_, consent, answer) => {
  signal({ globalPrivacyControl: true })
  const inkling = start({ consent: consent! })
  answer(inkling)
  expect(inkling.consent.get().state).toBe('unknown')
  expect(localStorage.length).toBe(0)
})

test('Under a signal what a source had stored confirms an explicit yes, and a no of it ends it.', async () => {
  signal({ globalPrivacyControl: true })
  start().consent.set(GRANT)
  expect(start({ consent: loaded() }).consent.get()).toEqual(CONTENT_ALONE)
  expect(start({ consent: loaded(true) }).consent.get()).toEqual(CONTENT_ALONE)
  expect(start({ consent: (set) => set({ creatives: true }) }).consent.get().state).toBe('denied')
})

test.each<[string, InklingOptions['consent'], (inkling: Inkling) => void]>([
  ['an implied yes', 'granted', () => {}],
  ['what a source had stored', loaded(), () => {}],
  ['Google’s mode', 'google', ({ consent }) => consent.google(ALL)],
])(
  'Where a signal is about advertising only, %s counts for content, on this page and the next.',
  (_, consent, answer) => {
    signal({ globalPrivacyControl: true })
    const inkling = start({ consent: consent!, privacySignal: 'advertising' })
    answer(inkling)
    expect(inkling.consent.get()).toEqual(CONTENT_ALONE)
    expect(recall()).toEqual(CONTENT_ALONE)
  },
)

test('A signal about advertising only, turned on later, ends creatives and measurement and leaves the lists.', async () => {
  const options = { privacySignal: 'advertising' } as const
  const before = start(options)
  before.consent.set({ content: true, creatives: true, measurement: true })
  await before.track('read', RINGS)
  before.destroy()
  signal({ globalPrivacyControl: true })
  const after = start(options)
  expect(after.consent.get()).toEqual(CONTENT_ALONE)
  expect((await after.exportData()).events).toHaveLength(1)
  after.consent.deny()
  expect(recall().state).toBe('denied')
})

test('A yes given under the strict rule isn’t one despite the signal.', () => {
  start().consent.set(GRANT)
  signal({ globalPrivacyControl: true })
  expect(start({ privacySignal: 'advertising' }).consent.get().state).toBe('unknown')
})

test('A no is a no with the signal and without.', () => {
  start().consent.deny()
  signal({ globalPrivacyControl: true })
  expect(start().consent.get().state).toBe('denied')
})

test.each<[string, () => InklingOptions]>([
  ['the option', () => ({ audience: 'children' })],
  [
    'the mark',
    () => {
      document.documentElement.setAttribute('data-audience', 'children')
      return {}
    },
  ],
])('A page for children, by %s: nobody can say yes there, and what other pages keep stays.', async (_, mark) => {
  await read()
  const [consents, listens] = [heard('inkling:consent'), vi.spyOn(window, 'addEventListener')]
  const before = { ...localStorage }
  const source = vi.fn()
  const inkling = start({ consent: source, page: true, ...mark() })
  inkling.consent.set(GRANT)
  inkling.consent.google(ALL, true)
  await inkling.track('read', { id: '/x', title: 'X' })
  expect(inkling.consent.get().state).toBe('denied')
  expect((await inkling.exportData()).events).toEqual([])
  expect(source).not.toHaveBeenCalled()
  expect(listens).not.toHaveBeenCalled()
  expect(consents).toEqual([])
  expect({ ...localStorage }).toEqual(before)
})

test('A page for children: a no still counts, and deletes.', async () => {
  await read()
  start({ audience: 'children' }).consent.deny()
  await untilEmpty()
  expect(recall().state).toBe('denied')
})

test('A sensitive item keeps its place and leaves no trace; so does what is recognised as article 9, unless the site vouches for it.', async () => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  const items = [
    { id: '/s', title: 'Saturn, sensitively', topic: 'science', sensitive: true },
    { id: '/bread', title: 'Bread' },
    { id: '/moon', title: 'A moon of Saturn', topic: 'science' },
  ]
  await inkling.track('read', items[0]!)
  await inkling.track('search', { id: 'q', title: 'symptoms of hiv' })
  const { items: ranked } = await inkling.rank(items)
  expect(ranked.map(({ id }) => id)).toEqual(['/s', '/moon', '/bread'])
  expect(ranked[0]).toMatchObject({ rule: 'pinned' })
  await vi.waitFor(async () =>
    expect((await inkling.exportData()).items.map(({ id }) => id)).toEqual(['/bread', '/moon']),
  )
  expect((await inkling.exportData()).events).toMatchObject([{ item: '/rings' }])
  const vouched = start({ specialCategories: true })
  await vouched.track('search', { id: 'q', title: 'symptoms of hiv' })
  expect((await vouched.exportData()).events).toHaveLength(2)
})

test('What is recognised as article 9 keeps its place and is hidden for the visit alone, of which nothing is stored.', async () => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  const hiv: Item = { id: '/hiv', title: 'Living with hiv', popularity: 1 }
  const items = [
    { id: '/bread', title: 'Bread' },
    { id: '/cup', title: 'Cup' },
    hiv,
    { id: '/moon', title: 'A moon of Saturn', topic: 'science' },
  ]
  const order = async (by: Inkling) => (await by.rank(items, { list: 'top' })).items.map(({ id }) => id)
  expect(await order(inkling)).toEqual(['/moon', '/bread', '/hiv', '/cup'])
  expect(await inkling.explain('top', '/hiv')).toMatchObject({ sensitive: true, reason: { why: 'sensitive' } })
  expect(await inkling.explain('top', '/moon')).not.toHaveProperty('sensitive')
  const stored = async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await inkling.exportData()])
  await order(inkling)
  await inkling.track('dismiss', hiv, { list: 'top' })
  expect(await order(inkling)).toEqual(['/moon', '/bread', '/cup', '/hiv'])
  expect(await inkling.explain('top', '/hiv')).toMatchObject({ sensitive: true, reason: { why: 'dismissed' } })
  expect(await inkling.dismissed()).toEqual([])
  expect((await inkling.exportData()).events).toMatchObject([{ item: '/rings' }])
  expect(await stored()).not.toContain('dismiss')
  await inkling.track('restore', hiv)
  expect(await order(inkling)).toEqual(['/moon', '/bread', '/hiv', '/cup'])
  await inkling.track('dismiss', hiv)
  inkling.destroy()
  expect(await order(start())).toEqual(['/moon', '/bread', '/hiv', '/cup'])
})

test('After six months the choice is open again, and what it allowed to keep is deleted.', async () => {
  await read()
  const { at, ...rest } = JSON.parse(localStorage.getItem('inkling.consent')!)
  localStorage.setItem('inkling.consent', JSON.stringify({ ...rest, at: at - 182 * DAY }))
  const inkling = start()
  expect(inkling.consent.get().state).toBe('unknown')
  await untilEmpty()
})

test('A deletion that was cut off goes on at the next page view; where there is no trace nothing is touched.', async () => {
  await read()
  localStorage.clear()
  sessionStorage.clear()
  const deletes = vi.spyOn(indexedDB, 'deleteDatabase')
  start()
  expect(deletes).not.toHaveBeenCalled()
  localStorage.setItem('inkling.wiping', '')
  start()
  await untilEmpty()
})

test('A yes that comes with the page finds nothing of what was to be deleted: it begins anew.', async () => {
  await read()
  // Withdrawn, and interrupted before anything was deleted.
  localStorage.setItem('inkling.consent', JSON.stringify({ state: 'denied', at: Date.now(), aware: true }))
  localStorage.setItem('inkling.wiping', '')
  const inkling = start({ consent: (set) => set(GRANT) })
  expect(inkling.consent.get().state).toBe('granted')
  await inkling.track('read', { id: '/moon', title: 'A moon' })
  expect((await inkling.exportData()).events.map(({ item }) => item)).toEqual(['/moon'])
})

test('What the browser’s own settings have deleted, the choice with it, ends the visit, though no tab tells of it.', async () => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  localStorage.clear()
  await deleteDatabase()
  expect(inkling.consent.get().state).toBe('unknown')
  await inkling.track('read', RINGS)
  await untilEmpty()
})

test('Two on one page: a choice that is told to one is heard by the other, and a withdrawal ends both.', async () => {
  const [one, two] = [start(), start()]
  one.consent.set(GRANT)
  two.consent.set(GRANT)
  await Promise.all([one.track('read', RINGS), two.status()])
  one.consent.set({ content: true })
  expect(two.consent.get()).toEqual(CONTENT_ALONE)
  await one.status()
  two.consent.deny()
  expect(one.consent.get().state).toBe('denied')
  await one.track('read', RINGS)
  await untilEmpty()
})

test('A source whose end throws: what runs ends all the same.', async () => {
  const inkling = start({
    consent: (set) => {
      set(GRANT)
      return () => {
        throw new Error('of the site')
      }
    },
  })
  await inkling.track('read', RINGS)
  expect(() => inkling.destroy()).toThrow('of the site')
  ends.pop()
  const listener = heard('inkling:profile')
  await inkling.track('read', { id: '/moon', title: 'A moon' })
  expect(listener).toEqual([])
  expect((await inkling.exportData()).events).toEqual([])
})

test('A choice deleted in another tab ends what it allowed.', async () => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  localStorage.clear()
  window.dispatchEvent(new StorageEvent('storage', { key: null }))
  expect(inkling.consent.get().state).toBe('unknown')
  await untilEmpty()
})

test('A full storage keeps no yes that has been taken back.', () => {
  start().consent.set(GRANT)
  vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  start().consent.deny()
  expect(recall().state).toBe('unknown')
})

test('A source is called once, its answers are followed, and it is ended.', async () => {
  const end = vi.fn()
  let set!: SetConsent
  const source = vi.fn((given: SetConsent) => {
    set = given
    return end
  })
  const inkling = start({ consent: source })
  expect(inkling.consent.get().state).toBe('unknown')
  set({ content: true })
  expect(inkling.consent.get()).toEqual(CONTENT_ALONE)
  set({})
  expect(inkling.consent.get().state).toBe('denied')
  expect(() => set({ contents: true } as never)).toThrow('write inkling.consent.set')
  inkling.destroy()
  expect(source).toHaveBeenCalledOnce()
  expect(end).toHaveBeenCalledOnce()
})

test.each<[string, InklingOptions['consent']]>([
  [
    'throws',
    () => {
      throw new Error('of the site')
    },
  ],
  ['is refused', () => Promise.reject(new Error('of the site'))],
  ['says what is no choice', (set) => set({ contents: true } as never)],
])('A source that %s is told, not thrown.', async (_, consent) => {
  const errors = heard('inkling:error')
  const inkling = start({ consent: consent! })
  await vi.waitFor(() => expect(errors).toMatchObject([{ code: 'consent-unavailable' }]))
  expect(inkling.consent.get().state).toBe('unknown')
})

test('A platform without the publisher’s purposes is told of by its code.', async () => {
  const errors = heard('inkling:error')
  vi.stubGlobal('__tcfapi', (_: string, __: number, callback: (data: object, success: boolean) => void) =>
    callback({ eventStatus: 'tcloaded', listenerId: 1 }, true),
  )
  const inkling = start({ consent: 'tcf' })
  await vi.waitFor(() => expect(inkling.consent.get().state).toBe('denied'))
  expect(errors).toMatchObject([{ code: 'consent-unavailable' }])
})

test('To recognise topics alone no model is asked for: only when there is something to compare.', async () => {
  const fetched = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
  vi.stubGlobal('fetch', fetched)
  // The manifest is fetched for the languages of the model.
  document.documentElement.lang = 'en'
  ends.push(() => document.documentElement.removeAttribute('lang'))
  const inkling = start({ model: 'https://x.example/m/', download: 'now' })
  inkling.consent.set(GRANT)
  await inkling.status()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(fetched).not.toHaveBeenCalled()
  await inkling.rank([RINGS, { id: '/bread', title: 'Bread' }])
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
})
