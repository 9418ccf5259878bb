import type { Campaign } from './campaign.ts'

type Excluding = Pick<Campaign, 'id' | 'exclusions'>

/**
 * Whether two campaigns share an exclusion group (two airlines, say) and so can't be on one page. A campaign doesn't
 * exclude itself.
 */
export const excludes = (one: Excluding, other: Excluding): boolean =>
  one.id !== other.id && one.exclusions.some((group) => other.exclusions.includes(group))

/**
 * The order in which a page's slots choose their campaigns: slots with the highest available priority first, so that a
 * lower priority further up the page doesn't exclude it. Ties in page order.
 *
 * @param highest (slots) highest eligible priority in each slot; undefined if none
 * @returns indices of slots
 */
export const slotOrder = (highest: ReadonlyArray<number | undefined>): number[] =>
  highest
    .map((priority, at) => ({ priority: priority ?? Number.NEGATIVE_INFINITY, at }))
    .sort((a, b) => (a.priority === b.priority ? a.at - b.at : b.priority - a.priority))
    .map(({ at }) => at)
