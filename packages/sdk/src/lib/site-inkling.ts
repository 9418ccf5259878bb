/**
 * `window.inkling`: an array of early calls until the tag has run, then the API that sites use. An element or a frame
 * with that name is neither, but the line `window.inkling = window.inkling || []` on a site may have stored one.
 */

import type { Consent } from '../types.ts'
import { ownGlobal } from './own-global.ts'

export function siteInkling(): object | undefined {
  // Only an own property of the window counts; on a server, there is no window.
  const found = ownGlobal('inkling') as object | undefined
  return Array.isArray(found) || (found && Object.getPrototypeOf(found) === Object.prototype) ? found : undefined
}

/** The part of the API that {@link mayShowHistory} needs. */
interface Asked {
  readonly persona?: string
  readonly consent: { get(): Consent }
}

/**
 * Whether the page may show anything derived from a history, because the reader has consented to content or the page is
 * a preview of a persona.
 */
export const mayShowHistory = (inkling: Asked): boolean =>
  inkling.consent.get().content === true || Object.hasOwn(inkling, 'persona')
