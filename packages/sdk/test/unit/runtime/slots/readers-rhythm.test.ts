// Campaigns on readers' real rhythm: readers come back after an hour, a day and more, ten days; see one page a visit; open five tabs at
// once. By the planning and the first paint that ship, on a clock of the test's own. No tag fills anything: the slot is in view.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Campaign, type Caps, NO_CAMPAIGN } from '../../../../src/creatives/campaigns/campaign.ts'
import { capReached } from '../../../../src/creatives/campaigns/caps.ts'
import { scheduleRefusal } from '../../../../src/creatives/campaigns/schedule.ts'
import { plannedCreative } from '../../../../src/first-paint/planned-creative.ts'
import { readSnapshot, writeSnapshot } from '../../../../src/first-paint/snapshot.ts'
import { finish } from '../../../../src/lib/scheduling/in-slices.ts'
import { EMPTY_SCORE } from '../../../../src/lib/scoring/empty-score.ts'
import type { ListsState } from '../../../../src/page/lists/list-context.ts'
import { chooseForSlots } from '../../../../src/runtime/slots/plan-slots.ts'
import { showingEvent } from '../../../../src/runtime/slots/showings/showing-events.ts'
import { noteShown, takeBack } from '../../../../src/runtime/slots/showings/shown-note.ts'
import { stored } from '../../../../src/runtime/slots/slot-items.ts'
import { SlotTools } from '../../../../src/runtime/slots/slot-tools.ts'
import type { CreativesContext } from '../../../../src/types/bundles.ts'
import type { ItemContent, ReaderEvent } from '../../../../src/types.ts'
import { keepShownCampaigns, readShownCampaigns } from '../../../../src/web-storage/shown-campaigns.ts'
import { DAY, HOUR, MINUTE, NOON, seeded } from '../../creatives/make.ts'
import { content } from '../../ranking/make.ts'

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

const spring = (more: Partial<Campaign> = {}): Campaign => ({
  ...NO_CAMPAIGN,
  id: 'spring',
  priority: 1,
  creatives: [{ id: 'trail' }],
  ...more,
})

interface Shown {
  readonly campaign: string
  readonly at: number
}

/** A reader of a site with one slot at the top of each page. */
function readerOf(campaigns: readonly Campaign[]) {
  const events: ReaderEvent[] = []
  const context = {
    grant: { options: {}, signal: new AbortController().signal },
    store: { events },
    scorer: {
      rankCreatives: (all: readonly ItemContent[]) => ({ items: all.map(({ id }) => ({ id, parts: EMPTY_SCORE })) }),
    },
  } as unknown as CreativesContext
  const tools = new SlotTools(context, { undone: new Set<string>() } as unknown as ListsState)
  const names = campaigns.flatMap(({ creatives }) => creatives.map(({ id }) => id))
  const items = names.map((creative) => stored({ slot: 'hero', creative, content: content(creative), marks: {} }))
  const shown: Shown[] = []
  let [views, eligible, filled] = [0, 0, 0]
  const isEligible = ({ id, caps, schedule }: Campaign, now: number) => {
    // A showing counts from the moment at which it was seen.
    const own = shown.filter(({ campaign }) => campaign === id).map(({ at }) => at + 1000)
    const all = shown.map(({ at }) => at + 1000)
    return !scheduleRefusal(schedule, now) && !capReached(caps, own, all, now)
  }
  const plan = () => {
    tools.campaigns.campaigns = { campaigns, off: false }
    writeSnapshot(finish(chooseForSlots(tools, items)))
  }
  return {
    shown,
    /** As the snippet does it. @returns the campaign that is painted */
    paint(at: number): string | undefined {
      vi.setSystemTime(at)
      views++
      if (views > 1 && campaigns.some((each) => isEligible(each, at))) eligible++
      const rows = readSnapshot().slots['hero']
      const before = readShownCampaigns()
      const planned =
        typeof rows === 'object' ? plannedCreative(rows, before, at, (name) => names.includes(name)) : undefined
      if (!planned || !keepShownCampaigns([...before, [planned[1], at]])) return undefined
      filled++
      shown.push({ campaign: planned[1], at })
      return planned[1]
    },
    /** The tag has come: what was seen for a second is in the history, and the next view is planned. */
    settle(painted: string | undefined, at: number, seen = true) {
      if (painted && seen) {
        const showing = { campaign: painted, creative: 'x', slot: 'hero', propensity: 1, cells: [], fits: [0, 0, 0] }
        events.push(showingEvent({ ...showing, at: at + 1000 }))
        noteShown(painted, at + 1000, at)
      }
      vi.setSystemTime(at + 2000)
      plan()
      if (painted && !seen) takeBack([[painted, at]])
    },
    /** Of the views on which a campaign might have been shown, but for the very first, of which nothing was known. */
    share: () => filled / eligible,
    eligible: () => eligible,
  }
}

const most = (times: readonly number[], length: number) =>
  Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + length).length))

/** No cap is exceeded, told by all that was painted. */
function expectCaps({ session, day, week, gap }: Caps, times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  if (day !== undefined) expect(most(sorted, DAY)).toBeLessThanOrEqual(day)
  if (week !== undefined) expect(most(sorted, 7 * DAY)).toBeLessThanOrEqual(week)
  if (gap) expect(most(sorted, gap * MINUTE)).toBeLessThanOrEqual(1)
  let inSession = 0
  sorted.forEach((at, n) => {
    inSession = n && at - sorted[n - 1]! <= 30 * MINUTE ? inSession + 1 : 1
    if (session !== undefined) expect(inSession).toBeLessThanOrEqual(session)
  })
}

const CAPS: readonly Caps[] = [
  {},
  { session: 1 },
  { gap: 30 },
  { session: 2, day: 3 },
  { day: 1 },
  { week: 4, gap: 60 },
]
const WAITS = [HOUR, 30 * HOUR, 10 * DAY, 35 * MINUTE, 5 * MINUTE, 3 * DAY]

test.each(CAPS)('One page a visit: whenever a campaign may be shown it is, and caps %j hold.', (caps) => {
  const reader = readerOf([spring({ caps })])
  const random = seeded(3)
  let at = NOON
  for (let visit = 0; visit < 60; visit++) {
    at += WAITS[Math.floor(random() * WAITS.length)]!
    reader.settle(reader.paint(at), at)
  }
  expect(reader.eligible()).toBeGreaterThan(20)
  expect(reader.share()).toBe(1)
  expectCaps(
    caps,
    reader.shown.map(({ at }) => at),
  )
})

test.each([HOUR, 30 * HOUR, 10 * DAY, 59 * DAY])('Who comes back after %i ms sees the campaign at once.', (wait) => {
  const reader = readerOf([spring({ caps: { session: 1, gap: 30, day: 2 } })])
  reader.settle(reader.paint(NOON), NOON)
  reader.settle(reader.paint(NOON + MINUTE), NOON + MINUTE)
  expect(reader.shown).toHaveLength(1)
  expect(reader.paint(NOON + MINUTE + wait)).toBe('spring')
  expect(reader.paint(NOON + MINUTE + wait + 1000)).toBeUndefined()
})

test.each([{ session: 1 }, { gap: 30 }, { day: 1 }, { session: 2 }])(
  'Five tabs at once keep %j, before any of their tags has come.',
  (caps: Caps) => {
    const reader = readerOf([spring({ caps })])
    reader.settle(reader.paint(NOON), NOON)
    const tabs = [0, 1, 2, 3, 4].map((tab) => reader.paint(NOON + HOUR + tab * 20))
    expect(tabs.filter(Boolean)).toHaveLength(caps.session ?? 1)
    expectCaps(
      caps,
      reader.shown.map(({ at }) => at),
    )
  },
)

test('Where one campaign is used up in another tab the next may be shown.', () => {
  const reader = readerOf([
    spring({ caps: { session: 1 } }),
    { ...NO_CAMPAIGN, id: 'summer', priority: 0.5, creatives: [{ id: 'road' }], caps: { session: 1 } },
  ])
  reader.settle(reader.paint(NOON), NOON)
  expect([0, 1, 2].map((tab) => reader.paint(NOON + HOUR + tab))).toEqual(['spring', 'summer', undefined])
})

test('What was painted and never seen is no showing, once its page has gone.', () => {
  const reader = readerOf([spring({ caps: { day: 1 } })])
  reader.settle(reader.paint(NOON), NOON)
  reader.settle(reader.paint(NOON + MINUTE), NOON + MINUTE, false)
  expect(reader.paint(NOON + 2 * MINUTE)).toBe('spring')
})

test('Schedules hold at the moment of the paint, ten days later, too.', () => {
  const schedule = { hours: ['08:00-12:00'], days: [1, 2, 3, 4, 5], end: '2026-12-01', zone: 'UTC' }
  const reader = readerOf([spring({ schedule })])
  reader.settle(reader.paint(NOON - HOUR), NOON - HOUR)
  for (let hour = 1; hour < 14 * 24; hour++) {
    const at = NOON - HOUR + hour * HOUR
    expect([hour, !!reader.paint(at)]).toEqual([hour, !scheduleRefusal(schedule, at)])
  }
  expect(reader.share()).toBe(1)
})

test('A plan fits its room whatever the schedules, and what is soonest stays.', () => {
  const hours = ['08:00-08:30', '09:00-09:30', '10:00-10:30', '11:00-11:30', '12:00-12:30']
  const many = Array.from({ length: 12 }, (_, n) =>
    spring({ id: `c${n}`, creatives: [{ id: `creative-${n}` }], schedule: { hours, zone: 'UTC' }, caps: { day: n } }),
  )
  const reader = readerOf(many)
  reader.settle(reader.paint(NOON), NOON)
  expect(JSON.stringify(readSnapshot().slots).length).toBeLessThan(8000)
  expect(reader.paint(NOON + MINUTE)).toBeDefined()
})

test.each([
  ['no JSON', '{'],
  ['an object', '{"spring":1}'],
  ['rows of anything', '[null,1,"a5",{"1":5},[],["spring"],["spring",null],["spring","NaN"],[{},7],["spring",1e999]]'],
  ['the future', `[["spring",${NOON + 400 * DAY}]]`],
  ['a great deal', JSON.stringify(Array.from({ length: 20_000 }, () => ['x'.repeat(50), NOON]))],
])('A note that another script has written as %s harms nothing for longer than a view.', (_, text) => {
  const reader = readerOf([spring({ caps: { session: 1, day: 2 } })])
  reader.settle(reader.paint(NOON), NOON)
  localStorage.setItem('inkling.campaigns', text)
  expect(() => reader.paint(NOON + HOUR)).not.toThrow()
  reader.settle(undefined, NOON + HOUR + MINUTE)
  expect(localStorage.getItem('inkling.campaigns')!.length).toBeLessThan(30_000)
  expect(['spring', undefined]).toContain(reader.paint(NOON + HOUR + 2 * MINUTE))
  expect(reader.paint(NOON + 30 * HOUR)).toBe('spring')
})
