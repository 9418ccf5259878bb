// @vitest-environment node
// Choosing on a made-up site: what priors from the site's own counts bring a device that sees a slot eight times.

import { expect, test, vi } from 'vitest'
import { fitPriors } from '../../../../cli/src/campaigns/fit-priors.ts'
import { uniform } from '../../../../cli/src/evaluate/random.ts'
import { DEFAULT_PRIORS } from '../../../src/creatives/bandit/posterior.ts'
import { always, betaThompson, epsilonGreedy, inkling, type Learner, randomly, ucb } from './learners.ts'
import { play, type Result, type Site, siteOf } from './slots.ts'

// A few thousand choices with their propensities.
vi.setConfig({ testTimeout: 120_000 })

const SITE = { creatives: 5, rate: 0.01 }
const SITES = 4

/**
 * Sums over sites.
 *
 * @param makerOf creates a policy for a site
 */
function over(makerOf: (site: Site) => () => Learner): Result {
  const sum = { goals: 0, regret: 0 }
  for (let seed = 1; seed <= SITES; seed++) {
    const site = siteOf({ ...SITE, seed })
    const readers = Array.from({ length: 20 }, () => site.reader(8))
    const { goals, regret } = play(readers, makerOf(site), uniform(seed))
    sum.goals += goals
    sum.regret += regret
  }
  return sum
}

/** One policy for all readers of a site. */
const server = (make: () => Learner) => () => {
  const learner = make()
  return () => learner
}

test('The same seed makes the same site, and a report holds each showing once', () => {
  const [one, other] = [siteOf({ ...SITE, seed: 3 }), siteOf({ ...SITE, seed: 3 })]
  expect(one.report(500)).toEqual(other.report(500))
  expect(one.reader(4)).toEqual(other.reader(4))
  const counts = one.report(1000)
  expect(counts.reduce((sum, { showings }) => sum + showings, 0)).toBe(1000)
  for (const { showings, goals } of counts) expect(goals).toBeLessThanOrEqual(showings)
})

test('With site-wide priors a device chooses better than alone, and than servers that learn from everybody anew', () => {
  const random = over(() => randomly)
  const alone = over(() => () => inkling())
  const told = over((site) => {
    const priors = fitPriors(site.report(30_000), DEFAULT_PRIORS).priors
    return () => inkling(priors)
  })
  const content = over(() => () => always(({ fits }) => fits.content!))
  expect(told.regret).toBeLessThan(0.5 * alone.regret)
  expect(alone.regret).toBeLessThan(0.97 * random.regret)
  expect(told.regret).toBeLessThan(content.regret)
  for (const rival of [betaThompson, epsilonGreedy, ucb]) expect(told.goals).toBeGreaterThan(over(server(rival)).goals)
})
