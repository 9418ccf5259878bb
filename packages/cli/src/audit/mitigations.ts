/** Measures how each mitigation changes its target metric, and what it costs in nDCG@10. */

import { type Change, compareOrders } from '../../../measure/src/fairness/compare-orders.ts'
import { exposed } from '../../../measure/src/fairness/exposure.ts'
import { divergence, sharesOf } from '../../../measure/src/fairness/shares.ts'
import type { AuditItem, Visit } from '../../../measure/src/fairness/visit.ts'
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { holdFloors, isDiscovery, isNew, smallProviders } from '../../../sdk/src/ranking/rules/floors.ts'

export const MITIGATIONS = ['calibration', 'newItems', 'smallProviders', 'discovery'] as const
export type Mitigation = (typeof MITIGATIONS)[number]

/** Default share of the top places that a floor reserves, and the share below which a provider counts as small. */
export const FLOOR = 0.2
const SMALL = 0.2
/** Maximum age of a new item, in milliseconds. */
const NEW = DAY

export interface MitigationEffect extends Change {
  readonly mitigation: Mitigation
}

export interface MitigationOptions {
  /** Share of the top ten places that each floor reserves, 0 to 1. */
  readonly floor: number
  /** For each visit, the order with stronger calibration; undefined if lists can't be reordered. */
  readonly calibrated?: ReadonlyArray<readonly number[]> | undefined
}

/** Measures each mitigation for which the visits have enough data. */
export function measureMitigations(
  visits: readonly Visit[],
  { floor, calibrated }: MitigationOptions,
): MitigationEffect[] {
  const counts = new Map<string, number>()
  for (const { page } of visits)
    for (const { provider } of page) if (provider !== undefined) counts.set(provider, (counts.get(provider) ?? 0) + 1)
  const small = smallProviders(counts, SMALL)
  const floors: Readonly<Record<Exclude<Mitigation, 'calibration'>, (visit: Visit) => (item: AuditItem) => boolean>> = {
    newItems: ({ at }) => isNew(at, NEW),
    smallProviders:
      () =>
      ({ provider }) =>
        provider !== undefined && small.has(provider),
    discovery: ({ opened }) => isDiscovery(opened),
  }
  const tell = (name: Mitigation, change: Change | undefined): MitigationEffect[] =>
    change ? [{ mitigation: name, ...change }] : []
  return MITIGATIONS.flatMap((name) => {
    if (name === 'calibration') {
      if (!calibrated) return []
      return tell(
        name,
        compareOrders(visits, (visit, index) => ({ ...visit, order: calibrated[index]! }), distanceToReader),
      )
    }
    const isOf = floors[name]
    return tell(
      name,
      compareOrders(
        visits,
        (visit) => ({ ...visit, order: withFloor(visit, floor, isOf(visit)) }),
        (visit) => shareOf(visit, isOf(visit)),
      ),
    )
  })
}

const withFloor = ({ page, order }: Visit, floor: number, isOf: (item: AuditItem) => boolean) =>
  holdFloors(order, [{ share: floor, isOf: (place) => isOf(page[place]!) }])

/** The share of the top ten places' exposure that goes to matching items; undefined if the page has none. */
export function shareOf(visit: Visit, isOf: (item: AuditItem) => boolean): number | undefined {
  if (!visit.page.some(isOf)) return undefined
  return sharesOf(exposed(visit, 'order', (item) => String(isOf(item)))).get('true') ?? 0
}

function distanceToReader(visit: Visit): number | undefined {
  const own = sharesOf(exposed(visit, 'order', ({ topic }) => topic))
  const reader = sharesOf(visit.opened)
  return own.size && reader.size ? divergence(own, reader) : undefined
}
