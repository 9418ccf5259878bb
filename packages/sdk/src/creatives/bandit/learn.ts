import { attribute } from '../attribution.ts'
import type { Campaign } from '../campaigns/campaign.ts'
import type { Happening, Showing } from '../showing.ts'
import { FITS } from './features.ts'
import { type CreativePrior, Posterior, type PriorSettings } from './posterior.ts'

/** Priors of all creatives, keyed by id, in an object without a prototype. */
export function priorsOf(campaigns: readonly Campaign[]): Record<string, CreativePrior> {
  const priors: Record<string, CreativePrior> = Object.create(null)
  for (const { creatives } of campaigns) for (const { id, prior } of creatives) if (prior) priors[id] = prior
  return priors
}

/**
 * The current posterior: the site's priors updated with all showings on this device. It is recomputed each time, so
 * that deleted showings are forgotten.
 *
 * @param leadsTo see {@link attribute}
 * @param expected priors of creatives that have none in the site's file, keyed by id
 */
export function learn(
  campaigns: readonly Campaign[],
  showings: readonly Showing[],
  happenings: readonly Happening[],
  leadsTo: (showing: Showing, item: string) => boolean,
  now: number,
  settings?: PriorSettings,
  expected?: Readonly<Record<string, CreativePrior>>,
): Posterior {
  const posterior = new Posterior(Object.assign(Object.create(null), expected, priorsOf(campaigns)), settings)
  const goals = new Map(campaigns.map(({ id, goal }) => [id, goal]))
  const outcomes = attribute(showings, happenings, ({ campaign }) => goals.get(campaign), leadsTo, now)
  for (const { showing, showings: part, goals: reached } of outcomes) {
    const fits = Object.fromEntries(FITS.map((name, at) => [name, showing.fits[at] ?? 0]))
    posterior.update({ creative: showing.creative, cells: showing.cells, fits }, part, reached)
  }
  return posterior
}
