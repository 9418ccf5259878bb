// What a reader says of their interests, from the call to the history and back out of it.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Inkling, wire } from '../../../../src/client/inkling.ts'
import * as audiences from '../../../../src/entries/audiences.ts'
import * as platforms from '../../../../src/entries/consent-platforms.ts'
import { Runtime } from '../../../../src/entries/core.ts'
import * as explain from '../../../../src/entries/explain.ts'
import * as transfer from '../../../../src/entries/transfer.ts'
import { readSnapshot } from '../../../../src/first-paint/snapshot.ts'
import { deleteDatabase } from '../../../../src/history/database/delete-database.ts'
import { LIMITS } from '../../../../src/history/event-limits.ts'
import { DAY } from '../../../../src/lib/limits.ts'
import type { Core } from '../../../../src/types/core.ts'
import type { InterestEdit, ReaderEvent } from '../../../../src/types.ts'

const GRANT = { content: true, creatives: false, measurement: false }
const CODE: Core = {
  Runtime,
  trust: (url) => url,
  importFile: async () => ({ ...explain, ...transfer, ...audiences, loadLanguages: async () => undefined }) as never,
}
const ITEMS = [
  { id: '/bread', title: 'Bread', topic: 'food' },
  { id: '/moon', title: 'A moon of Saturn', topic: 'space' },
  { id: '/oven', title: 'The oven', topic: 'food' },
  { id: '/star', title: 'A star', topic: 'space' },
]

const ends: Array<() => unknown> = []

function start(): Inkling {
  const inkling = wire(
    { download: 'never', page: false, calibration: 0 },
    async () => CODE,
    async () => platforms,
    'r',
  )
  inkling.consent.set(GRANT)
  ends.push(() => inkling.destroy())
  return inkling
}

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  vi.restoreAllMocks()
})

const order = async (inkling: Inkling) => (await inkling.rank(ITEMS)).items.map(({ id }) => id)
const events = async (inkling: Inkling) => (await inkling.exportData()).events
const said = async (inkling: Inkling) => (await events(inkling)).map(({ kind, topic }) => `${kind} ${topic}`)

test('A topic that is raised goes up, one that is lowered down, and each can be taken back, without a trace.', async () => {
  const inkling = start()
  const page = ITEMS.map(({ id }) => id)
  for (const edit of [
    { how: 'raise', topic: 'space' },
    { how: 'lower', topic: 'food' },
  ] as const) {
    const edited = await inkling.editInterest(edit)
    expect(await order(inkling)).toEqual(['/moon', '/star', '/bread', '/oven'])
    expect(await said(inkling)).toEqual([`${edit.how} ${edit.topic}`])
    await edited!.undo!()
    expect(await order(inkling)).toEqual(page)
    expect(await events(inkling)).toEqual([])
  }
})

test('A step takes the one before it back, until there is none; three steps are the most, and the profile tells them.', async () => {
  const inkling = start()
  const level = async () => (await inkling.profile()).topics.find(({ topic }) => topic === 'space')?.level ?? 0
  const steps = async (how: 'raise' | 'lower', times: number) => {
    const levels: number[] = []
    for (let i = 0; i < times; i++) {
      await inkling.editInterest({ how, topic: 'space' })
      levels.push(await level())
    }
    return levels
  }
  expect(await steps('raise', 2)).toEqual([1, 2])
  expect(await steps('lower', 5)).toEqual([1, 0, -1, -2, -3])
  expect(await said(inkling)).toEqual(['lower space', 'lower space', 'lower space'])
  expect(await inkling.editInterest({ how: 'lower', topic: 'space' })).toBeUndefined()
  expect(await steps('raise', 1)).toEqual([-2])
})

test('A topic that is paused ranks and is told as if nothing had been read of it; what was hidden stays hidden; resumed, all is back.', async () => {
  const [inkling, without] = [start(), start()]
  for (const id of ['/a', '/b']) await inkling.track('read', { id, title: `The planet ${id}`, topic: 'space' })
  await inkling.editInterest({ how: 'raise', topic: 'space' })
  const before = [await order(inkling), await inkling.profile()] as const
  expect(before[0].slice(0, 2).sort()).toEqual(['/moon', '/star'])
  const paused = await inkling.editInterest({ how: 'pause', topic: 'space' })
  const { topics } = await inkling.profile()
  expect(topics).toEqual([{ topic: 'space', share: 0, paused: true }])
  const kept = await inkling.exportData()
  await without.erase()
  expect(await order(without)).toEqual(ITEMS.map(({ id }) => id))
  await without.importData({ ...kept, items: [] })
  expect(await order(without)).toEqual(ITEMS.map(({ id }) => id))
  await without.track('dismiss', ITEMS[1]!)
  expect((await order(without)).at(-1)).toBe('/moon')
  await without.editInterest({ how: 'resume', topic: 'space' })
  expect((await order(without))[0]).toBe('/star')
  expect(paused?.undo).toBeTypeOf('function')
})

test('What is removed leaves nothing in an export: no event, no edit, no item of the topic; the rest stays.', async () => {
  const inkling = start()
  await order(inkling)
  for (const item of ITEMS) await inkling.track('read', item)
  await inkling.track('dismiss', ITEMS[1]!)
  for (const how of ['raise', 'pause'] as const) await inkling.editInterest({ how, topic: 'space' })
  await inkling.editInterest({ how: 'more', item: ITEMS[3]! })
  await vi.waitFor(async () => expect((await inkling.exportData()).items).toHaveLength(4))
  expect(await inkling.editInterest({ how: 'remove', topic: 'space' })).toEqual({})
  const { events: left, items } = await inkling.exportData()
  expect(JSON.stringify({ left, items })).not.toMatch(/space|moon|star/)
  expect([left.length, items.length]).toEqual([2, 2])
  inkling.destroy()
  // Nor on the disk.
  const next = start()
  expect(JSON.stringify(await events(next))).not.toMatch(/space|moon|star/)
  expect((await next.exportData()).items.map(({ id }) => id).sort()).toEqual(['/bread', '/oven'])
})

test('More and less like an item: it is not hidden, the one takes the other back, and what was hidden is not taken for less.', async () => {
  const inkling = start()
  const scores = async () => new Map((await inkling.rank(ITEMS)).items.map(({ id, score }) => [id, score]))
  const before = await scores()
  await inkling.editInterest({ how: 'less', item: ITEMS[0]! })
  expect(await inkling.dismissed()).toEqual([])
  const after = await scores()
  for (const { id, topic } of ITEMS)
    if (topic === 'food') expect(after.get(id)).toBeLessThan(before.get(id)!)
    else expect(after.get(id)).toBe(before.get(id))
  expect(await inkling.editInterest({ how: 'less', item: ITEMS[0]! })).toBeUndefined()
  await inkling.editInterest({ how: 'more', item: ITEMS[0]! })
  expect(await events(inkling)).toEqual([])
  const more = await inkling.editInterest({ how: 'more', item: ITEMS[3]! })
  expect((await order(inkling))[0]).toBe('/moon')
  await more!.undo!()
  expect(await events(inkling)).toEqual([])
})

test('An edit is in the plan of the next first paint as soon as the page goes.', async () => {
  const inkling = start()
  await order(inkling)
  await vi.waitFor(() => expect(Object.keys(readSnapshot().scores)).toHaveLength(4))
  await inkling.editInterest({ how: 'raise', topic: 'space' })
  window.dispatchEvent(new Event('pagehide'))
  const { known, topics } = readSnapshot()
  expect(known).toBe(true)
  expect(topics['space']! - topics['food']!).toBeCloseTo(1, 9)
})

test('Without consent, of what may not be recorded, and once consent is withdrawn nothing is kept.', async () => {
  const inkling = start()
  expect(await inkling.editInterest({ how: 'raise', topic: 'Abortion and the church' })).toBeUndefined()
  expect(await inkling.editInterest({ how: 'more', item: { ...ITEMS[0]!, sensitive: true } })).toBeUndefined()
  expect(await events(inkling)).toEqual([])
  inkling.consent.deny()
  expect(await inkling.editInterest({ how: 'raise', topic: 'space' })).toBeUndefined()
})

test('An edit comes back by an import, and outlasts what was read; of a topic whose name is too long none comes.', async () => {
  const inkling = start()
  await inkling.editInterest({ how: 'raise', topic: 'space' })
  await inkling.track('read', ITEMS[0]!)
  const kept = await inkling.exportData()
  const [edit] = kept.events.filter(({ kind }) => kind === 'raise')
  await inkling.erase()
  const old = kept.events.map((event) => ({ ...event, at: event.at - 400 * DAY }))
  const hostile: ReaderEvent[] = [
    { ...edit!, item: 'x', topic: 'x'.repeat(LIMITS.editedTopic + 1) },
    { ...edit!, item: '__proto__', topic: '__proto__' },
  ]
  expect(await inkling.importData({ ...kept, events: [...old, ...hostile] })).toMatchObject({ events: 2 })
  expect((await said(inkling)).sort()).toEqual(['raise __proto__', 'raise space'])
  expect((await order(inkling))[0]).toBe('/moon')
  expect(await inkling.exportCsv()).toMatch(/^raise,/m)
})

test('An edit that cannot be read is a mistake of the developer.', async () => {
  const inkling = start()
  for (const edit of [
    undefined,
    {},
    { how: 'rise', topic: 'space' },
    { how: 'raise' },
    { how: 'raise', topic: ' ' },
    { how: 'pause', topic: 'x'.repeat(201) },
    { how: 'more', topic: 'space' },
    { how: 'less', item: { id: '/a' } },
    { how: 'toString', topic: 'a' },
  ])
    await expect(inkling.editInterest(edit as InterestEdit), JSON.stringify(edit)).rejects.toThrow(
      /^inkling: write editInterest/,
    )
})

test('A topic is the same however it is spelt: what lists have made of it is what is raised and removed.', async () => {
  const inkling = start()
  await inkling.track('read', { id: '/m', title: 'A moon', topic: 'Space' })
  await inkling.editInterest({ how: 'raise', topic: 'SPACE' })
  expect((await inkling.profile()).topics).toEqual([{ topic: 'space', share: 1, level: 1 }])
  await inkling.editInterest({ how: 'remove', topic: 'Space' })
  expect(await events(inkling)).toEqual([])
  const imported = {
    kind: 'read',
    at: Date.now() - 1000,
    item: '/old',
    text: 'Space: Old',
    fingerprint: '',
    topic: 'Space',
  }
  await inkling.importData({ version: 1, events: [imported], items: [] } as never)
  expect(await events(inkling)).toHaveLength(1)
  await inkling.editInterest({ how: 'remove', topic: 'space' })
  expect(await events(inkling)).toEqual([])
})
