// @vitest-environment node
// Converts a log to the visits from which it was written, and tests invalid logs.

import { expect, test } from 'vitest'
import { simulate } from '../../../measure/src/fairness/simulation.ts'
import type { Visit } from '../../../measure/src/fairness/visit.ts'
import { plainOrder } from '../../../sdk/test/cases/fair-order.ts'
import { Extras, type FieldNames } from '../../src/audit/extras.ts'
import { visitsOf } from '../../src/audit/visits.ts'
import { uniform } from '../../src/evaluate/random.ts'
import { click, type Event, item, parse, ranking } from '../evaluate/make.ts'
import { eventsOf } from './make.ts'

async function read(events: readonly Event[], names: Partial<FieldNames> = {}) {
  const extras = new Extras({ groups: ['language', 'region'], ...names })
  const log = await parse(events, { onEvent: (event) => extras.take(event) })
  return { log, extras }
}

const shown = async (events: readonly Event[], names?: Partial<FieldNames>, most = 1e6) => {
  const { log, extras } = await read(events, names)
  return visitsOf(log, extras, undefined, most)
}

const plain = ({ page, groups, clicked, opened, ...rest }: Visit) => ({
  ...rest,
  at: Math.round(rest.at),
  page: page.map(({ id, topic, provider, voice, tone, published }) => ({
    id,
    topic,
    provider,
    voice,
    tone,
    published,
  })),
  groups: [...groups].sort(),
  clicked: [...clicked].sort(),
  opened: [...opened].sort(),
})

test('A log written from visits is read back as the same visits', async () => {
  const visits = simulate({ readers: 6, visits: 5, order: plainOrder, random: uniform(2) })
  const found = (await shown(eventsOf(visits))).visits
  const key = ({ reader, at }: Visit) => `${reader} ${Math.round(at)}`
  const byKey = new Map(found.map((visit) => [key(visit), visit]))
  expect(found.length).toBe(visits.length)
  for (const visit of visits) expect(plain(byKey.get(key(visit))!)).toEqual(plain(visit))
})

const TWO = [item('a', { topic: 'x' }), item('b', { author: 'Ann' }), ranking('l', 'u', ['a', 'b']), click('l', 'a')]

test('Without the editors’ places a log has no reference order; in a replay, its own order is the editors’', async () => {
  const { log, extras } = await read(TWO)
  expect(extras.hasPages).toBe(false)
  expect(visitsOf(log, extras, undefined, 9)).toMatchObject({ visits: [], withoutPage: 1 })
  const { visits } = visitsOf(log, extras, ({ page }) => [...page.keys()].reverse(), 9)
  expect(visits).toMatchObject([
    { order: [1, 0], clickedIn: 'page', page: [{ id: 'a' }, { id: 'b', provider: 'Ann' }] },
  ])
})

test('An item’s provider is the first known field, or the named one', async () => {
  const events = [
    item('a', { publisher: 'P', author: 'A', agency: ['G', 'H'] }),
    item('b', { desk: 7 }),
    {
      ...ranking('l', 'u', []),
      items: [
        { id: 'a', from: 1 },
        { id: 'b', from: 0 },
      ],
    },
    click('l', 'a'),
  ]
  const providers = async (names?: Partial<FieldNames>) =>
    (await shown(events, names)).visits[0]!.page.map(({ provider }) => provider)
  expect(await providers()).toEqual([undefined, 'P'])
  expect(await providers({ provider: 'agency' })).toEqual([undefined, 'G'])
  expect(await providers({ provider: 'desk' })).toEqual(['7', 'A'])
})

test('Groups: what a list says goes before what is known of the reader', async () => {
  const events = [
    {
      event: 'user',
      user: 'u',
      timestamp: 1,
      fields: [
        { name: 'language', value: 'de' },
        { name: 'region', value: 'north' },
      ],
    },
    {
      ...ranking('l', 'u', []),
      fields: [
        { name: 'language', value: 'ru' },
        { name: 'age', value: '70' },
      ],
      items: [{ id: 'a', from: 0 }],
    },
    click('l', 'a'),
  ]
  const [visit] = (await shown(events)).visits
  expect([...visit!.groups]).toEqual([
    ['language', 'ru'],
    ['region', 'north'],
  ])
})

test('Invalid fields, places and tones are ignored; long lists are truncated; names are bounded', async () => {
  const ids = Array.from({ length: 300 }, (_, n) => `i${n}`)
  const events = [
    {
      event: 'item',
      item: 'i0',
      timestamp: 1,
      fields: [
        { name: 'tone', value: 7 },
        { name: 'voice', value: { a: 1 } },
      ],
    },
    item('i2', { topic: `\u001b[31m${'t'.repeat(300)}`, provider: 'a\u202Eb\nc' }, 1),
    { event: 'item', item: 'i1', timestamp: 1, fields: [{ name: 'provider', value: 'x'.repeat(1e5) }] },
    { event: 'user', user: 'u', timestamp: 1, fields: 'none' },
    { event: 'user', user: 'u', timestamp: 1, fields: [null, 3, { name: '__proto__', value: 'x' }, { value: 'y' }] },
    { ...ranking('l', 'u', []), items: ids.map((id, from) => ({ id, from: 299 - from })) },
    { ...ranking('m', 'u', []), items: ids.map((id, from) => ({ id, from: from ? from : 'first' })) },
    click('l', 'i0'),
  ]
  const { visits, cut, withoutPage } = await shown(events)
  expect({ visits: visits.length, cut, withoutPage }).toEqual({ visits: 1, cut: 2, withoutPage: 1 })
  expect(visits[0]!.page.length).toBe(200)
  expect(visits[0]!.page.at(-1)).toMatchObject({ id: 'i0', tone: undefined, voice: undefined })
  expect(visits[0]!.page.at(-2)!.provider).toHaveLength(100)
  expect(visits[0]!.page.at(-3)).toMatchObject({ topic: `[31m${'t'.repeat(96)}`, provider: 'a b c' })
  expect(visits[0]!.groups.size).toBe(0)
})

test('With too many lists, whole readers are sampled, regardless of the log’s order', async () => {
  const visits = simulate({ readers: 20, visits: 4, order: plainOrder, random: uniform(2) })
  const events = eventsOf(visits)
  const some = await shown(events, {}, 30)
  expect(some.readers).toEqual({ all: 20, taken: 7 })
  expect(some.visits.length).toBe(28)
  const readersOf = (all: readonly Visit[]) => [...new Set(all.map(({ reader }) => reader))].sort()
  expect(readersOf((await shown([...events].reverse(), {}, 30)).visits)).toEqual(readersOf(some.visits))
})

test('Of a reader with thousands of lists, only the last are audited, so that a program doesn’t outweigh the readers', async () => {
  const lists = Array.from({ length: 700 }, (_, n) => ({
    ...ranking(`l${n}`, 'u', [], n),
    items: [{ id: 'a', from: 0 }],
  }))
  const { visits, busy } = await shown([...lists, { ...ranking('empty', 'u', [], 701) }, click('l0', 'a')])
  expect([visits.length, busy]).toEqual([500, 1])
})
