/**
 * `window.inkling`: until the tag has run an array of early calls, then what sites hold in their hands. An element, or a
 * frame, of that name is neither, though a site's `window.inkling = window.inkling || []` may have taken it up.
 */

import { ownGlobal } from './own-global.ts'

export function siteInkling(): object | undefined {
  // The window's own: on a server there is none.
  const found = ownGlobal('inkling') as object | undefined
  return Array.isArray(found) || (found && Object.getPrototypeOf(found) === Object.prototype) ? found : undefined
}
