/** The rules that a list may set for itself: as attributes, in a call of `rank()`, or as options of a framework's list. */
export const LIST_RULES = ['strength', 'displacement', 'maxRun', 'diversity', 'seen', 'calibration', 'order'] as const
