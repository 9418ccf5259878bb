/** Campaigns and showings for tests. */

import { Posterior } from '../../../src/creatives/bandit/posterior.ts'
import type { Random } from '../../../src/creatives/bandit/random.ts'
import { type Campaign, NO_CAMPAIGN } from '../../../src/creatives/campaigns/campaign.ts'
import type { Candidate } from '../../../src/creatives/campaigns/eligible.ts'
import type { Situation } from '../../../src/creatives/choose.ts'
import type { Showing } from '../../../src/creatives/showing.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const NOON = Date.UTC(2026, 10, 20, 12)

export const campaign = (id: string, more: Partial<Campaign> = {}): Campaign => ({
  id,
  creatives: [{ id: `${id}-1` }],
  ...NO_CAMPAIGN,
  ...more,
})

export const candidate = (of: Campaign, more: Partial<Candidate> = {}): Candidate => ({
  campaign: of,
  creative: of.creatives[0]!.id,
  fits: { content: 0.5 },
  ...more,
})

export const showing = (campaign: string, at: number, more: Partial<Showing> = {}): Showing => ({
  campaign,
  creative: `${campaign}-1`,
  slot: 'hero',
  at,
  propensity: 0.5,
  cells: [],
  fits: [0, 0, 0],
  ...more,
})

export const situation = (more: Partial<Situation> = {}): Situation => ({
  now: NOON,
  showings: [],
  onPage: [],
  off: false,
  cells: [],
  posterior: new Posterior(),
  toss: 0,
  random: () => seeded(1),
  ...more,
})

/** A linear congruential generator (Numerical Recipes): enough for tests, and the same in each run. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  for (let i = 0; i < 10; i++) next()
  return next
}
