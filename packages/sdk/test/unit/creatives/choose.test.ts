// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Posterior } from '../../../src/creatives/bandit/posterior.ts'
import type { Campaign } from '../../../src/creatives/campaigns/campaign.ts'
import { excludes, refusalOf } from '../../../src/creatives/campaigns/eligible.ts'
import { chooseForSlot, choosingForPage, type Situation, type SlotCandidates } from '../../../src/creatives/choose.ts'
import { finish } from '../../../src/lib/scheduling/in-slices.ts'
import { campaign, candidate, DAY, HOUR, NOON, seeded, showing, situation } from './make.ts'

const slotOf = (slot: string, ...campaigns: Campaign[]): SlotCandidates => ({
  slot,
  candidates: campaigns.map((each) => candidate(each)),
})
const chooseForPage = (slots: readonly SlotCandidates[], moment: Situation) => finish(choosingForPage(slots, moment))
const chosen = (slot: SlotCandidates, more = {}) => chooseForSlot(slot, situation(more)).candidate?.campaign.id

test('Where nothing is known of any, the editors’ default stays, unless they have said more.', () => {
  const unknown = (of: Campaign) => ({ slot: 'hero', candidates: [candidate(of, { fits: {} })] })
  const choice = chooseForSlot(unknown(campaign('a')), situation())
  expect(choice).toMatchObject({ by: 'default', propensity: 1, refused: { 'a-1': 'unknown' } })
  expect(choice.candidate).toBeUndefined()
  expect(chosen(unknown(campaign('a', { priority: 1 })))).toBe('a')
  expect(chosen(unknown(campaign('a', { share: 1 })))).toBe('a')
  expect(chosen(unknown(campaign('a', { fallback: true })))).toBe('a')
  const posterior = new Posterior({ 'a-1': { rate: 0.1, showings: 100, cells: {} } })
  expect(chosen(unknown(campaign('a')), { posterior })).toBe('a')
  expect(chosen(slotOf('hero'))).toBeUndefined()
})

test('Each refusal is named.', () => {
  const of = (more: Partial<Campaign>, at = {}, unfit?: 'tone' | 'audience') =>
    refusalOf(candidate(campaign('a', more), unfit && { unfit }), situation(at))
  expect(of({})).toBeUndefined()
  expect(of({ off: true })).toBe('off')
  expect(of({}, { off: true })).toBe('off')
  expect(of({ schedule: { start: '2027-01-01' } })).toBe('early')
  expect(of({ schedule: { end: '2026-01-01' } })).toBe('ended')
  expect(of({ schedule: { hours: ['00:00-01:00'], zone: 'UTC' } })).toBe('hours')
  expect(of({ caps: { day: 1 } }, { showings: [showing('a', NOON - HOUR)] })).toBe('day')
  expect(of({ caps: { day: 1 } }, { showings: [showing('b', NOON - HOUR)] })).toBeUndefined()
  expect(of({ exclusions: ['air'] }, { onPage: [campaign('b', { exclusions: ['air'] })] })).toBe('excluded')
  expect(of({}, {}, 'tone')).toBe('tone')
  expect(of({}, {}, 'audience')).toBe('audience')
})

test('The highest priority goes first; a last resort only where nothing else may be shown.', () => {
  const [low, high] = [campaign('low'), campaign('high', { priority: 3 })]
  const house = campaign('house', { fallback: true, priority: 9 })
  const choice = chooseForSlot(slotOf('hero', low, high, house), situation())
  expect(choice.candidate!.campaign.id).toBe('high')
  expect(choice.refused).toEqual({ 'low-1': 'priority', 'house-1': 'fallback' })
  expect(chosen(slotOf('hero', { ...low, off: true }, { ...high, off: true }, house))).toBe('house')
})

test('The last resort takes a turn that nobody else may take.', () => {
  const slot = slotOf('hero', campaign('paced', { share: 0.5 }), campaign('house', { fallback: true }))
  // Turns below one half belong to the paced campaign.
  expect(chosen(slot, { toss: 10 })).toBe('paced')
  expect(chosen(slot, { toss: 200 })).toBe('house')
})

test('In any page no two rivals stand together, no cap is exceeded by its slots, and everything else has a reason.', () => {
  const groups = fc.subarray(['air', 'cars', 'shoes'])
  const some = fc
    .array(
      fc.record({
        exclusions: groups,
        priority: fc.integer({ min: 0, max: 2 }),
        share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
        caps: fc.record({ day: fc.integer({ min: 0, max: 3 }) }, { requiredKeys: [] }),
        fallback: fc.boolean(),
        off: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ share, ...more }, at) => campaign(`${at}`, { ...more, ...(share !== undefined && { share }) })),
    )
  const shown = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 47 })), { maxLength: 12 })
  fc.assert(
    fc.property(
      some,
      fc.array(fc.subarray([0, 1, 2, 3, 4, 5]), { maxLength: 4 }),
      shown,
      fc.nat(),
      (all, slots, past, seed) => {
        const showings = past.map(([of, hours]) => showing(`${of}`, NOON - hours * HOUR))
        const given = slots.map((of, at) => slotOf(`s${at}`, ...of.flatMap((index) => all[index] ?? [])))
        const choices = chooseForPage(given, situation({ showings, random: () => seeded(seed), toss: seed % 256 }))
        expect(choices.map(({ slot }) => slot)).toEqual(given.map(({ slot }) => slot))
        const onPage = choices.flatMap(({ candidate }) => candidate?.campaign ?? [])
        for (const one of onPage) {
          expect(one.off).toBe(false)
          expect(onPage.some((other) => excludes(one, other))).toBe(false)
          const today = showings.filter(({ campaign, at }) => campaign === one.id && at > NOON - DAY).length
          const { day } = one.caps
          if (day !== undefined)
            expect(today + onPage.filter(({ id }) => id === one.id).length).toBeLessThanOrEqual(day)
        }
        choices.forEach(({ candidate, refused, propensity }, at) => {
          expect(propensity).toBeGreaterThan(0)
          expect(propensity).toBeLessThanOrEqual(1)
          const creatives = given[at]!.candidates.map(({ creative }) => creative)
          expect(creatives.filter((creative) => !refused[creative])).toEqual(candidate ? [candidate.creative] : [])
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('A higher priority further down the page isn’t kept out by a lower one above it.', () => {
  const low = campaign('low', { exclusions: ['air'] })
  const high = campaign('high', { exclusions: ['air'], priority: 1 })
  const [top, side] = chooseForPage([slotOf('top', low), slotOf('side', high)], situation())
  expect(top!.candidate).toBeUndefined()
  expect(top!.refused['low-1']).toBe('excluded')
  expect(side!.candidate!.campaign.id).toBe('high')
})

test('Over 1,000 devices of 10 showings each, a share is met to within 5 %, and the rest is shared by results.', () => {
  const [paced, one, two] = [campaign('paced', { share: 0.3 }), campaign('one'), campaign('two')]
  const random = seeded(11)
  const counts: Record<string, number> = {}
  for (let device = 0; device < 1000; device++) {
    const toss = Math.floor(random() * 256)
    const showings = []
    for (let n = 0; n < 10; n++) {
      const now = NOON + n * HOUR
      const { candidate } = chooseForSlot(
        slotOf('hero', paced, one, two),
        situation({ showings, toss, random: () => random, now }),
      )
      const { id } = candidate!.campaign
      counts[id] = (counts[id] ?? 0) + 1
      showings.push(showing(id, now))
    }
  }
  expect(Math.abs(counts['paced']! / 10_000 / 0.3 - 1)).toBeLessThan(0.05)
  expect(Math.abs(counts['one']! / counts['two']! - 1)).toBeLessThan(0.1)
})

test('Propensities are the shares in which devices get each.', () => {
  const campaigns = [campaign('paced', { share: 0.4 }), campaign('a'), campaign('b')]
  const posterior = new Posterior({ 'a-1': { rate: 0.03, showings: 100, cells: {} } })
  const random = seeded(5)
  const slot = slotOf('hero', ...campaigns)
  const shown: Record<string, number> = {}
  const told: Record<string, number> = {}
  for (let device = 0; device < 3000; device++) {
    const toss = Math.floor(random() * 256)
    const { candidate, propensity } = chooseForSlot(slot, situation({ toss, random: () => random, posterior }))
    const { id } = candidate!.campaign
    shown[id] = (shown[id] ?? 0) + 1 / 3000
    told[id] = propensity
  }
  for (const id of ['paced', 'a', 'b']) expect(Math.abs(shown[id]! - told[id]!)).toBeLessThan(0.04)
})

test('What was believed to be worse was shown to learn of it, and that is said.', () => {
  const posterior = new Posterior({
    'a-1': { rate: 0.05, showings: 300, cells: {} },
    'b-1': { rate: 0.03, showings: 50, cells: {} },
  })
  const seen = new Set<string>()
  for (let seed = 0; seed < 40; seed++) {
    const slot = slotOf('hero', campaign('a'), campaign('b'))
    const { candidate, explored, rates } = chooseForSlot(slot, situation({ posterior, random: () => seeded(seed) }))
    expect(rates['a-1']).toBeGreaterThan(rates['b-1']!)
    expect(explored).toBe(candidate!.campaign.id === 'b')
    seen.add(candidate!.campaign.id)
  }
  expect([...seen].sort()).toEqual(['a', 'b'])
})

test('Choosing for a page pauses after each slot, draws for at most one slot between two pauses, and caps hold over all slots.', () => {
  const capped = slotOf('0', campaign('a', { caps: { session: 3 }, priority: 1 })).candidates
  const slots = Array.from({ length: 50 }, (_, at) => ({ slot: String(at), candidates: capped }))
  const drawn: string[] = []
  const now = situation({
    random: (slot: string) => {
      drawn.push(slot)
      return seeded(1)
    },
  })
  const work = choosingForPage(slots, now)
  let pauses = 0
  let before = 0
  let step = work.next()
  for (; !step.done; step = work.next()) {
    pauses++
    expect(drawn.length - before).toBeLessThanOrEqual(1)
    before = drawn.length
  }
  expect(pauses).toBeGreaterThanOrEqual(slots.length)
  expect(step.value.filter(({ candidate }) => candidate)).toHaveLength(3)
  expect(step.value).toEqual(chooseForPage(slots, now))
})
