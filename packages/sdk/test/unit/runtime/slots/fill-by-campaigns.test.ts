// Caps are checked once more just before a creative is shown: what other tabs have shown since it was chosen counts.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import type { Campaign } from '../../../../src/creatives/campaigns/campaign.ts'
import { yieldToMain } from '../../../../src/lib/scheduling/in-slices.ts'
import type { FirstSlot } from '../../../../src/page/lists/early-queue.ts'
import type { ListsState } from '../../../../src/page/lists/list-context.ts'
import { Scorer } from '../../../../src/runtime/ranking/scorer.ts'
import { fillByCampaigns } from '../../../../src/runtime/slots/fill-by-campaigns.ts'
import type { OpenSlot } from '../../../../src/runtime/slots/open-slot.ts'
import { showingEvent } from '../../../../src/runtime/slots/showings/showing-events.ts'
import { noteShown, takeBackPainted } from '../../../../src/runtime/slots/showings/shown-note.ts'
import { SlotTools } from '../../../../src/runtime/slots/slot-tools.ts'
import type { CreativesContext } from '../../../../src/types/bundles.ts'
import type { CampaignReason, ReaderEvent } from '../../../../src/types.ts'
import {
  keepShownCampaigns,
  readShownCampaigns,
  type ShownCampaign,
} from '../../../../src/web-storage/shown-campaigns.ts'
import { campaign, candidate, NOON, showing } from '../../creatives/make.ts'

interface Told {
  readonly slot: string
  readonly campaign?: string
  why(): Promise<CampaignReason | undefined>
}

const ends: Array<() => void> = []
let told: Told[] = []
beforeEach(() => {
  localStorage.clear()
  document.body.innerHTML = ''
  told = []
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  for (const name of ['inkling:creative', 'inkling:unfilled'])
    on(name, (event) => told.push((event as CustomEvent).detail))
  // Each look at the clock finds a slice used up.
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 6))
})
afterEach(() => {
  for (const end of ends.splice(0)) end()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function on(name: string, listener: (event: Event) => void) {
  document.addEventListener(name, listener)
  ends.push(() => document.removeEventListener(name, listener))
}

/** A page with slots, each of which may show each of the campaigns. Several pages stand for several tabs: they share localStorage. */
function tab(
  campaigns: readonly Campaign[],
  names: readonly string[] = ['hero'],
  early: (slot: string) => FirstSlot | undefined = () => undefined,
) {
  const end = new AbortController()
  ends.push(() => end.abort())
  const events: ReaderEvent[] = []
  const context = {
    grant: { signal: end.signal, options: resolveOptions({}), importFile: async () => ({}) },
    store: { events, items: new Map(), vectors: new Map() },
    images: new Map(),
  } as unknown as CreativesContext
  Object.assign(context, { scorer: new Scorer(context) })
  const state = { undone: new Set<string>(), arranged: { of: new WeakMap(), all: new Set() } } as unknown as ListsState
  const tools = new SlotTools(context, state)
  tools.campaigns.campaigns = { campaigns, off: false }
  const slots = names.map((name): OpenSlot => {
    const element = document.createElement('div')
    document.body.append(element)
    const nodes = campaigns.map(({ id, creatives }) => [creatives[0]!.id, [document.createTextNode(id)]] as const)
    return {
      name,
      element,
      nodes: new Map(nodes),
      early: early(name),
      wanted: false,
      kept: [],
      choices: { slot: name, candidates: campaigns.map((each) => candidate(each)) },
    }
  })
  return {
    events,
    slots,
    state,
    end,
    fill: () => fillByCampaigns(tools, slots),
    shows: () => slots.map(({ element }) => element.textContent),
  }
}
const spring = (more: Partial<Campaign> = {}) => campaign('spring', { priority: 2, ...more })
const summer = (more: Partial<Campaign> = {}) => campaign('summer', { priority: 1, ...more })
const filled = (tabs: ReadonlyArray<ReturnType<typeof tab>>) => tabs.flatMap(({ shows }) => shows()).filter(Boolean)

test.each([{ session: 1 }, { gap: 30 }, { day: 1 }, { week: 1 }])(
  'Five tabs that choose at once keep %j.',
  async (caps) => {
    const tabs = Array.from({ length: 5 }, () => tab([spring({ caps })]))
    await Promise.all(tabs.map((each) => each.fill()))
    expect(filled(tabs)).toEqual(['spring'])
    expect(readShownCampaigns()).toEqual([['spring', NOON]])
    expect(told.map(({ campaign }) => campaign)).toEqual(['spring', ...Array(4).fill(undefined)])
  },
)

test('Of two campaigns, the next takes the place of one that has been used up in the meantime.', async () => {
  const tabs = Array.from({ length: 4 }, () => tab([spring({ caps: { session: 1 } }), summer({ caps: { day: 2 } })]))
  await Promise.all(tabs.map((each) => each.fill()))
  expect(filled(tabs)).toEqual(['spring', 'summer', 'summer'])
})

test('A showing that another tab has stored in between counts, too, and a schedule that has ended.', async () => {
  const capped = tab([spring({ caps: { day: 1 } })])
  const seen = capped.fill()
  capped.events.push(showingEvent(showing('spring', NOON - 1)))
  await seen
  const ended = tab([spring({ schedule: { end: new Date(NOON + 5).toISOString() } })])
  const late = ended.fill()
  vi.setSystemTime(NOON + 10)
  await late
  expect(filled([capped, ended])).toEqual([])
})

test('What this page itself shows counts once, however much of it has been seen by then.', async () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const one = tab([spring({ caps: { session: 3 } })], names)
  // Each showing is seen, and stored, as soon as there is one.
  on('inkling:creative', () => {
    vi.setSystemTime(Date.now() + 1)
    for (const [campaign, at] of readShownCampaigns())
      if (!one.events.some((event) => event.at === at)) one.events.push(showingEvent(showing(campaign, at)))
  })
  await one.fill()
  expect(filled([one])).toHaveLength(3)
})

test('Two slots of one name count as they did: both show what was decided.', async () => {
  const one = tab([spring({ caps: { session: 1 } })], ['hero', 'hero'])
  await one.fill()
  expect(one.shows()).toEqual(['spring', 'spring'])
})

test('Caps hold whatever number of tabs, slots and campaigns there is, in whatever order they have their turns.', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat({ max: 6 }), { minLength: 5, maxLength: 5 }),
      async (slots, first, second, waits) => {
        localStorage.clear()
        const campaigns = [spring({ caps: { session: first } }), summer({ caps: { session: second } })]
        const tabs = slots.map((count) =>
          tab(
            campaigns,
            Array.from({ length: count }, (_, at) => `slot-${at}`),
          ),
        )
        const each = tabs.map(async (one, at) => {
          for (let turn = 0; turn < waits[at]!; turn++) await yieldToMain()
          await one.fill()
        })
        await Promise.all(each)
        const shown = filled(tabs)
        const all = slots.reduce((sum, count) => sum + count)
        expect(shown.filter((text) => text === 'spring').length).toBeLessThanOrEqual(first)
        expect(shown.filter((text) => text === 'summer').length).toBeLessThanOrEqual(second)
        // Nothing stays empty without a reason.
        if (tabs.length === 1) expect(shown).toHaveLength(Math.min(all, first + second))
      },
    ),
    { numRuns: 50 },
  )
})

test('Of 200 slots, those that are taken off the page before their turn take up no cap, and one that is undone stays as it is.', async () => {
  const names = Array.from({ length: 200 }, (_, at) => `slot-${at}`)
  const one = tab([spring({ caps: { session: 150 } })], names)
  on('inkling:creative', (event) => {
    const at = names.indexOf((event as CustomEvent<Told>).detail.slot)
    // The first has itself and those from the eleventh on removed; the second has the third undone.
    if (at === 0) for (const { element } of [one.slots[0]!, ...one.slots.slice(10)]) element.remove()
    if (at === 1) one.state.undone.add(names[2]!)
  })
  await one.fill()
  expect(one.shows().slice(1, 10)).toEqual(names.slice(1, 10).map((name) => (name === 'slot-2' ? '' : 'spring')))
  expect(one.shows().slice(10).filter(Boolean)).toEqual([])
  expect(readShownCampaigns()).toHaveLength(9)
})

test('What the snippet has painted stays, though other tabs have used up its cap, and counts for the other slots.', async () => {
  keepShownCampaigns([
    ['spring', NOON - 10],
    ['spring', NOON - 5],
  ])
  const undo = vi.fn()
  const early = { prepared: new Map(), creative: 'spring-1', at: NOON - 5, before: [], undo }
  const one = tab([spring({ caps: { session: 2 } })], ['painted', 'other'], (slot) =>
    slot === 'painted' ? early : undefined,
  )
  await one.fill()
  expect(undo).not.toHaveBeenCalled()
  expect(one.shows()[1]).toBe('')
})

test('Showings at the same time are counted one by one.', () => {
  const rows: ShownCampaign[] = [
    ['spring', NOON],
    ['spring', NOON],
    ['summer', NOON],
  ]
  keepShownCampaigns(rows)
  takeBackPainted(NOON, 'spring')
  expect(readShownCampaigns()).toEqual(rows.slice(1))
  noteShown('spring', NOON)
  noteShown('spring', NOON + 9, NOON)
  expect(readShownCampaigns()).toEqual([
    ['summer', NOON],
    ['spring', NOON],
    ['spring', NOON + 9],
  ])
})
