import { priorsOf } from '../../../sdk/src/creatives/bandit/learn.ts'
import { Posterior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { propensitiesOf } from '../../../sdk/src/creatives/bandit/thompson.ts'
import { readCampaigns } from '../../../sdk/src/creatives/campaigns/read-campaigns.ts'
import type { DecisionLog } from '../evaluate/creatives/read-decisions.ts'
import type { Policy } from '../evaluate/creatives/sample.ts'
import { Malformed } from '../evaluate/log/event-fields.ts'
import { Failure } from '../terminal/failure.ts'
import { CONTEXTS, cellOf } from './columns.ts'

/**
 * Converts a logged context to cells, ignoring values that campaigns don't use.
 * @param text JSON list of name–value pairs
 */
function cellsIn(text: string): string[] {
  const told = new Map<string, unknown>(text ? JSON.parse(text) : [])
  return CONTEXTS.flatMap((name) => {
    try {
      const value = told.get(name)
      return (value === undefined ? undefined : cellOf(name, String(value))) ?? []
    } catch (cause) {
      if (!(cause instanceof Malformed)) throw cause
      return []
    }
  })
}

/**
 * Chooses as a device does on its first visit: from the priors in campaigns.json, before it has learned anything. Caps,
 * schedules, shares and anything that depends on the reader are left out.
 *
 * @param text content of campaigns.json
 * @throws Failure if it is invalid
 */
export function campaignPolicy(text: string, name: string, { contexts }: DecisionLog): Policy {
  let posterior: Posterior
  try {
    posterior = new Posterior(priorsOf(readCampaigns(JSON.parse(text)).campaigns))
  } catch (cause) {
    throw new Failure(`${name} is not a campaigns file: ${(cause as Error).message}`)
  }
  const cells = contexts.map(cellsIn)
  const known = new Map<object, Map<number, readonly number[]>>()
  return ({ offer, context }) => {
    const ofOffer = known.get(offer) ?? new Map<number, readonly number[]>()
    known.set(offer, ofOffer)
    let propensities = ofOffer.get(context)
    if (!propensities) {
      const arms = offer.candidates.map((creative) => ({ creative, cells: cells[context]!, fits: {} }))
      // Without fits, creatives are independent and no random draw is needed.
      ofOffer.set(context, (propensities = propensitiesOf(posterior, arms, () => 0)))
    }
    return propensities
  }
}
