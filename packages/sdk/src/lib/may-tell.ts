import type { Consent } from '../types.ts'

/** As much of Inkling as is asked. */
interface Asked {
  readonly persona?: string
  readonly consent: { get(): Consent }
}

/** Whether anything may be shown of a history: the reader has agreed to content, or the page is a preview of somebody else's. */
export const mayTell = (inkling: Asked): boolean =>
  inkling.consent.get().content === true || Object.hasOwn(inkling, 'persona')
