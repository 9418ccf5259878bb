// @vitest-environment node
// Which events an item's place hangs on, in worlds that are small enough to try every set.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Evidence } from '../../../src/ranking/features/evidence.ts'
import type { LeaveOut, Outcome } from '../../../src/ranking/why/leave-out.ts'
import { smallestSet } from '../../../src/ranking/why/smallest-set.ts'
import { content, event } from './make.ts'

interface World {
  /** Each event's contribution to the item's score. */
  readonly gains: readonly number[]
  /** Contribution of each pair of consecutive events that requires both. */
  readonly pairs?: readonly number[]
  /** Contribution of each pair that requires at least one of the two. */
  readonly either?: readonly number[]
  /** Scores of the other items. */
  readonly others: readonly number[]
}

/** The item is candidate 0. Every set that is tried is recorded. */
function leaveOut({ gains, pairs = [], either = [], others }: World) {
  const events = gains.map((_, h): Evidence => ({ ...event('read', content(`/${h}`)), weight: 1 }))
  const asked: number[] = []
  const scoreOf = (left: ReadonlySet<Evidence>) =>
    gains.reduce((sum, gain, h) => sum + (left.has(events[h]!) ? 0 : gain), 0) +
    pairs.reduce((sum, gain, h) => sum + (left.has(events[h]!) || left.has(events[h + 1]!) ? 0 : gain), 0) +
    either.reduce((sum, gain, h) => sum + (left.has(events[h]!) && left.has(events[h + 1]!) ? 0 : gain), 0)
  const without = (some: Iterable<Evidence>): Outcome => {
    const left = new Set(some)
    asked.push(left.size)
    const scores = Float64Array.of(scoreOf(left), ...others)
    const places = Int32Array.from(scores, (own) => scores.filter((score) => score > own).length)
    return { places, scores, sorted: scores.slice().sort().reverse() }
  }
  const all = {
    events,
    outcome: without([]),
    ranking: { items: [0, ...others] },
    without,
    withoutOne: (event: Evidence) => without([event]),
  } as unknown as LeaveOut
  const place = (some: readonly Evidence[]) => without(some).places[0]!
  return { all, events, asked, place }
}

/** Sizes of the sets that take the item out, smallest first, by exhaustive search. */
function leastSize({ events, place }: ReturnType<typeof leaveOut>, until: number): number | undefined {
  let least: number | undefined
  for (let bits = 1; bits < 2 ** events.length; bits++) {
    const set = events.filter((_, h) => bits & (1 << h))
    if ((least === undefined || set.length < least) && place(set) >= until) least = set.length
  }
  return least
}

const number = fc.double({ min: -1, max: 1, noNaN: true })
const others = fc.array(number, { minLength: 3, maxLength: 8 })

test('Of few events the set is the smallest there is, whatever they do alone or together; where no set does it, there is none.', () => {
  let [found, several] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 1, maxLength: 8 }),
      fc.array(number, { maxLength: 7 }),
      others,
      fc.integer({ min: 1, max: 3 }),
      (gains, pairs, others, until) => {
        const world = leaveOut({ gains, pairs: pairs.slice(0, gains.length - 1), others })
        const set = smallestSet(world.all, 0, until)
        expect(set?.length).toBe(world.place([]) >= until ? undefined : leastSize(world, until))
        if (!set) return
        expect(world.place(set)).toBeGreaterThanOrEqual(until)
        expect(new Set(set).size).toBe(set.length)
        found++
        if (set.length > 1) several++
      },
    ),
    { numRuns: 300 },
  )
  expect(found).toBeGreaterThan(50)
  expect(several).toBeGreaterThan(10)
})

test('Where one is enough, it is the one without which the item stands lowest.', () => {
  const world = leaveOut({ gains: [0.3, 0.6, 0.45], others: [0.5, 0.8, 1] })
  // 1.35 is first; without each it is 1.05, .75 and .9.
  expect(smallestSet(world.all, 0, 1)).toEqual([world.events[1]])
})

test('Of many events that each add something, as many are named as are needed, and those that add most; few sets are asked for.', () => {
  let most = 0
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 20, maxLength: 50 }),
      fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      (gains, share) => {
        const total = gains.reduce((a, b) => a + b, 0)
        const world = leaveOut({ gains, others: [share * total, 0, 0, 0] })
        const set = smallestSet(world.all, 0, 1)!
        const calls = world.asked.length
        const sorted = [...gains].sort((a, b) => b - a)
        let [sum, least] = [0, 0]
        while (sum <= (1 - share) * total && least < gains.length) sum += sorted[least++]!
        expect(set).toHaveLength(least)
        expect(world.place(set)).toBeGreaterThanOrEqual(1)
        expect(calls).toBeLessThan(gains.length + 18)
        most = Math.max(most, least)
      },
    ),
  )
  expect(most).toBeGreaterThan(15)
})

test('Of many of which only some add anything, no other is named.', () => {
  const gains = [...Array(30).fill(-0.001), 0.4, 0.3, 0.2, 0.2]
  const world = leaveOut({ gains, others: [0.15, 0, 0] })
  const set = smallestSet(world.all, 0, 1)!
  expect(set.map((event) => world.events.indexOf(event)).sort()).toEqual([30, 31, 32, 33].slice(0, set.length))
  expect(world.place(set)).toBeGreaterThanOrEqual(1)
})

test('An item that isn’t above the place, and a list that doesn’t reach it, have none.', () => {
  const low = leaveOut({ gains: [0.1], others: [1, 2, 3] })
  expect(smallestSet(low.all, 0, 3)).toBeUndefined()
  const short = leaveOut({ gains: [5], others: [1, 2, 3] })
  expect(smallestSet(short.all, 0, 4)).toBeUndefined()
  expect(smallestSet(short.all, 0, 3)).toHaveLength(1)
})

/** Enough events that not every pair is tried; unspecified ones contribute nothing. */
const many = (some: readonly number[]) => [...some, ...Array(16 - some.length).fill(0)]
const named = ({ all, events }: ReturnType<typeof leaveOut>) =>
  smallestSet(all, 0, 1)?.map((event) => events.indexOf(event))

test('Of two that say the same one is needed: what comes along without being needed is left away again.', () => {
  // Alone the first two take .45 each, together .5; with the third, either takes .85 of the .8 that are needed.
  const world = leaveOut({ gains: many([0.05, 0.05, 0.4, 0.1]), pairs: [0.4], others: [0.2, 0, 0] })
  expect(named(world)?.sort()).toEqual([0, 2])
  // The second of five is pruned; the others are all needed, and no pair suffices.
  const five = leaveOut({ gains: many([0.05, 0.05, 0.4, 0.4, 0.4]), pairs: [0.4], others: [0.1, 0, 0] })
  expect(named(five)?.sort()).toEqual([0, 2, 3, 4])
})

test('Of the likeliest five, two that do more together than alone are found; they are tried where alone they do half of it.', () => {
  // 1 is needed. The first three take .35 each; the others .3 or .2 each, and .6 more where both are left out.
  const three = [0.35, 0.35, 0.35]
  const found = leaveOut({ gains: many([...three, 0.3, 0.3]), either: [0, 0, 0, 0.6], others: [1.25, 0, 0] })
  expect(named(found)?.sort()).toEqual([3, 4])
  const tooLittle = leaveOut({ gains: many([...three, 0.2, 0.2]), either: [0, 0, 0, 0.8], others: [1.25, 0, 0] })
  expect(named(tooLittle)?.sort()).toEqual([0, 1, 2])
  // Others with the same separate effect keep them out of the likeliest.
  const sixth = leaveOut({
    gains: many([...three, 0.32, 0.32, 0.3, 0.3]),
    either: [0, 0, 0, 0, 0, 0.6],
    others: [2.09, 0],
  })
  expect(named(sixth)).toHaveLength(3)
})

test('Where all together raise the item, a few of them may still be what keeps it: eight are asked for.', () => {
  // Six contribute; without the ten others the item would rise.
  const gains = [...Array(6).fill(0.2), ...Array(10).fill(-0.3)]
  const world = leaveOut({ gains, others: [-2.75, -5] })
  expect(world.place(world.events)).toBe(0)
  expect(named(world)?.sort()).toEqual([0, 1, 2, 3, 4])
  // With seven that don't, no set is found.
  const none = leaveOut({ gains: many([0.1, 0.1]), others: [-1] })
  expect(named(none)).toBeUndefined()
})

test('What keeps an item among the first two or three is what takes it behind as many others.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 16, maxLength: 40 }),
      fc.array(fc.double({ min: 0.05, max: 0.95, noNaN: true }), { minLength: 4, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (gains, shares, until) => {
        const total = gains.reduce((a, b) => a + b, 0)
        const others = shares.map((share) => share * total).sort((a, b) => b - a)
        const world = leaveOut({ gains, others })
        const set = smallestSet(world.all, 0, until)!
        let [own, least] = [total, 0]
        for (const gain of [...gains].sort((a, b) => b - a)) {
          if (own < others[until - 1]! - 1e-9) break
          own -= gain
          least++
        }
        expect(set.length).toBeLessThanOrEqual(least)
        expect(world.place(set)).toBeGreaterThanOrEqual(until)
        expect(world.place(set.slice(1)) < until || set.length === 1 || set.length > 8).toBe(true)
      },
    ),
  )
})
