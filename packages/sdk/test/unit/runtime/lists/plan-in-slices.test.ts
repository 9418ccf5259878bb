// The next page's creatives are chosen in slices: the result is the same as at once, and what has been overtaken is never written.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { type Campaign, NO_CAMPAIGN } from '../../../../src/creatives/campaigns/campaign.ts'
import { KEY, MAX_CHARACTERS, readSnapshot, writeSnapshot } from '../../../../src/first-paint/snapshot.ts'
import { yieldToMain } from '../../../../src/lib/scheduling/in-slices.ts'
import type { ListsState } from '../../../../src/page/lists/list-context.ts'
import { SnapshotWriter } from '../../../../src/runtime/lists/snapshot-writer.ts'
import { Scorer } from '../../../../src/runtime/ranking/scorer.ts'
import { chooseForSlots } from '../../../../src/runtime/slots/plan-slots.ts'
import { stored } from '../../../../src/runtime/slots/slot-items.ts'
import { SlotTools } from '../../../../src/runtime/slots/slot-tools.ts'
import type { CreativesContext } from '../../../../src/types/bundles.ts'
import type { ItemContent, ReaderEvent } from '../../../../src/types.ts'
import { SHOWN_KEY } from '../../../../src/web-storage/shown-campaigns.ts'
import { NOON, seeded } from '../../creatives/make.ts'
import { content, event } from '../../ranking/make.ts'

const TOPICS = ['food', 'science', 'sport']

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  const random = seeded(7)
  vi.spyOn(Math, 'random').mockImplementation(random)
  // Each look at the clock finds a slice used up: there is a pause after each step.
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 6))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const row = (slot: string, creative: string, topic: string): ItemContent =>
  stored({ slot, creative, content: content(`${slot}-${creative}`, { topic, text: `A word on ${topic}` }), marks: {} })

/** A site whose pages together have so many slots of three creatives each. */
const rows = (slots: number) =>
  Array.from({ length: slots }, (_, at) => TOPICS.map((topic) => row(`slot-${at}`, topic, topic))).flat()
const one = (more: Partial<Campaign> = {}): Campaign => ({
  ...NO_CAMPAIGN,
  id: 'spring',
  priority: 1,
  creatives: TOPICS.map((id) => ({ id })),
  ...more,
})

async function page(items: readonly ItemContent[], campaigns: readonly Campaign[]) {
  const end = new AbortController()
  const events: ReaderEvent[] = [event('read', content('/moon', { topic: 'science' }), { at: NOON - 1000 })]
  const context = {
    grant: { signal: end.signal, consent: { creatives: true }, options: resolveOptions({ specialCategories: true }) },
    store: { events, items: new Map(items.map((item) => [item.id, item])), vectors: new Map() },
  } as unknown as CreativesContext
  Object.assign(context, { scorer: new Scorer(context) })
  const tools = new SlotTools(context, { undone: new Set<string>() } as unknown as ListsState)
  await tools.campaigns.ready
  tools.campaigns.campaigns = { campaigns, off: false }
  const choose = vi.fn((all: readonly ItemContent[]) => chooseForSlots(tools, all))
  Object.assign(context, { creatives: { choose } })
  return { writer: new SnapshotWriter(context), events, end, choose }
}

const written = () => [localStorage.getItem(KEY), localStorage.getItem(SHOWN_KEY)]
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await yieldToMain()
}

const someCampaign = fc.record({
  priority: fc.constantFrom(0, 1),
  caps: fc.constantFrom({}, { session: 1 }, { day: 2, gap: 30 }),
  schedule: fc.constantFrom({}, { hours: ['08:00-18:00'], zone: 'UTC' }, { end: '2026-11-22', zone: 'UTC' }),
  exclusions: fc.constantFrom([], ['air']),
})

test('Chosen in slices, at once, or in slices until the page is left: the same is written.', async () => {
  let differing = 0
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(...TOPICS.map(() => someCampaign)),
      fc.integer({ min: 1, max: 4 }),
      fc.nat({ max: 40 }),
      async (all, slots, left) => {
        const campaigns = all.map((more, at) => one({ ...more, id: `c${at}`, creatives: [{ id: TOPICS[at]! }] }))
        const results: unknown[] = []
        const run = async (act: (writer: SnapshotWriter) => Promise<void> | void) => {
          localStorage.clear()
          vi.mocked(Math.random).mockImplementation(seeded(11))
          // Something to put right, which is part of what is written.
          localStorage.setItem(SHOWN_KEY, JSON.stringify([['c0', NOON - 40 * 86_400_000]]))
          await act((await page(rows(slots), campaigns)).writer)
          results.push(written())
        }
        await run((writer) => writer.write())
        await run((writer) => writer.prepare())
        await run(async (writer) => {
          const whole = writer.prepare()
          await turns(left)
          differing += Number(localStorage.getItem(KEY) === null)
          writer.leave()
          await whole
        })
        expect(results[1]).toEqual(results[0])
        expect(results[2]).toEqual(results[0])
        expect(Object.keys(readSnapshot().slots)).not.toEqual([])
      },
    ),
    { numRuns: 20 },
  )
  // Some were left in the middle.
  expect(differing).toBeGreaterThan(5)
})

test('The page has its turn again and again while the creatives of many slots are chosen.', async () => {
  const { writer } = await page(rows(50), [one()])
  let [had, isDone] = [0, false]
  const whole = writer.prepare().then(() => (isDone = true))
  while (!isDone) {
    await yieldToMain()
    had++
  }
  await whole
  expect(had).toBeGreaterThan(50)
  expect(Object.keys(readSnapshot().slots).length).toBeGreaterThan(10)
})

test('Left in between, it is written at once, and once only.', async () => {
  const { writer } = await page(rows(20), [one()])
  const whole = writer.prepare()
  await turns(3)
  expect(localStorage.getItem(KEY)).toBeNull()
  writer.leave()
  const first = localStorage.getItem(KEY)
  expect(Object.keys(readSnapshot().slots)).toHaveLength(20)
  const set = vi.spyOn(localStorage, 'setItem')
  writer.leave()
  await whole
  expect(set).not.toHaveBeenCalled()
  expect(localStorage.getItem(KEY)).toBe(first)
})

test('What happens in between counts: left then, the choice is made anew.', async () => {
  const { writer, events, choose } = await page(rows(3), [one({ caps: { session: 1 } })])
  const whole = writer.prepare()
  await turns(8)
  const shown = { ...content('inkling:shown/slot-0/food'), fingerprint: '', text: '' }
  events.push({ ...event('shown', shown, { at: NOON - 1 }), tags: ['campaign=spring', 'propensity=1'] })
  writer.stale = true
  writer.leave()
  await whole
  expect(choose).toHaveBeenCalledTimes(2)
  const now = Date.now()
  const open = Object.values(readSnapshot().slots).flatMap((plan) => (typeof plan === 'string' ? [] : plan))
  expect(open.length).toBeGreaterThan(0)
  for (const [, , spans] of open) expect(spans.some(([from, to]) => from <= now && now < to)).toBe(false)
})

test.each([
  ['consent is withdrawn', ({ end }: Awaited<ReturnType<typeof page>>) => end.abort()],
  ['everything is erased', ({ writer }: Awaited<ReturnType<typeof page>>) => writer.drop()],
])('If %s in between, nothing is written, nor when the page is left then.', async (_, happens) => {
  const view = await page(rows(20), [one()])
  const whole = view.writer.prepare()
  await turns(3)
  happens(view)
  localStorage.clear()
  await turns(3)
  view.writer.leave()
  await whole
  expect(Object.keys(localStorage)).toEqual([])
})

test('A newer preparation takes an older one’s place, however far that has come; only the newer is written.', async () => {
  for (const far of [0, 1, 10, 60]) {
    localStorage.clear()
    const { writer } = await page(rows(20), [one()])
    const old = writer.prepare()
    await turns(far)
    expect(localStorage.getItem(KEY)).toBeNull()
    const set = vi.spyOn(localStorage, 'setItem')
    const news = writer.prepare()
    await old
    expect(set.mock.calls.filter(([key]) => key === KEY)).toEqual([])
    await news
    expect(set.mock.calls.filter(([key]) => key === KEY)).toHaveLength(1)
    set.mockRestore()
  }
})

test('A hidden page, whose timers are slow, chooses at once.', async () => {
  const { writer } = await page(rows(20), [one()])
  const platform = Object.getPrototypeOf(document)
  Object.defineProperty(platform, 'visibilityState', { get: () => 'hidden', configurable: true })
  try {
    const whole = writer.prepare()
    expect(Object.keys(readSnapshot().slots)).toHaveLength(20)
    await whole
  } finally {
    Reflect.deleteProperty(platform, 'visibilityState')
  }
})

test('Many slots never push out what else the snapshot holds: those seen last have a plan.', async () => {
  writeSnapshot({ pages: { '/': { id: 'top', wait: 5 } } })
  const { writer } = await page(rows(166), [one({ schedule: { hours: ['08:00-09:00', '12:00-13:00'], zone: 'UTC' } })])
  await writer.prepare()
  const { slots, pages } = readSnapshot()
  expect(pages).toEqual({ '/': { id: 'top', wait: 5 } })
  expect(Object.keys(slots)[0]).toBe('slot-165')
  expect(JSON.stringify(slots).length).toBeLessThanOrEqual(8000)
  expect(JSON.stringify(readSnapshot()).length).toBeLessThan(MAX_CHARACTERS)
})
