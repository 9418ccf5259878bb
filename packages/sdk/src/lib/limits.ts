/** More is a catalogue, not a list: the rest keeps its place. */
export const MAX_ITEMS = 200

/** Milliseconds. */
export const DAY = 86_400_000
