// What a view of a page makes of its arm: what is shown, where arms differ, and what is kept of it.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { planKey, planOf } from '../../../../src/first-paint/list-plan.ts'
import { plannedOrder } from '../../../../src/first-paint/planned-order.ts'
import { EMPTY, writeSnapshot } from '../../../../src/first-paint/snapshot.ts'
import { DAY } from '../../../../src/lib/limits.ts'
import { hashToUnit } from '../../../../src/measurement/experiments/hash-to-unit.ts'
import type { InklingOptions } from '../../../../src/options.ts'
import { loadExperiments } from '../../../../src/runtime/bundles/load-experiments.ts'
import { measure } from '../../../../src/runtime/experiments/experiment-view.ts'
import { neutralPaint } from '../../../../src/runtime/experiments/other-arms.ts'
import { startTelling } from '../../../../src/runtime/experiments/telling.ts'
import type { PageExperiments } from '../../../../src/runtime/interfaces/page-experiments.ts'
import type { ExperimentContext } from '../../../../src/types/bundles.ts'
import type { Exposure, Outcome, Ranking, ReaderEvent } from '../../../../src/types.ts'
import { stub } from '../../stub.ts'

const KEY = 'inkling.measured'
const seedFor = (held: boolean) => {
  for (let n = 0; ; n++) {
    const seed = n.toString(16).padStart(16, '0')
    if (hashToUnit(seed, 'holdout') < 0.5 === held) return seed
  }
}
const plant = (held: boolean) => localStorage.setItem(KEY, JSON.stringify({ seed: seedFor(held), tallies: [] }))
const kept = () => JSON.parse(localStorage.getItem(KEY)!)

const exposures: Exposure[] = []
const outcomes: Outcome[] = []
document.addEventListener('inkling:exposure', ({ detail }) => exposures.push(detail))
document.addEventListener('inkling:outcome', ({ detail }) => outcomes.push(detail))
let grant = new AbortController()
beforeEach(() => {
  localStorage.clear()
  exposures.length = outcomes.length = 0
  grant = new AbortController()
})
afterEach(() => {
  grant.abort()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** How another arm than this one would rank. */
let theirs: Ranking | undefined

const importFile = async () => ({ measure, startTelling })

function contextOf(options: InklingOptions = { holdout: 0.5 }, consent = { content: true, measurement: true }) {
  return {
    grant: { options: resolveOptions(options), consent, signal: grant.signal, importFile },
    // Every other arm ranks alike.
    scorer: { ranker: {}, base: () => ({}), again: { rank: () => theirs } },
  } as unknown as ExperimentContext
}
const open = async (held: boolean): Promise<PageExperiments> => {
  plant(held)
  const experiments = await measure(contextOf())
  experiments!.begin()
  return experiments!
}
/** A ranking that puts the places of a page into this order. */
const ranking = (order: readonly number[]): Ranking => ({
  list: 'shelf',
  tier: 'lexical',
  milliseconds: 0,
  items: order.map((from, to) => ({ id: `/${from}`, score: -to, from, to, byScore: to, parts: {} as never })),
})
function ids({ items }: Ranking): string[] {
  expect(items.map(({ to }) => to)).toEqual([...items.keys()])
  return items.map(({ id }) => id)
}
const happened = (kind: ReaderEvent['kind'], more: Partial<ReaderEvent> = {}) =>
  ({ kind, at: 0, item: '/a', text: '', fingerprint: '', ...more }) as ReaderEvent

test('By a neutral paint the snippet puts any page into the very order that it has, whatever was planned, is breaking, or is asked for.', () => {
  const id = fc.integer({ min: 0, max: 12 }).map((n) => `/${n}`)
  const score = fc.double({ min: -9, max: 9, noNaN: true })
  const step = fc.constantFrom(0, 1, 2)
  const rules = fc.record({
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    maxRun: fc.nat(3),
    displacement: fc.nat(4),
  })
  const topic = fc.constantFrom('a', 'b')
  const plan = fc.record({
    items: fc.array(fc.tuple(id, score, topic, step), { maxLength: 12 }),
    rules,
    edition: fc.constantFrom('e', null, undefined),
    met: fc.constant({ edition: 'e', since: 1 }),
  })
  const page = fc.uniqueArray(
    fc.record({ id, topic: fc.option(topic, { nil: undefined }), pinned: fc.boolean(), breaking: fc.boolean() }),
    { selector: (each) => each.id, maxLength: 12 },
  )
  fc.assert(
    fc.property(
      plan,
      fc.dictionary(id, score),
      fc.dictionary(id, step),
      rules,
      page,
      fc.constantFrom('e', 'f', null),
      fc.constantFrom('top', 'unplanned'),
      (planned, scores, steps, ours, items, edition, name) => {
        const paint = neutralPaint({
          ...{ scores, steps, topics: { a: 3 }, mean: 1, position: 2, rules: ours, known: true, arms: 'of' },
          plans: { [planKey('top')]: planned },
        })
        // As it lies in the storage.
        const stored = JSON.parse(JSON.stringify({ ...EMPTY, ...paint }))
        const order = plannedOrder(stored, planOf(stored, name), items, edition)
        expect(order.map((each) => each.id)).toEqual(items.filter(({ pinned }) => !pinned).map((each) => each.id))
        // What later plans are made of is there.
        expect(stored.plans[planKey('top')].items.map(([each]: [string]) => each)).toEqual(
          planned.items.map(([each]) => each),
        )
        expect(stored.plans[planKey('top')]).toMatchObject({ rules: planned.rules, met: planned.met })
      },
    ),
  )
})

test('What is ranked by call: the holdout gets the page’s own order; an exposure is counted in both arms exactly where the orders differ.', async () => {
  const frames: FrameRequestCallback[] = []
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
  for (const held of [true, false]) {
    const experiments = await open(held)
    expect(experiments.held).toBe(held)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
        experiments.turn()
        theirs = ranking(order)
        exposures.length = 0
        const shown = experiments.ranked({ ranking: ranking(order), candidates: [], setting: { rules: {} } })
        expect(ids(shown)).toEqual((held ? [0, 1, 2, 3] : order).map((n) => `/${n}`))
        // Not before a frame shows it; and once a view, however often it is ranked.
        expect(exposures).toEqual([])
        experiments.ranked({ ranking: ranking(order), candidates: [], setting: { rules: {} } })
        for (const frame of frames.splice(0)) frame(0)
        const differs = order.some((from, to) => from !== to)
        expect(exposures).toEqual(
          differs ? [{ experiment: 'holdout', arm: held ? 'holdout' : 'ranked', list: 'shelf' }] : [],
        )
      }),
      { numRuns: 30 },
    )
    localStorage.clear()
  }
})

test.each([
  ['a b', 1],
  ['', 1],
  ['sale', Number.NaN],
])(
  "A conversion that reports couldn't tell, %j of %d, is told in a sentence, and counts nothing.",
  async (name, value) => {
    const experiments = await open(false)
    expect(() => experiments.convert(name, value)).toThrow("write convert('subscribe', 9.5)")
    expect(experiments.summary()[0]!.before.conversion).toBeUndefined()
  },
)

test('What the reader does is counted once: seconds that are told as a sum, clicks with their list, conversions with their value.', async () => {
  const experiments = await open(false)
  experiments.note(happened('impression', { list: 'top' }))
  experiments.note(happened('click', { list: 'top' }))
  experiments.note(happened('dwell', { seconds: 10 }))
  experiments.note(happened('dwell', { seconds: 25 }))
  experiments.note(happened('read', { seconds: 40 }))
  experiments.note(happened('search'))
  experiments.convert('subscribe', 9.5)
  expect(experiments.summary()).toEqual([
    {
      experiment: 'holdout',
      arm: 'ranked',
      since: expect.any(Number),
      counts: {},
      before: { view: 1, visit: 1, impression: 1, click: 1, dwell: 40, read: 1, conversion: 1, value: 9.5 },
    },
  ])
  const arms = { holdout: 'ranked' }
  // Never what it was: neither item nor title.
  expect(outcomes).toEqual([
    { kind: 'click', list: 'top', arms },
    { kind: 'read', arms },
    { kind: 'conversion', name: 'subscribe', value: 9.5, arms },
  ])
  expect(kept().tallies).toEqual(experiments.summary())
})

test('A click in a slot is told with the slot alone, whatever stands in it, and counted apart from those in lists.', async () => {
  const experiments = await open(true)
  expect(experiments.slots).toBeUndefined()
  experiments.add!({ slot_shown: 1 })
  experiments.slotClicked!('hero')
  expect(outcomes).toEqual([{ kind: 'slot_click', list: 'hero', arms: { holdout: 'holdout' } }])
  expect(experiments.summary()[0]!.before).toMatchObject({ slot_shown: 1, slot_click: 1 })
  expect(experiments.summary()[0]!.before.click).toBeUndefined()
  grant.abort()
  experiments.slotClicked!('hero')
  expect(outcomes).toHaveLength(1)
})

test('Of what lies where other arms’ orders are kept, only what was chosen for slots stays.', async () => {
  const experiments = await open(true)
  const slots = { arms: '{}', plans: [] }
  for (const there of ['a text', [1], { slots, junk: 'x'.repeat(1000) }]) {
    localStorage.setItem('inkling.arms', JSON.stringify(there))
    experiments.paint(() => ({ ...EMPTY, known: true, arms: undefined }))
    const kept = JSON.parse(localStorage.getItem('inkling.arms')!)
    expect(Object.keys(kept).sort()).toEqual(['arms', 'others', ...('slots' in Object(there) ? ['slots'] : [])])
    if ('slots' in kept) expect(kept.slots).toEqual(slots)
  }
})

test('Slots are drawn for alike in each arm: by one number a time that is asked, and by another the next time.', async () => {
  const experiments = [
    {
      name: 'hero',
      layer: 'hero',
      share: 1,
      off: false,
      arms: ['a', 'b'].map((name) => ({ name, rules: {}, slots: { hero: [name] } })),
    },
  ]
  const context = contextOf({ experiments: '/e.json' })
  Object.assign(context.grant, {
    importFile: async () => ({ loadExperiments: async () => ({ experiments, rankers: new Map() }) }),
  })
  const { slots } = (await measure(context))!
  const drawn = (draws: (slot: string) => () => number, slot: string) => {
    const draw = draws(slot)
    return [draw(), draw(), draw()]
  }
  const draws = slots!.draws()
  expect(drawn(draws, 'hero')).toEqual(drawn(draws, 'hero'))
  expect(new Set([...drawn(draws, 'hero'), ...drawn(draws, 'side'), ...drawn(slots!.draws(), 'hero')]).size).toBe(9)
  expect([slots!.own, ...slots!.others.map(({ slots }) => slots)].map((each) => each['hero']).sort()).toEqual([
    ['a'],
    ['b'],
  ])
})

test('The coin is the same on every page; a page that nobody sees is no view; a return is told by the days since.', async () => {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(1e12)
  const { held } = await open(true)
  clock.mockReturnValue(1e12 + 3 * DAY)
  const again = await measure(contextOf())
  expect(again!.held).toBe(held)
  expect(again!.summary()[0]!.before).toEqual({ view: 2, visit: 2, return_7: 1, return_28: 1 })
  let visibilityState = 'hidden'
  stub(document, {
    get visibilityState() {
      return visibilityState
    },
  })
  const hidden = await measure(contextOf())
  expect(hidden!.summary()[0]!.before.view).toBe(2)
  visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(hidden!.summary()[0]!.before.view).toBe(3)
})

test('What another tab has erased, or another coin, takes nothing from this one; what has ended counts no more.', async () => {
  const experiments = await open(false)
  localStorage.removeItem(KEY)
  experiments.note(happened('click'))
  expect(localStorage.getItem(KEY)).toBeNull()
  localStorage.setItem(KEY, JSON.stringify({ seed: 'f'.repeat(16), tallies: [] }))
  experiments.note(happened('click'))
  expect(kept()).toEqual({ seed: 'f'.repeat(16), tallies: [] })
  localStorage.clear()
  const other = await open(false)
  outcomes.length = 0
  grant.abort()
  other.note(happened('click'))
  other.convert('late', 1)
  expect(outcomes).toEqual([])
  expect(kept().tallies[0].before).toEqual({ view: 1, visit: 1 })
})

test('Whoever takes consent back on hearing of an outcome is told on to nobody.', async () => {
  plant(false)
  const told: unknown[] = []
  vi.stubGlobal('inklingAnalytics', (...all: unknown[]) => told.push(all))
  const experiments = await measure(contextOf({ holdout: 0.5, analytics: 'callback' }))
  experiments!.convert('first', 1)
  await vi.waitFor(() => expect(told).toHaveLength(1))
  document.addEventListener('inkling:outcome', () => grant.abort(), { once: true })
  experiments!.convert('second', 2)
  await Promise.resolve()
  expect(told).toEqual([['conversion', { arm: 'holdout:ranked', name: 'first', value: 1 }]])
})

test('Whatever another script has written there, there is a coin, and tallies are numbers.', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.jsonValue(),
        fc.record({ seed: fc.constant('a'.repeat(16)), last: fc.jsonValue(), tallies: fc.jsonValue() }),
      ),
      async (value) => {
        localStorage.setItem(KEY, JSON.stringify(value))
        localStorage.setItem('inkling.arms', JSON.stringify(value))
        const experiments = await measure(contextOf())
        experiments!.begin()
        for (const { counts, before } of experiments!.summary())
          for (const count of Object.values({ ...counts, ...before })) expect(count).toEqual(expect.any(Number))
        expect(kept().seed).toMatch(/^[\da-f]{16}$/)
      },
    ),
  )
  // Off, or full: a coin that can't be kept is none.
  const full = { getItem: () => null, setItem: () => expect.unreachable() }
  vi.stubGlobal('localStorage', full)
  expect(await measure(contextOf())).toBeUndefined()
})

test('Nothing is brought in without consent to being measured, or where nothing is compared; what was kept goes with the consent.', async () => {
  plant(true)
  localStorage.setItem('inkling.arms', '{}')
  const asked: string[] = []
  const ask = (options: InklingOptions, consent: { content: boolean; measurement: boolean }) => {
    const context = contextOf(options, consent)
    Object.assign(context.grant, {
      importFile: async (name: string) => {
        asked.push(name)
        throw new Error('not there')
      },
    })
    return loadExperiments(context)
  }
  const yes = { content: true, measurement: true }
  expect(await ask({}, yes)).toBeUndefined()
  expect(await ask({ holdout: 0.1 }, { ...yes, content: false })).toBeUndefined()
  expect(asked).toEqual([])
  expect(localStorage.getItem(KEY)).not.toBeNull()
  // It can't be had: who was held stays so, and what the next page shows is left as it is.
  expect(await ask({ holdout: 0.1 }, yes)).toBeUndefined()
  writeSnapshot({ arms: '{"holdout":"holdout"}' })
  const standsIn = await ask({ holdout: 0.1 }, yes)
  expect(standsIn!.held).toBe(true)
  expect(standsIn!.paint(() => expect.unreachable())).toEqual({})
  expect(ids(standsIn!.ranked({ ranking: ranking([1, 0]), candidates: [], setting: { rules: {} } }))).toEqual([
    '/0',
    '/1',
  ])
  expect(asked).toEqual(['measurement.js', 'measurement.js'])
  expect(await ask({ holdout: 0.1 }, { ...yes, measurement: false })).toBeUndefined()
  expect(asked).toHaveLength(2)
  expect(Object.keys(localStorage).filter((key) => /measured|arms/.test(key))).toEqual([])
})
