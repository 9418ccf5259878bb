import { expect } from 'vitest'
import { clearWebStorage } from '../../src/deletion/web-storage.ts'
import { isProvenUnmanaged, noteUnmanaged } from '../../src/first-paint/observed-lists.ts'
import { plannedOrder } from '../../src/first-paint/planned-order.ts'
import {
  EMPTY,
  KEY,
  MAX_CHARACTERS,
  readSnapshot,
  type Snapshot,
  writeSnapshot,
} from '../../src/first-paint/snapshot.ts'
import type { ReaderEvent } from '../../src/types.ts'
import { changeOutbox, OUTBOX_KEY, readOutbox } from '../../src/web-storage/outbox.ts'
import { comesBack, noteShown, readShown, wipeShown } from '../../src/web-storage/shown-order.ts'
import type { Case } from './case.ts'

const stored = () => localStorage.getItem(KEY) ?? ''
const order = (snapshot: Snapshot, ...page: string[][]) =>
  plannedOrder(
    snapshot,
    { items: [], rules: {}, edition: null },
    page.map(([id, topic]) => ({ id: id!, topic, pinned: false, breaking: false })),
    null,
  ).map(({ id }) => id)
const event = (i: number): ReaderEvent => ({ kind: 'click', at: i, item: `/${i}`, text: 'x', fingerprint: 'f' })

/** Each begins with an empty localStorage. */
export const snapshotCases: Case[] = [
  [
    'What is written is read again; a change leaves the rest.',
    () => {
      expect(readSnapshot()).toEqual(EMPTY)
      writeSnapshot({ scores: { '/a': 0.123456, __proto__x: 1 }, position: 0.1, slots: { hero: 'trail' } })
      writeSnapshot({ views: 2, topics: { science: 0.5 } })
      expect(readSnapshot()).toEqual({
        ...EMPTY,
        views: 2,
        scores: { '/a': 0.1235, __proto__x: 1 },
        topics: { science: 0.5 },
        position: 0.1,
        slots: { hero: 'trail' },
      })
    },
  ],
  [
    'Never more than 64 KB: the scores that stand last go first.',
    () => {
      const scores = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`/item/${i}/${'x'.repeat(20)}`, i / 7]))
      writeSnapshot({ views: 3, scores, position: 0.1 })
      expect(stored().length).toBeLessThanOrEqual(MAX_CHARACTERS)
      expect(2 * MAX_CHARACTERS).toBeLessThanOrEqual(64 * 1024)
      const kept = Object.keys(readSnapshot().scores)
      expect(kept.length).toBeGreaterThan(400)
      expect(kept).toEqual(Object.keys(scores).slice(0, kept.length))
      expect(readSnapshot()).toMatchObject({ views: 3, position: 0.1 })
    },
  ],
  [
    'Never more than 64 KB, whatever the page calls its topics, slots and paths; the count of views lives on.',
    () => {
      const long = 'x'.repeat(100_000)
      for (const change of [
        { topics: { [long]: 1 } },
        { slots: { hero: long } },
        { pages: { [long]: { id: 'x', wait: 1 } } },
        { scores: { [long]: 1 } },
      ] as Partial<Snapshot>[]) {
        writeSnapshot({ views: 7, ...change })
        expect(stored().length).toBeLessThanOrEqual(MAX_CHARACTERS)
        expect(readSnapshot().views).toBe(7)
      }
    },
  ],
  [
    'Hostile JSON in the storage: reading and writing go on, and the next write heals it.',
    () => {
      for (const text of [
        '',
        '{',
        'null',
        '7',
        '"text"',
        '[]',
        '{"v":2,"scores":{"/a":9},"position":1}',
        '{"v":1,"scores":null}',
        '{"v":1,"topics":null,"pages":0}',
        '{"v":1,"slots":false,"views":"x"}',
        '{"v":1,"unmanaged":null}',
        '{"v":1,"unmanaged":{"includes":1}}',
        '{"v":1,"scores":{"/a":{"toString":0},"/b":"9"},"views":1}',
        '{"v":1,"mean":{"valueOf":0},"position":[]}',
        '{"v":1,"views":"1e9","scores":"text","pages":[1]}',
        '{"__proto__":{"position":5},"v":1,"scores":{"__proto__":3,"constructor":"x"}}',
        `{"v":1,"views":"${'9'.repeat(100_000)}"}`,
        `{"v":1,"views":{"a":"${'9'.repeat(100_000)}"}}`,
      ]) {
        localStorage.setItem(KEY, text)
        const snapshot = readSnapshot()
        expect(Object.values(snapshot.scores)).not.toContain(9)
        writeSnapshot({ views: 1, scores: { '/a': 1 } })
        expect(stored().length).toBeLessThanOrEqual(MAX_CHARACTERS)
        expect(readSnapshot()).toMatchObject({ v: 1, views: 1, scores: { '/a': 1 } })
        expect(({} as Record<string, unknown>)['position']).toBeUndefined()
        clearWebStorage()
      }
    },
  ],
  [
    'Names of built-ins are names: no score comes from a prototype, and one is kept under __proto__.',
    () => {
      const scores = JSON.parse('{"__proto__": 0.5}')
      writeSnapshot({ scores, mean: 0.25 })
      expect(order(readSnapshot(), ['constructor', 'toString'], ['__proto__'])).toEqual(['__proto__', 'constructor'])
    },
  ],
  [
    'A score is the own one, else that of the topic, else the mean; the place in the page costs what the ranking says.',
    () => {
      const scores = { '/one': 1, '/half': 0.5, '/quarter': 0.25 }
      const snapshot = { ...EMPTY, scores, topics: { science: 0.6 }, mean: 0.3 }
      const page = [
        ['/quarter'],
        ['/new', 'food'],
        ['/nameless'],
        ['/new science', 'science'],
        ['/half', 'science'],
        ['/one'],
      ]
      expect(order(snapshot, ...page)).toEqual(['/one', '/new science', '/half', '/new', '/nameless', '/quarter'])
      expect(order({ ...snapshot, position: 10 }, ...page)).toEqual(page.map(([id]) => id))
    },
  ],
  [
    'Events that wait for IndexedDB: the last fifty, and nothing once there are none.',
    () => {
      expect(readOutbox()).toEqual([])
      changeOutbox(() => Array.from({ length: 70 }, (_, i) => event(i)))
      expect(readOutbox()).toEqual(Array.from({ length: 50 }, (_, i) => event(i + 20)))
      changeOutbox(() => [])
      expect(localStorage.getItem(OUTBOX_KEY)).toBeNull()
      for (const text of ['{', 'null', '{"a":1}', '7']) {
        localStorage.setItem(OUTBOX_KEY, text)
        expect(readOutbox()).toEqual([])
      }
    },
  ],
  [
    'Wiping takes all but the choice, and nothing of the site.',
    () => {
      localStorage.setItem('inkling.consent', 'kept')
      localStorage.setItem('site', 'kept')
      sessionStorage.setItem('site', 'kept')
      writeSnapshot({ views: 1 })
      changeOutbox(() => [event(1)])
      noteShown({ top: ['/a'] }, '/')
      clearWebStorage()
      expect(Object.keys(localStorage).sort()).toEqual(['inkling.consent', 'site'])
      expect(Object.keys(sessionStorage)).toEqual(['site'])
      sessionStorage.clear()
    },
  ],
  [
    'Lists found unmanaged are known by name, at most a hundred, the last noted; one that is found owned is taken off.',
    () => {
      let unmanaged: readonly string[] = []
      for (let i = 0; i < 120; i++) unmanaged = noteUnmanaged(unmanaged, `list ${i}`, true)
      unmanaged = noteUnmanaged(unmanaged, 'list 30', true)
      expect(unmanaged).toHaveLength(100)
      writeSnapshot({ unmanaged })
      const proven = (name: string) => isProvenUnmanaged(readSnapshot(), name)
      expect(['list 0', 'list 19', 'list 20', 'list 30', 'list 119', 'toString'].map(proven)).toEqual([
        false,
        false,
        true,
        true,
        true,
        false,
      ])
      expect(unmanaged.at(-1)).toBe('list 30')
      writeSnapshot({ unmanaged: noteUnmanaged(readSnapshot().unmanaged, 'list 30', false) })
      expect([proven('list 30'), readSnapshot().unmanaged.length]).toEqual([false, 99])
    },
  ],
  [
    'What a page showed is known in this tab, by path and list; a list of which nothing is known says so.',
    () => {
      sessionStorage.clear()
      noteShown({ top: ['/b', '/a'], side: [] }, '/')
      noteShown({ top: ['/c'] }, '/?page=2')
      expect([readShown('top', '/'), readShown('side', '/'), readShown('top', '/?page=2')]).toEqual([
        ['/b', '/a'],
        [],
        ['/c'],
      ])
      expect([readShown('gone', '/'), readShown('top', '/gone'), readShown('constructor', '/')]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      noteShown({ top: ['/a', '/b'] }, '/')
      expect([readShown('top', '/'), readShown('side', '/')]).toEqual([['/a', '/b'], undefined])
      noteShown({ top: ['/d'] })
      expect(readShown('top')).toEqual(['/d'])
      wipeShown()
      expect([sessionStorage.length, readShown('top', '/')]).toEqual([0, undefined])
    },
  ],
  [
    'At most thirty pages and 64 KB of what was shown, the last visited.',
    () => {
      sessionStorage.clear()
      for (let i = 0; i < 40; i++) noteShown({ top: [`/${i}`] }, `/page/${i}`)
      expect([9, 10, 39].map((i) => readShown('top', `/page/${i}`))).toEqual([undefined, ['/10'], ['/39']])
      const long = Array.from({ length: 100 }, (_, i) => `/${i}/${'x'.repeat(100)}`)
      for (let i = 0; i < 5; i++) noteShown({ top: long }, `/long/${i}`)
      expect(JSON.stringify(sessionStorage).length).toBeLessThan(MAX_CHARACTERS * 1.2)
      expect([0, 2, 3, 4].map((i) => readShown('top', `/long/${i}`)?.length)).toEqual([undefined, undefined, 100, 100])
      noteShown({ top: ['x'.repeat(100_000)] }, '/too-much')
      expect(readShown('top', '/too-much')).toBeUndefined()
      sessionStorage.clear()
    },
  ],
  [
    'Hostile JSON in the tab’s storage is nothing, and the next page heals it.',
    () => {
      for (const text of [
        '{',
        'null',
        '7',
        '[]',
        '"x"',
        '{"/":null}',
        '{"/":{"top":"text"}}',
        '{"/":{"top":{"length":9}}}',
      ]) {
        sessionStorage.setItem('inkling.shown', text)
        expect(readShown('top', '/')).toBeUndefined()
        noteShown({ top: ['/a'] }, '/')
        expect(readShown('top', '/')).toEqual(['/a'])
        sessionStorage.clear()
      }
    },
  ],
  [
    'A page that was just opened is no way back.',
    () => {
      expect(comesBack()).toBe(false)
    },
  ],
]
