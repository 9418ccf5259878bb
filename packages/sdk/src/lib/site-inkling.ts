/**
 * `window.inkling`: until the tag has run an array of early calls, then what sites hold in their hands. An element, or a
 * frame, of that name is neither, though a site's `window.inkling = window.inkling || []` may have taken it up.
 */

import type { Consent } from '../types.ts'
import { ownGlobal } from './own-global.ts'

export function siteInkling(): object | undefined {
  // The window's own: on a server there is none.
  const found = ownGlobal('inkling') as object | undefined
  return Array.isArray(found) || (found && Object.getPrototypeOf(found) === Object.prototype) ? found : undefined
}

/** As much of Inkling as is asked. */
interface Asked {
  readonly persona?: string
  readonly consent: { get(): Consent }
}

/** Whether anything may be shown of a history: the reader has agreed to content, or the page is a preview of somebody else's. */
export const mayShowHistory = (inkling: Asked): boolean =>
  inkling.consent.get().content === true || Object.hasOwn(inkling, 'persona')
