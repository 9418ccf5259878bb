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

/** In a persona's place: the reader whose browser it is, as they were known a while ago. */
export const YOURSELF = 'yourself'
/** Beside it, how long ago: `&inkling-as-of=day`. */
export const AS_OF_PARAMETER = 'inkling-as-of'
/** In milliseconds. */
export const SPANS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
export type Span = keyof typeof SPANS

export const isSpan = (span: string | null): span is Span => span !== null && Object.hasOwn(SPANS, span)

/** Names alone: an address, or a way out of the folder, is none. */
export const isPersonaName = (name: string): boolean => /^[a-z-]{1,40}$/.test(name)
