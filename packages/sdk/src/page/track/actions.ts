/** What buttons can be marked to do. */
export const ACTIONS = ['dismiss', 'restore', 'share', 'follow'] as const

/** The attribute that marks a button. */
export const markOf = (action: (typeof ACTIONS)[number]): string => `data-inkling-${action}`
