/** The personas of a release: `personas/NAME.json` in its folder, each in the format of `exportData`. */
export const PERSONAS = [
  'bargain-hunter',
  'football-and-food',
  'hides-much',
  'many-interests',
  'new-reader',
  'science-reader',
] as const

/** What the address names one by: `?inkling-persona=NAME`. */
export const PARAMETER = 'inkling-persona'
/** Beside it, as whom in which arm: `&inkling-arm=holdout`. */
export const ARM_PARAMETER = 'inkling-arm'

/** Names alone: an address, or a way out of the folder, is none. */
export const isPersonaName = (name: string): boolean => /^[a-z-]{1,40}$/.test(name)
