/** Events that Inkling fires on `document`. On a server, none are fired because there is no document. */

import type { ErrorCode, InklingEvents } from '../types.ts'
import * as dom from './dom.ts'

export function emit<K extends keyof InklingEvents>(name: K, detail: InklingEvents[K]): void {
  if (typeof document === 'object') dom.dispatchEvent(document, new CustomEvent(name, { detail }))
}

/**
 * Reports a failure to the page. Code that runs while the reader is using the page never throws; this event says what
 * went wrong instead.
 */
export function emitError(code: ErrorCode, message: string, cause?: unknown): void {
  emit('inkling:error', { code, message, ...(cause !== undefined && { cause }) })
}
