/** Replaces `lib/events.ts`: in a preview, the page's scripts receive all events except those about consent. */

import * as dom from '../../lib/dom.ts'
import type * as events from '../../lib/events.ts'
import type { Consent } from '../../types.ts'

/** A persona can't consent on a reader's behalf. */
export const DENIED: Consent = { state: 'denied', content: false, creatives: false, measurement: false }

/** The consent reported to the page's scripts. */
let told = DENIED

/** @param consent the reader's own consent, in a preview of the reader's own history */
export function tellConsent(consent: Consent): void {
  told = consent
}

export const emit: typeof events.emit = (name, detail) => {
  if (name === 'inkling:consent') return false
  const said = 'consent' in detail ? { ...detail, consent: told } : detail
  return !dom.dispatchEvent(document, new CustomEvent(name, { detail: said, cancelable: name === 'inkling:undo' }))
}

export const emitError: typeof events.emitError = (code, message, cause) =>
  void emit('inkling:error', { code, message, ...(cause !== undefined && { cause }) })
