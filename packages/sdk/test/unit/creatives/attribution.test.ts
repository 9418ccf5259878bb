// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute } from '../../../src/creatives/attribution.ts'
import { learn } from '../../../src/creatives/bandit/learn.ts'
import { Posterior } from '../../../src/creatives/bandit/posterior.ts'
import type { Goal } from '../../../src/creatives/campaigns/campaign.ts'
import type { Happening } from '../../../src/creatives/showing.ts'
import { campaign, DAY, HOUR, MINUTE, NOON, showing } from './make.ts'

const click: Goal = { kind: 'click', within: 30 }
const clicked = (item: string, at: number): Happening => ({ kind: 'click', at, item })
const nowhere = () => false

test('A goal is credited to the last showing before it, once, and within its window.', () => {
  const showings = [showing('a', NOON), showing('a', NOON + 10 * MINUTE), showing('b', NOON + 12 * MINUTE)]
  const at = NOON + 15 * MINUTE
  const outcomes = attribute(showings, [clicked('a-1', at), clicked('a-1', at)], () => click, nowhere, NOON + DAY)
  expect(outcomes.map(({ goals }) => goals)).toEqual([0, 1, 0])
  const late = attribute(showings, [clicked('a-1', NOON + HOUR)], () => click, nowhere, NOON + DAY)
  expect(late.map(({ goals }) => goals)).toEqual([0, 0, 0])
})

test('A read counts where the creative leads to it; a purchase of what the campaign sells.', () => {
  const read: Goal = { kind: 'read', within: 60 }
  const happening: Happening = { kind: 'read', at: NOON + MINUTE, item: '/trail' }
  const leads = (_: unknown, item: string) => item === '/trail'
  expect(attribute([showing('a', NOON)], [happening], () => read, leads, NOON + DAY)[0]!.goals).toBe(1)
  expect(attribute([showing('a', NOON)], [happening], () => read, nowhere, NOON + DAY)[0]!.goals).toBe(0)
  const sells: Goal = { kind: 'conversion', within: 60, items: ['shoe'] }
  const bought = (item: string): Happening => ({ kind: 'conversion', at: NOON + MINUTE, item })
  expect(attribute([showing('a', NOON)], [bought('shoe')], () => sells, nowhere, NOON + DAY)[0]!.goals).toBe(1)
  expect(attribute([showing('a', NOON)], [bought('hat')], () => sells, nowhere, NOON + DAY)[0]!.goals).toBe(0)
  const any: Goal = { kind: 'conversion', within: 60 }
  expect(attribute([showing('a', NOON)], [bought('hat')], () => any, nowhere, NOON + DAY)[0]!.goals).toBe(1)
})

test('While its goal may still come a showing counts in part; of a campaign that is gone it counts nothing.', () => {
  const [outcome] = attribute([showing('a', NOON)], [], () => click, nowhere, NOON + 15 * MINUTE)
  expect(outcome).toMatchObject({ showings: 0.5, goals: 0 })
  expect(attribute([showing('a', NOON)], [], () => click, nowhere, NOON - HOUR)).toEqual([])
  expect(attribute([showing('a', NOON)], [], () => undefined, nowhere, NOON + DAY)).toEqual([])
})

test('However clocks are set: no more goals than happenings, none before its showing, parts from 0 to 1.', () => {
  const time = fc.integer({ min: NOON - DAY, max: NOON + DAY })
  fc.assert(
    fc.property(fc.array(time, { maxLength: 20 }), fc.array(time, { maxLength: 20 }), time, (shown, clicks, now) => {
      const showings = shown.map((at) => showing('a', at))
      const happenings = clicks.map((at) => clicked('a-1', at))
      const outcomes = attribute(showings, happenings, () => click, nowhere, now)
      const credited = outcomes.filter(({ goals }) => goals)
      expect(credited.length).toBeLessThanOrEqual(clicks.length)
      for (const { showing } of credited)
        expect(clicks.some((at) => at >= showing.at && at <= showing.at + 30 * MINUTE)).toBe(true)
      for (const { showings: part } of outcomes) expect(part > 0 && part <= 1).toBe(true)
    }),
  )
})

test('What was shown and clicked is what is believed.', () => {
  const campaigns = [campaign('a'), campaign('b')]
  const showings = Array.from({ length: 30 }, (_, n) => showing(n % 2 ? 'a' : 'b', NOON + n * HOUR))
  const clicks = showings.filter(({ campaign }) => campaign === 'a').map(({ at }) => clicked('a-1', at + MINUTE))
  const posterior = learn(campaigns, showings, clicks, nowhere, NOON + 9 * DAY)
  const rate = (creative: string) => posterior.rate({ creative, cells: [], fits: {} })
  expect(rate('a-1')).toBeGreaterThan(0.15)
  expect(rate('b-1')).toBeLessThan(new Posterior().rate({ creative: 'b-1', cells: [], fits: {} }))
})
