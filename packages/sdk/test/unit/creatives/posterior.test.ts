// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Arm, DEFAULT_PRIORS, given, Posterior } from '../../../src/creatives/bandit/posterior.ts'
import { seeded } from './make.ts'

const arm = (creative: string, more: Partial<Arm> = {}): Arm => ({ creative, cells: [], fits: {}, ...more })

/** The same integral over a very wide and fine grid. */
function exact(mean: number, variance: number, showings: number, goals: number) {
  const log = (s: number) =>
    goals * s - showings * (Math.max(0, s) + Math.log1p(Math.exp(-Math.abs(s)))) - (s - mean) ** 2 / (2 * variance)
  const reach = Math.max(30, 12 * Math.sqrt(variance))
  const points = Array.from({ length: 40_001 }, (_, i) => mean + reach * (i / 20_000 - 1))
  const top = Math.max(...points.map(log))
  const density = points.map((s) => Math.exp(log(s) - top))
  const mass = density.reduce((a, b) => a + b, 0)
  const middle = points.reduce((sum, s, i) => sum + s * density[i]!, 0) / mass
  return { mean: middle, variance: points.reduce((sum, s, i) => sum + (s - middle) ** 2 * density[i]!, 0) / mass }
}

test('A belief about log-odds changes by the exact likelihood of counts.', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -7, max: 3, noNaN: true }),
      fc.double({ min: 0.05, max: 4, noNaN: true }),
      fc.integer({ min: 0, max: 2000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (mean, variance, showings, share) => {
        const goals = Math.round(showings * share)
        const [ours, theirs] = [given({ mean, variance }, showings, goals), exact(mean, variance, showings, goals)]
        expect(Math.abs(ours.mean - theirs.mean)).toBeLessThan(0.02 * Math.sqrt(theirs.variance) + 1e-4)
        expect(Math.abs(ours.variance / theirs.variance - 1)).toBeLessThan(0.03)
      },
    ),
    { numRuns: 60 },
  )
})

test('Whatever is counted, beliefs stay finite, and goals never lower a rate.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 1 }), fc.double({ min: -9, max: 9 })), {
        maxLength: 60,
      }),
      (events) => {
        const posterior = new Posterior()
        for (const [creative, goal, content] of events) {
          const shown = arm(creative, { cells: ['device=phone'], fits: { content } })
          const before = posterior.rate(shown)
          posterior.update(shown, 1, goal)
          const after = posterior.rate(shown)
          expect(after).toBeGreaterThan(0)
          expect(after).toBeLessThan(1)
          const { mean, variance } = posterior.logOdds(shown)
          expect(Number.isFinite(mean) && variance > 0).toBe(true)
          if (goal) expect(after).toBeGreaterThanOrEqual(before - 1e-6)
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('Enough showings find the rate, one by one as in one count.', () => {
  const [single, counted] = [new Posterior(), new Posterior()]
  const random = seeded(3)
  let goals = 0
  for (let n = 0; n < 4000; n++) {
    const goal = random() < 0.05 ? 1 : 0
    goals += goal
    single.update(arm('a'), 1, goal)
  }
  counted.update(arm('a'), 4000, goals)
  const rate = goals / 4000
  expect(Math.abs(single.rate(arm('a')) / rate - 1)).toBeLessThan(0.05)
  expect(Math.abs(counted.rate(arm('a')) / rate - 1)).toBeLessThan(0.02)
})

test('What comes down is believed by how much was counted; a reader may still differ.', () => {
  const prior = { rate: 0.04, showings: 5000, cells: { 'topic=sport': { rate: 0.08, showings: 5000 } } }
  const posterior = new Posterior({ a: prior, b: { rate: 0.04, showings: 0, cells: {} } })
  expect(posterior.rate(arm('a'))).toBeCloseTo(0.04, 2)
  expect(posterior.logOdds(arm('a')).variance).toBeLessThan(0.11)
  // Without counts the prior is as wide as without a rate, plus the variance between readers.
  expect(posterior.logOdds(arm('b')).variance).toBeCloseTo(DEFAULT_PRIORS.creative ** 2 + DEFAULT_PRIORS.reader ** 2)
  expect(posterior.rate(arm('a', { cells: ['topic=sport'] }))).toBeCloseTo(0.08, 2)
  expect(posterior.knows('a')).toBe(true)
  expect(posterior.knows('b')).toBe(false)
})

test('A cell is shrunk to its creative: few showings in it move it little, and other creatives not at all.', () => {
  const posterior = new Posterior({ a: { rate: 0.02, showings: 10_000, cells: {} } })
  const evening = arm('a', { cells: ['daypart=evening'] })
  posterior.update(evening, 20, 2)
  const own = posterior.logOdds(arm('a')).mean
  const cell = posterior.logOdds(evening).mean
  expect(cell).toBeGreaterThan(own)
  // 2 of 20 is a rate of .1: log-odds of −2.2 instead of −3.9.
  expect(cell).toBeLessThan(-3.2)
  expect(posterior.rate(arm('c', { cells: ['daypart=evening'] }))).toBe(
    new Posterior().rate(arm('c', { cells: ['daypart=evening'] })),
  )
})

test('What one creative teaches about fits holds for the next.', () => {
  const posterior = new Posterior()
  for (let n = 0; n < 300; n++) {
    posterior.update(arm('a', { fits: { content: 1 } }), 1, n % 4 ? 0 : 1)
    posterior.update(arm('a', { fits: { content: -1 } }), 1, 0)
  }
  const untaught = new Posterior()
  const ratio = (by: Posterior) => by.rate(arm('new', { fits: { content: 1 } })) / by.rate(arm('new'))
  expect(ratio(posterior)).toBeGreaterThan(1.2 * ratio(untaught))
})

test('Creatives may be called anything.', () => {
  const posterior = new Posterior({})
  for (const creative of ['constructor', '__proto__', 'toString']) {
    expect(posterior.knows(creative)).toBe(false)
    const shown = arm(creative, { cells: ['constructor'] })
    expect(posterior.rate(shown)).toBe(new Posterior().rate(arm('a', { cells: ['b'] })))
  }
})
