/** The personas of a release: `personas/NAME.json` in its folder, in the format of `exportData`. */
export const PERSONAS = [
  'bargain-hunter',
  'football-and-food',
  'hides-much',
  'many-interests',
  'new-reader',
  'science-reader',
] as const

/** The URL parameter that selects a persona: `?inkling-persona=NAME`. */
export const PARAMETER = 'inkling-persona'
/** The optional parameter that selects the arm: `&inkling-arm=holdout`. */
export const ARM_PARAMETER = 'inkling-arm'

/** The name that selects the reader's own history as it was some time ago. */
export const YOURSELF = 'yourself'
/** The parameter that says how long ago: `&inkling-as-of=day`. */
export const AS_OF_PARAMETER = 'inkling-as-of'
/** In milliseconds. */
export const SPANS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
export type Span = keyof typeof SPANS

export const isSpan = (span: string | null): span is Span => span !== null && Object.hasOwn(SPANS, span)

/** Accepts only plain names, which rules out URLs and paths that lead out of the folder. */
export const isPersonaName = (name: string): boolean => /^[a-z-]{1,40}$/.test(name)
