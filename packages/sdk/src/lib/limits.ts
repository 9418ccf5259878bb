/**
 * Maximum number of items that are ranked in a list. A longer list is treated as a catalogue: the items after these
 * keep their positions.
 */
export const MAX_ITEMS = 200

/** Milliseconds. */
export const DAY = 86_400_000

/** Time in milliseconds without a page view after which the next one starts a new visit, as in web analytics. */
export const VISIT = 30 * 60_000
