import type { Campaign } from './campaign.ts'

type Excluding = Pick<Campaign, 'id' | 'exclusions'>

/** Whether two campaigns may not stand on one page: they are in one group, two airlines for instance. One is no rival to itself. */
export const excludes = (one: Excluding, other: Excluding): boolean =>
  one.id !== other.id && one.exclusions.some((group) => other.exclusions.includes(group))

/**
 * The order in which a page's slots get their campaigns: the slot in which the highest priority is to be had comes first, so that it
 * isn't kept out by a lower one further up. Of equals the page's own order.
 *
 * @param highest (slots) priority of what may be shown in each; undefined where nothing may
 * @returns indices of slots
 */
export const slotOrder = (highest: ReadonlyArray<number | undefined>): number[] =>
  highest
    .map((priority, at) => ({ priority: priority ?? Number.NEGATIVE_INFINITY, at }))
    .sort((a, b) => (a.priority === b.priority ? a.at - b.at : b.priority - a.priority))
    .map(({ at }) => at)
