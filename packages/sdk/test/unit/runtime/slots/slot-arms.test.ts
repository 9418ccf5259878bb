// What a slot would have shown in another arm: each device sees the same difference, whichever of the arms it is in.

import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { Posterior } from '../../../../src/creatives/bandit/posterior.ts'
import type { SlotCandidates } from '../../../../src/creatives/choose.ts'
import { writeSnapshot } from '../../../../src/first-paint/snapshot.ts'
import { finish } from '../../../../src/lib/scheduling/in-slices.ts'
import type { SlotLimits } from '../../../../src/measurement/experiments/experiment.ts'
import { hashToUnit } from '../../../../src/measurement/experiments/hash-to-unit.ts'
import type { HasExperiments } from '../../../../src/runtime/interfaces/page-experiments.ts'
import { decideSlots, type PaidSlot } from '../../../../src/runtime/slots/decide-slots.ts'
import { chooseByContent, keepPlans, limited, pageArms, paintedIn } from '../../../../src/runtime/slots/slot-arms.ts'
import type { Ranking } from '../../../../src/types.ts'
import { ARMS_KEY } from '../../../../src/web-storage/experiment-data.ts'
import { campaign, candidate, situation } from '../../creatives/make.ts'

const CREATIVES = ['a-1', 'b-1', 'c-1']
const SLOTS = ['hero', 'side', '__proto__']
type Plan = Readonly<Record<string, string>>

beforeEach(() => localStorage.clear())

const candidates = (slot: string, fits: readonly number[]): SlotCandidates => ({
  slot,
  candidates: ['a', 'b', 'c'].map((id, at) => candidate(campaign(id), { fits: { content: fits[at]! } })),
})

interface State {
  readonly limits: readonly [SlotLimits, SlotLimits]
  /** What was planned in each arm; undefined: before there were any. */
  readonly plans: readonly [Plan, Plan]
  readonly isPainted: boolean
  readonly isPlanned: boolean
  readonly fits: readonly number[]
  readonly seed: string
}

/** By the page's code, for a device in one of the arms. @returns the slots in which the other shows something else, and what is shown */
function differing({ limits, plans, isPainted, isPlanned, fits, seed }: State, arm: 0 | 1) {
  localStorage.clear()
  const other = arm ? 0 : 1
  const whole = (plan: Plan) => ({
    slots: Object.fromEntries(
      Object.entries(plan).map(([slot, creative]) => [
        slot,
        [[creative, creative[0]!, [[0, 4e12]], [], [0.5, false, 'results']] as const],
      ]),
    ),
  })
  // Before there were arms there was one plan, whichever was to come.
  const [own, theirs] = isPlanned ? [plans[arm], plans[other]] : [plans[0], plans[0]]
  writeSnapshot(whole(own))
  if (isPlanned) keepPlans('{}', [whole(own), whole(theirs)])
  const told: string[] = []
  const context = {
    experiments: {
      slots: {
        arms: '{}',
        own: limits[arm],
        others: [{ experiment: 'x', slots: limits[other] }],
        draws: () => () => () => 0,
        differ: (_: string, { name }: { name: string }) => told.push(name),
      },
    },
  } as unknown as HasExperiments
  const prepared = new Map(CREATIVES.map((creative) => [creative, []]))
  const slots = SLOTS.map((name): PaidSlot => {
    const creative = Object.hasOwn(own, name) ? own[name] : undefined
    return {
      name,
      element: document.createElement('div'),
      nodes: prepared,
      early: isPainted ? { prepared, creative, undo() {} } : undefined,
      wanted: false,
      kept: [],
      choices: candidates(name, fits),
    }
  })
  const draws = (slot: string) => {
    let draw = 0
    return () => hashToUnit(seed, `${slot} ${draw++}`)
  }
  const now = situation({ posterior: new Posterior({ 'a-1': { rate: 0.1, showings: 100, cells: {} } }), random: draws })
  const arms = pageArms(context)
  const decided = finish(decideSlots(slots, now, arms.own, ({ early }) => early?.creative))
  const elsewhere = arms.others.map((each) => finish(decideSlots(slots, now, each, (slot) => paintedIn(slot, each))))
  for (const slot of slots)
    arms.compare(
      slot,
      decided.get(slot.name)!,
      elsewhere.map((each) => each.get(slot.name)!),
      () => () => {},
    )
  const shown = slots.map(({ name }) => decided.get(name)!.choice.candidate?.creative)
  return { told, shown }
}

const someLimits = fc
  .dictionary(fc.constantFrom('hero', 'side'), fc.subarray(CREATIVES), { maxKeys: 2 })
  .map((limits): SlotLimits => Object.assign(Object.create(null), limits))
const somePlan = fc.dictionary(fc.constantFrom(...SLOTS), fc.constantFrom(...CREATIVES), { maxKeys: 3 })
const someState = fc.record({
  limits: fc.tuple(someLimits, someLimits),
  plans: fc.tuple(somePlan, somePlan),
  isPainted: fc.boolean(),
  isPlanned: fc.boolean(),
  fits: fc.tuple(...['a', 'b', 'c'].map(() => fc.constantFrom(0, 0.3, 0.9))),
  seed: fc.string(),
})

test('Both arms find the same slots to differ, and just those in which they show something else.', () => {
  let found = 0
  fc.assert(
    fc.property(someState, (state) => {
      const [one, two] = [differing(state, 0), differing(state, 1)]
      expect(one.told).toEqual(two.told)
      found += one.told.length
      // What was painted before there were arms stands in each; the reader is exposed to nothing.
      if (state.isPainted && !state.isPlanned) expect(one.told).toEqual([])
      else if (state.isPainted)
        expect(one.told).toEqual(
          SLOTS.filter((name, at) => {
            const painted = state.plans.map((plan) => (Object.hasOwn(plan, name) ? plan[name] : undefined))
            return painted.some(Boolean) ? painted[0] !== painted[1] : one.shown[at] !== two.shown[at]
          }),
        )
      else if (!state.isPainted) expect(one.told).toEqual(SLOTS.filter((_, at) => one.shown[at] !== two.shown[at]))
    }),
  )
  expect(found).toBeGreaterThan(0)
})

test('Where arms allow the same nothing differs, by the same draws.', () => {
  fc.assert(
    fc.property(someState, (state) => {
      const alike = {
        ...state,
        limits: [state.limits[0], state.limits[0]],
        plans: [state.plans[0], state.plans[0]],
      } as const
      expect(differing(alike, 0).told).toEqual([])
    }),
  )
})

test('What an arm doesn’t have is refused for it, and only in the slots that it names.', () => {
  const limits = Object.assign(Object.create(null), { hero: ['a-1'] })
  const unfit = (slot: string) =>
    limited(candidates(slot, [0, 0, 0]), limits).candidates.map(({ creative, unfit }) => [creative, unfit])
  expect(unfit('hero')).toEqual([
    ['a-1', undefined],
    ['b-1', 'arm'],
    ['c-1', 'arm'],
  ])
  const given = candidates('hero', [0, 0, 0])
  const unsafe = { ...given, candidates: given.candidates.map((each) => ({ ...each, unfit: 'unsafe' as const })) }
  // Also what no arm may show, and what was painted of it, goes at once.
  expect(limited(unsafe, limits).candidates.map(({ unfit }) => unfit)).toEqual(['unsafe', 'unsafe', 'unsafe'])
  expect(unfit('side').every(([, why]) => why === undefined)).toBe(true)
  expect(unfit('constructor').every(([, why]) => why === undefined)).toBe(true)
})

test('Of what content alone chooses the best that the arm has is taken; none, and the slot keeps its own.', () => {
  const item = (creative: string, interest: number) => ({
    id: `inkling:slot/hero/${creative}`,
    score: interest,
    parts: { interest, topics: 0, dismissed: 0, edits: 0, position: 0 },
  })
  const ranking = { items: [item('a', 1), item('b', 2)] } as unknown as Ranking
  const chosen = (hero?: readonly string[]) => chooseByContent(ranking, 'hero', hero && { hero })?.creative
  expect(chosen()).toBe('b')
  expect(chosen(['a'])).toBe('a')
  expect(chosen([])).toBeUndefined()
})

test('What another script has written in place of plans names no creative, and harms nothing.', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (slots, plans) => {
      for (const arms of [slots, { slots }, { slots: { arms: '{}', plans } }]) {
        localStorage.setItem(ARMS_KEY, JSON.stringify(arms))
        const context = {
          experiments: { slots: { arms: '{}', own: {}, others: [{ experiment: 'x', slots: {} }] } },
        } as unknown as HasExperiments
        for (const { planned } of pageArms(context).others)
          expect(typeof (planned({ name: 'hero', nodes: new Map(), early: undefined })?.creative ?? '')).toBe('string')
      }
    }),
  )
})
