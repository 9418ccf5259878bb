/** Events that Inkling fires on `document`. On a server, none are fired because there is no document. */

import type { ErrorCode, InklingEvents } from '../types.ts'
import * as dom from './dom.ts'

/** @returns whether a listener cancelled the event, which only `inkling:undo` gives a meaning */
export function emit<K extends keyof InklingEvents>(name: K, detail: InklingEvents[K]): boolean {
  if (typeof document !== 'object') return false
  return !dom.dispatchEvent(document, new CustomEvent(name, { detail, cancelable: name === 'inkling:undo' }))
}

/**
 * Reports a failure to the page. Code that runs while the reader is using the page never throws; this event says what
 * went wrong instead.
 */
export function emitError(code: ErrorCode, message: string, cause?: unknown): void {
  emit('inkling:error', { code, message, ...(cause !== undefined && { cause }) })
}
