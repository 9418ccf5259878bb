/** More is a catalogue, not a list: the rest keeps its place. */
export const MAX_ITEMS = 200

/** Milliseconds. */
export const DAY = 86_400_000

/** Milliseconds without a page view after which the next one begins a visit: as web analytics have it. */
export const VISIT = 30 * 60_000
